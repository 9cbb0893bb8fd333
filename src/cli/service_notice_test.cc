#include "cli/service_notice.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <string>

#include "text/scratch_samples.h"

namespace checkback {
namespace {

TEST(ServiceNotice, IsOneDatagramToTheSocketThatWasNamed) {
  const samples::ScratchFolder folder;
  const std::string path = folder / "notice";
  const int manager = socket(AF_UNIX, SOCK_DGRAM, 0);
  ASSERT_GE(manager, 0);
  sockaddr_un here{};
  here.sun_family = AF_UNIX;
  path.copy(here.sun_path, sizeof here.sun_path - 1);
  ASSERT_EQ(bind(manager, reinterpret_cast<sockaddr*>(&here), sizeof here), 0);
  EXPECT_TRUE(ServiceNotice(path.c_str()).Tell("READY=1\nSTATUS=follows 3 sources"));
  std::array<char, 100> told{};
  const ssize_t size = recv(manager, told.data(), told.size(), 0);
  EXPECT_EQ(std::string(told.data(), static_cast<std::size_t>(size)),
            "READY=1\nSTATUS=follows 3 sources");
  close(manager);
}

TEST(ServiceNotice, NobodyAskedIsNoFailure) {
  for (const char* socket :
       {static_cast<const char*>(nullptr), "", "relative", "@", "/", "/no/such/socket"})
    EXPECT_FALSE(ServiceNotice(socket).Tell("READY=1"));
  EXPECT_FALSE(ServiceNotice(std::string(200, '/').c_str()).Tell("READY=1"));
}

TEST(ServiceNotice, WatchdogIsFedTwiceInItsTime) {
  EXPECT_EQ(WatchdogEvery("30000000"), std::chrono::seconds(15));
  for (const char* none : {static_cast<const char*>(nullptr), "", "x", "-1", "0", "30s"})
    EXPECT_EQ(WatchdogEvery(none), std::nullopt);
}

}  // namespace
}  // namespace checkback
