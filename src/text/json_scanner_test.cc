#include "text/json_scanner.h"

#include <gtest/gtest.h>

#include <vector>

#include "text/json.h"
#include "text/json_writer.h"

namespace checkback {
namespace {

struct Told {
  std::string title, url;
  std::vector<std::int64_t> counts;
  double share = 0;
  bool is_new = false;
};

bool Read(std::string_view json, Told& told) {
  JsonScanner scanner(json);
  scanner.Object([&] {
    scanner.Key("title") && scanner.Text(told.title);
    scanner.Key("url") && scanner.TextOrNull(told.url);
    scanner.Key("counts") && scanner.Array([&] { scanner.Number(told.counts.emplace_back()); });
    scanner.Key("share") && scanner.Number(told.share);
    scanner.Key("new") && scanner.Bool(told.is_new);
  });
  return scanner.Ended();
}

std::string Written(std::string_view title, const std::vector<std::int64_t>& counts) {
  JsonWriter json;
  json.Object([&] {
    json.Key("title").Text(title);
    json.Key("url").TextOrNull("");
    json.Key("counts").Array([&] {
      for (const std::int64_t count : counts) json.Number(count);
    });
    json.Key("share").Number(0.1);
    json.Key("new").Bool(true);
  });
  return json.Take();
}

TEST(JsonThatWeWrote, IsReadAsItWasWritten) {
  const std::string_view titles[] = {"Strike",
                                     "",
                                     "\"",
                                     "\\",
                                     "\\\"",
                                     "He said \"no\"\n\nand left\\",
                                     "caf\u00e9 \u2014 \u65b0\u805e \U0001F600",
                                     "\x01\x1f\x7f\t\r\b\f/"};
  for (const std::string_view title : titles) {
    for (const std::vector<std::int64_t>& counts :
         {std::vector<std::int64_t>{}, {7}, {0, -1, 9007199254740993}}) {
      Told told;
      const std::string json = Written(title, counts);
      ASSERT_TRUE(Read(json, told)) << json;
      EXPECT_EQ(told.title, title);
      EXPECT_EQ(told.url, "");
      EXPECT_EQ(told.counts, counts);
      EXPECT_EQ(told.share, 0.1);
      EXPECT_TRUE(told.is_new);
      EXPECT_EQ(Json::Parse(json)->members()[0].second.Text(), title);
    }
  }
}

TEST(JsonThatWeWrote, IsNotReadFromAnythingElse) {
  const std::string whole = Written("a \"b\" c", {1, 2});
  for (std::size_t cut = 0; cut < whole.size(); ++cut) {
    Told told;
    EXPECT_FALSE(Read(whole.substr(0, cut), told)) << cut;
  }
  const std::string_view others[] = {
      R"({"title":"a","url":null,"counts":[],"share":0.1,"new":true} )",
      R"({"title": "a","url":null,"counts":[],"share":0.1,"new":true})",
      R"({"url":null,"title":"a","counts":[],"share":0.1,"new":true})",
      R"({"title":"a","url":null,"counts":[],"share":0.1,"new":true,"more":1})",
      R"({"title":"a","url":null,"counts":[1,],"share":0.1,"new":true})",
      R"({"title":"a","url":null,"counts":[1 2],"share":0.1,"new":true})",
      R"({"title":"a","url":null,"counts":[],"share":"0.1","new":true})",
      R"({"title":"a","url":null,"counts":[],"share":0.1,"new":null})",
      R"({"title":7,"url":null,"counts":[],"share":0.1,"new":true})",
      R"({"title":"\ud83d","url":null,"counts":[],"share":0.1,"new":true})",
      R"({"title":"\x","url":null,"counts":[],"share":0.1,"new":true})",
      R"({"title":"\u00g0","url":null,"counts":[],"share":0.1,"new":true})",
      R"([])",
      R"(null)",
      R"({)",
      R"({})"};
  for (const std::string_view other : others) {
    Told told;
    EXPECT_FALSE(Read(other, told)) << other;
  }
}

TEST(JsonThatWeWrote, MayHoldManyQuotesAndIsReadInLinearTime) {
  // Of four megabytes, every byte escaped; in square time it would not end.
  const std::string title(std::size_t{1} << 21, '"');
  Told told;
  ASSERT_TRUE(Read(Written(title, {}), told));
  EXPECT_EQ(told.title, title);
}

}  // namespace
}  // namespace checkback
