#include "text/json.h"

#include <gtest/gtest.h>

#include "text/json_repair.h"
#include "text/utf8.h"

namespace checkback {
namespace {

TEST(Json, ValuesAreFoundByNameAndIndexAndWhatIsMissingIsNull) {
  const auto json = Json::Parse(R"({"a":[{"b":"c"},1.5,true,null],"a":2,"n":-7,"e":{}})");
  ASSERT_TRUE(json);
  EXPECT_EQ((*json)["a"][0]["b"].Text(), "c");
  EXPECT_EQ((*json)["a"][1].Number(), 1.5);
  EXPECT_TRUE((*json)["a"][2].IsTrue());
  EXPECT_TRUE((*json)["a"][3].is_null());
  EXPECT_TRUE((*json)["a"][9]["x"]["y"].is_null());
  EXPECT_EQ((*json)["n"].Number(), -7);
  EXPECT_EQ((*json)["n"].Text(), "");
  EXPECT_FALSE((*json)["a"].Number());
  EXPECT_EQ(json->members().size(), 4u);
  EXPECT_EQ((*json)["e"].kind(), Json::Kind::kObject);
}

TEST(Json, TextIsAlwaysUtf8WhateverTheEscapesSay) {
  struct Case {
    std::string_view written, text;
  };
  const Case cases[] = {
      {R"("caf\u00e9")", "café"},
      {R"("\ud83d\ude00")", "😀"},
      {R"("x\ud83d")", "x\uFFFD"},
      {R"("\ude00y")", "\uFFFDy"},
      {R"("\ud83d\u0041")", "\uFFFDA"},
      {R"("\ud83d\ud83d\ude00")", "\uFFFD😀"},
      {R"("\ud83d\n")", "\uFFFD\n"},
      {R"("\\ud83d")", "\\ud83d"},
      {R"("\\\ud83d")", "\\\uFFFD"},
      {"\"caf\xE9 \xE2\x82\"", "caf\uFFFD \uFFFD\uFFFD"},
      {"\"\xED\xA0\x80\"", "\uFFFD\uFFFD\uFFFD"},
      {R"("a\/b\"c\\")", "a/b\"c\\"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.written);
    const auto json = Json::Parse(c.written);
    ASSERT_TRUE(json);
    EXPECT_EQ(json->Text(), c.text);
    EXPECT_TRUE(IsValidUtf8(json->Text()));
  }
}

TEST(Json, MistakesAreNamed) {
  struct Case {
    std::string_view written, what;
  };
  const Case cases[] = {
      {"", "nothing"},
      {" \n", "nothing"},
      {"{", "out of place"},
      {R"({"a":1,})", "out of place"},
      {R"({"a":1} x)", "out of place"},
      {R"({"a":"b)", "closing quote"},
      {"\"a\nb\"", "control character"},
      {R"("\x41")", "escape"},
      {R"("\u12")", "escape"},
      {"01", "number"},
      {"[1,2", "out of place"},
      {"nul", "out of place"},
      {"\xFF", "out of place"},
      {std::string_view("{\0}", 3), "out of place"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.written);
    const auto json = Json::Parse(c.written);
    ASSERT_FALSE(json);
    EXPECT_EQ(json.error().code, Errc::kBadInput);
    EXPECT_NE(json.error().what.find(c.what), std::string::npos) << json.error().what;
  }
}

TEST(Json, NestingIsBoundedAndCostsNoStack) {
  const auto nested = [](std::size_t levels) {
    return std::string(levels, '[') + std::string(levels, ']');
  };
  EXPECT_TRUE(Json::Parse(nested(100)));
  EXPECT_TRUE(Json::Parse(nested(500)));
  for (const std::size_t levels :
       {std::size_t{600}, std::size_t{100'000}, std::size_t{5'000'000}}) {
    EXPECT_FALSE(Json::Parse(nested(levels)));
    EXPECT_FALSE(Json::ParseLenient(nested(levels)));
    EXPECT_FALSE(Json::Parse(std::string(levels, '[')));
  }
}

TEST(Json, TooManyValuesAreRefused) {
  std::string many = "[0";
  for (int i = 0; i < 1'000'001; ++i) many += ",0";
  const auto json = Json::Parse(many + "]");
  ASSERT_FALSE(json);
  EXPECT_EQ(json.error().code, Errc::kTooLarge);
}

TEST(Json, IntegersPast64BitsAreNumbers) {
  const auto json = Json::Parse(
      R"([123456789012345678901234567890, -99999999999999999999, 1.12345678901234567890123, 18446744073709551615])");
  ASSERT_TRUE(json);
  EXPECT_EQ((*json)[0].Number(), 123456789012345678901234567890.0);
  EXPECT_EQ((*json)[1].Number(), -99999999999999999999.0);
  EXPECT_EQ((*json)[3].Number(), 18446744073709551615.0);
}

TEST(Json, WhatPagesHoldIsReadLeniently) {
  struct Case {
    std::string_view written, a;
  };
  const Case cases[] = {
      {R"({"a":"x"})", "x"},
      {"\uFEFF {\"a\":\"x\"}", "x"},
      {"<![CDATA[{\"a\":\"x\"}]]>", "x"},
      {"//<![CDATA[\n{\"a\":\"x\"}\n//]]>", "x"},
      {"/* <![CDATA[ */{\"a\":\"x\"};/* ]]> */", "x"},
      {"<!--{\"a\":\"x\"}-->", "x"},
      {"{\"a\":\"x\",}", "x"},
      {"{\"a\":\"x\",\"b\":[1,2, ],\n}", "x"},
      {"{\"a\":\"x\ny\tz\"}", "x\ny\tz"},
      {"{\"a\":\"it\\'s\"}", "it's"},
      {"{\"a\":\"x,}\",}", "x,}"},
      {"{\"a\":\"\\ud83d\n\"}", "\uFFFD\n"},
      {"{\"a\":\"\\u12\"}", "u12"},
      {"{\"a\":\"caf\xE9\"};", "caf\uFFFD"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.written);
    const Json json = Json::ParseLenient(c.written).value_or(Json());
    EXPECT_EQ(json["a"].Text(), c.a);
  }
  for (const std::string_view hopeless : {"", "<html>", "{a:1}", "{\"a\":\"", "\"\\"}) {
    EXPECT_FALSE(Json::ParseLenient(hopeless)) << hopeless;
  }
}

TEST(Json, LargeTextIsTakenWithoutACopy) {
  const std::string large(8'000'000, 'x');
  auto json = Json::Parse("{\"html\":\"" + large + "\"}");
  ASSERT_TRUE(json);
  const char* const place = json->Find("html")->Text().data();
  const std::string taken = json->Find("html")->TakeText();
  EXPECT_EQ(taken.data(), place);
  EXPECT_EQ(taken, large);
}

}  // namespace
}  // namespace checkback
