#include "serve/finished_answer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "page/gzip_member.h"

namespace checkback {
namespace {

std::string HeaderOf(const WebResponse& response, std::string_view name) {
  for (const auto& header : response.headers)
    if (header.first == name) return header.second;
  return {};
}

WebRequest Asking(std::string accept_encoding, std::string if_none_match = "") {
  WebRequest request;
  request.method = "GET";
  request.accept_encoding = std::move(accept_encoding);
  request.if_none_match = std::move(if_none_match);
  return request;
}

std::string Unpacked(const std::string& packed, std::size_t size) {
  std::string body(size, '\0');
  EXPECT_TRUE(GzipInflater().Inflate(packed, body.data(), body.size()));
  return body;
}

TEST(FinishedAnswers, AreTheSameHoweverTheyAreHeldAndSent) {
  const std::string body(5000, 'a');
  const FinishedAnswer fresh(WebResponse{200, "text/html; charset=utf-8", body, {}});
  FinishedAnswer kept(WebResponse{200, "text/html; charset=utf-8", body, {}});
  kept.Pack();
  EXPECT_LT(kept.bytes(), 500u);
  for (const FinishedAnswer* answer : {&fresh, static_cast<const FinishedAnswer*>(&kept)}) {
    const WebResponse plain = answer->For(Asking("")), packed = answer->For(Asking("gzip"));
    EXPECT_EQ(plain.body, body);
    EXPECT_EQ(HeaderOf(plain, "Content-Encoding"), "");
    EXPECT_EQ(HeaderOf(packed, "Content-Encoding"), "gzip");
    EXPECT_EQ(Unpacked(packed.body, body.size()), body);
    const WebResponse same = answer->For(Asking("gzip", HeaderOf(plain, "ETag")));
    EXPECT_EQ(same.status, 304);
    EXPECT_EQ(same.body, "");
    EXPECT_EQ(HeaderOf(same, "ETag"), HeaderOf(plain, "ETag"));
  }
}

TEST(FinishedAnswers, ThatAreNoTextOrShortAreNotPacked) {
  for (const WebResponse& response :
       {WebResponse{200, "application/octet-stream", std::string(5000, 'a'), {}},
        WebResponse{200, "text/plain", "ok", {}},
        WebResponse{200, "text/event-stream; charset=utf-8", std::string(5000, 'a'), {}, 7}}) {
    FinishedAnswer answer(response);
    answer.Pack();
    const WebResponse sent = answer.For(Asking("gzip"));
    EXPECT_EQ(sent.body, response.body);
    EXPECT_EQ(HeaderOf(sent, "Content-Encoding"), "");
    EXPECT_EQ(sent.stream_after, response.stream_after);
  }
}

TEST(FinishedAnswers, OfErrorsHaveNoTag) {
  const FinishedAnswer answer(WebResponse{404, "text/html", "no", {}});
  EXPECT_EQ(HeaderOf(answer.For(Asking("", "*")), "ETag"), "");
  EXPECT_EQ(answer.For(Asking("", "*")).status, 404);
}

}  // namespace
}  // namespace checkback
