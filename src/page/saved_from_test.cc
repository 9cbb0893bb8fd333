#include "page/saved_from.h"

#include <gtest/gtest.h>

namespace checkback {
namespace {

TEST(SavedPages, SayWhereTheyCameFrom) {
  struct Case {
    std::string_view bytes;
    std::string_view url;
  };
  constexpr Case kCases[] = {
      {"<!DOCTYPE html>\r\n<!-- saved from url=(0035)https://news.example/2025/dam.html "
       "-->\r\n<html>",
       "https://news.example/2025/dam.html"},
      {"<!-- saved from url=(0024)http://news.example/a?b=1-->", "http://news.example/a?b=1"},
      {"<!DOCTYPE html> <html lang=\"en\"><!--\n Page saved with SingleFile \n"
       " url: https://news.example/dam#now \n saved date: Wed May 14 2025\n-->",
       "https://news.example/dam#now"},
      // Internet Explorer's mark for "trust me", a page of a disk, an address that is cut off.
      {"<!-- saved from url=(0014)about:internet -->", ""},
      {"<!-- saved from url=(0022)file:///C:/dam.html -->", ""},
      {"<!-- saved from url=(0035)https://news.exa", ""},
      {"<!-- saved from url=(0035", ""},
      {"<p>saved from url=(0035)https://news.example/ -->", ""},
      {"", ""},
  };
  for (const Case& c : kCases) EXPECT_EQ(SavedFrom(c.bytes), c.url) << c.bytes;
}

TEST(SavedPages, SayItInUtf16Too) {
  std::string wide = "\xFF\xFE";
  for (const char c : std::string_view("<!-- saved from url=(0021)https://news.example/ -->"))
    (wide += c) += '\0';
  EXPECT_EQ(SavedFrom(wide), "https://news.example/");
}

TEST(SavedPages, SayItEarlyOrNotAtAll) {
  EXPECT_EQ(
      SavedFrom(std::string(5000, ' ') + "<!-- saved from url=(0021)https://news.example/ -->"),
      "");
}

}  // namespace
}  // namespace checkback
