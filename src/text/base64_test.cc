#include "text/base64.h"

#include <gtest/gtest.h>

#include "text/hmac.h"

namespace checkback {
namespace {

struct Case {
  std::string_view bytes, text;
};
// RFC 4648, section 10.
constexpr Case kCases[] = {{"", ""},
                           {"f", "Zg=="},
                           {"fo", "Zm8="},
                           {"foo", "Zm9v"},
                           {"foob", "Zm9vYg=="},
                           {"fooba", "Zm9vYmE="},
                           {"foobar", "Zm9vYmFy"},
                           {"\x14\xfb\x9c\x03\xd9\x7e", "FPucA9l+"}};

TEST(Base64, WritesBytesAsTextAndReadsThemBack) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(Base64(c.bytes), c.text);
    EXPECT_EQ(FromBase64(c.text), c.bytes);
  }
}

TEST(Base64, TakesNothingElse) {
  for (const std::string_view text : {"Zg", "Zg=", "Z===", "Zh==", "Zm9=", "Zm9*", "Zm 9v", "=Zm9"})
    EXPECT_EQ(FromBase64(text), std::nullopt) << text;
}

// RFC 4231, cases 1, 2 and 6.
TEST(Hmac, IsThatOfTheStandard) {
  const auto is = [](std::string_view key, std::string_view bytes, std::string_view base64) {
    EXPECT_EQ(Base64(HmacSha256(key, bytes)), base64);
  };
  is(std::string(20, '\x0b'), "Hi There", "sDRMYdjbOFNcqK/OrwvxK4gdwgDJgz2nJuk3bC4yz/c=");
  is("Jefe", "what do ya want for nothing?", "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=");
  is(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First",
     "YOQxWR7gtn8Niiaqy/W3f44LxiE3KMUUBUYEDw7jf1Q=");
}

}  // namespace
}  // namespace checkback
