#include "follow/fetch/reachable.h"

#include <gtest/gtest.h>

namespace checkback {
namespace {

TEST(Reachable, IsThePublicNetworkOnly) {
  for (const std::string_view address :
       {"93.184.216.34", "1.1.1.1", "172.15.255.255", "172.32.0.0", "100.63.255.255", "100.128.0.0",
        "169.253.255.255", "2606:4700:4700::1111", "2a00:1450:4001::1", "64:ff9b::5db8:d822",
        "::ffff:93.184.216.34", "198.17.255.255", "198.20.0.0", "223.255.255.255"}) {
    const auto parsed = ParseAddress(address);
    ASSERT_TRUE(parsed) << address;
    EXPECT_EQ(SpecialUse(*parsed), std::nullopt) << address;
    EXPECT_TRUE(IsReachable(*parsed, {})) << address;
  }
}

TEST(Reachable, IsNotOnesOwnNetworkInAnyNotation) {
  for (const std::string_view address : {"127.0.0.1",
                                         "127.255.255.255",
                                         "0.0.0.0",
                                         "10.0.0.1",
                                         "172.16.0.1",
                                         "172.31.255.255",
                                         "192.168.1.1",
                                         "100.64.0.1",
                                         "169.254.169.254",
                                         "192.0.0.1",
                                         "198.18.0.1",
                                         "203.0.113.5",
                                         "224.0.0.1",
                                         "255.255.255.255",
                                         "::",
                                         "::1",
                                         "fe80::1",
                                         "fec0::1",
                                         "fc00::1",
                                         "fdff::1",
                                         "ff02::1",
                                         "::ffff:10.0.0.1",
                                         "::ffff:127.0.0.1",
                                         "::7f00:1",
                                         "64:ff9b::a00:1",
                                         "64:ff9b::a9fe:a9fe",
                                         "64:ff9b:1::1",
                                         "2001:db8::1",
                                         "2001::1",
                                         "2002:7f00:1::",
                                         "2002:a00:1::1",
                                         "4000::1",
                                         "100::1",
                                         "5f00::1",
                                         "3fff::1"}) {
    const auto parsed = ParseAddress(address);
    ASSERT_TRUE(parsed) << address;
    EXPECT_NE(SpecialUse(*parsed), std::nullopt) << address;
    EXPECT_FALSE(IsReachable(*parsed, {})) << address;
  }
}

TEST(Reachable, IsWhatItsOwnerAllows) {
  const std::vector<NetBlock> allowed = {*ParseBlock("10.20.0.0/16"), *ParseBlock("fd00:1::/32"),
                                         *ParseBlock("127.0.0.1")};
  for (const std::string_view address : {"10.20.0.1", "10.20.255.255", "fd00:1::9", "127.0.0.1"})
    EXPECT_TRUE(IsReachable(*ParseAddress(address), allowed)) << address;
  for (const std::string_view address : {"10.21.0.0", "10.19.255.255", "fd00:2::", "127.0.0.2"})
    EXPECT_FALSE(IsReachable(*ParseAddress(address), allowed)) << address;
}

TEST(Reachable, BlocksAreReadStrictly) {
  for (const std::string_view block :
       {"", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8 ", "::/129", "10.0.0/8",
        "0x7f.1", "127.1", "2130706433", "fe80::1%eth0", "localhost", "10.0.0.0/8/8"})
    EXPECT_FALSE(ParseBlock(block)) << block;
  EXPECT_TRUE(IsReachable(*ParseAddress("10.1.1.1"), {*ParseBlock("0.0.0.0/0")}));
  EXPECT_FALSE(IsReachable(*ParseAddress("fe80::1"), {*ParseBlock("0.0.0.0/0")}));
}

}  // namespace
}  // namespace checkback
