#include "page/page_parts.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

#include "page/warc_page.h"
#include "page/warc_writer.h"

namespace checkback {
namespace {

std::string Member(WarcType type, std::string_view url, std::string_view body) {
  GzipDeflater deflater(1);
  const std::string block =
      type == WarcType::kRequest
          ? "GET / HTTP/1.1\r\n\r\n"
          : fmt::format("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}", body);
  return PackRecord({.type = type,
                     .target_uri = url,
                     .date = *ParseInstant("2026-03-02T08:00:00Z"),
                     .content_type = type == WarcType::kRequest ? kHttpRequest : kHttpResponse,
                     .block = block},
                    DigestKind::kSha256, deflater)
      ->member;
}

WarcRecord Whole(std::string_view type, std::string block) {
  WarcRecord record;
  record.version = "1.1";
  record.type = WarcType::kResource;
  record.target_uri = "https://news.example/dam";
  record.date = ParseInstant("2026-03-02T08:00:04Z");
  record.content_type = type;
  record.block = std::move(block);
  return record;
}

const std::string& TwoPages() {
  static const std::string members =
      Member(WarcType::kResponse, "https://news.example/dam", "<p>One.</p>") +
      Member(WarcType::kRequest, "https://news.example/dam", "") +
      Member(WarcType::kResponse, "https://news.example/dam?page=2", "<p>Two.</p>");
  return members;
}

constexpr std::array kRoles = {PartRole::kPage, PartRole::kFurther};

TEST(PageParts, ARecordHoldsTheAnswersThatMakeAPage) {
  const std::string type = PartsTypeOf(kRoles);
  EXPECT_EQ(type, "application/vnd.checkback.parts+warc;parts=page-further");
  const WarcRecord record = Whole(type, *UnpackMembers(TwoPages()));
  const auto parts = PartsIn(record);
  ASSERT_TRUE(parts) << parts.error().what;
  ASSERT_EQ(parts->size(), 2u);
  EXPECT_EQ((*parts)[0].role, PartRole::kPage);
  EXPECT_EQ((*parts)[1].record.target_uri, "https://news.example/dam?page=2");
  EXPECT_TRUE((*parts)[1].record.block.ends_with("<p>Two.</p>"));
  // Who reads one page of a record gets the first.
  EXPECT_FALSE(WhyNoPage(record));
  EXPECT_EQ(ReadWarcPage(record, {})->content, "<p>One.</p>");
}

TEST(PageParts, WhatIsNoneIsTold) {
  const std::string type = PartsTypeOf(kRoles), block = *UnpackMembers(TwoPages());
  for (const std::string_view other :
       {"application/vnd.checkback.parts+warc", "application/vnd.checkback.parts+warc;parts=",
        "application/vnd.checkback.parts+warc;parts=further-page",
        "application/vnd.checkback.parts+warc;parts=page-page",
        "application/vnd.checkback.parts+warc;parts=page-other", "text/html;parts=page"})
    EXPECT_FALSE(IsPartsType(other)) << other;
  EXPECT_FALSE(PartsIn(Whole(PartsTypeOf(std::array{PartRole::kPage}), block)));
  // Cut at any byte, it is damaged, never more than it is.
  for (std::size_t bytes = 0; bytes < block.size(); ++bytes)
    EXPECT_FALSE(PartsIn(Whole(type, block.substr(0, bytes)))) << bytes;
  EXPECT_FALSE(UnpackMembers(TwoPages().substr(0, TwoPages().size() - 4)));
  EXPECT_FALSE(UnpackMembers("no member"));
}

}  // namespace
}  // namespace checkback
