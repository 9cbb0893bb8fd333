#include "text/json_writer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "text/json.h"

namespace checkback {
namespace {

TEST(JsonWriter, WritesMembersInTheOrderOfTheCalls) {
  JsonWriter json;
  json.Object([&] {
    json.Key("b").Text("x");
    json.Key("a").Array([&] {
      json.Number(std::int64_t{1});
      json.Number(2.5);
      json.Object([] {});
      json.Array([] {});
    });
    json.Key("none").TextOrNull("");
    json.Key("yes").Bool(true);
  });
  EXPECT_EQ(json.Take(), R"({"b":"x","a":[1,2.5,{},[]],"none":null,"yes":true})");
  json.Text("as new");
  EXPECT_EQ(json.str(), R"("as new")");
}

TEST(JsonWriter, WhateverTheTextTheOutputIsJson) {
  struct Case {
    std::string_view text, written;
  };
  const Case cases[] = {
      {"", R"("")"},
      {"say \"no\" \\ yes", R"("say \"no\" \\ yes")"},
      {"a\nb\tc\r", R"("a\nb\tc\r")"},
      {"\x1B[31m\x7F\x01", R"("\u001b[31m\u007f\u0001")"},
      {"caf\xE9", "\"caf\uFFFD\""},
      {"\xED\xA0\x80", "\"\uFFFD\uFFFD\uFFFD\""},
      {std::string_view("\0", 1), R"("\u0000")"},
      {"größe 日本 😀", "\"größe 日本 😀\""},
  };
  for (const Case& c : cases) {
    JsonWriter json;
    json.Text(c.text);
    EXPECT_EQ(json.str(), c.written);
    EXPECT_TRUE(Json::Parse(json.str())) << json.str();
  }
}

TEST(JsonWriter, NumbersReadBackTheSame) {
  for (const double value : {0.1, -1e300, 5e-324, 1.0 / 3, 1e21, 0.0}) {
    JsonWriter json;
    json.Number(value);
    EXPECT_EQ(Json::Parse(json.str())->Number(), value);
  }
  JsonWriter json;
  json.Array([&] {
    json.Number(std::nan(""));
    json.Number(std::numeric_limits<double>::infinity());
    json.Number(std::numeric_limits<std::int64_t>::min());
  });
  EXPECT_EQ(json.str(), "[null,null,-9223372036854775808]");
}

}  // namespace
}  // namespace checkback
