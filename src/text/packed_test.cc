// What is packed is read back as it was, and other bytes are refused.

#include "text/packed.h"

#include <gtest/gtest.h>

#include <concepts>
#include <limits>
#include <string>

#include "text/instant.h"

namespace checkback {

struct PackedSample {
  std::string name;
  double share = 0;
  std::optional<std::size_t> place;
  std::vector<std::int64_t> moves;
  bool is_known = false;
  Instant seen{};

  friend bool operator==(const PackedSample&, const PackedSample&) = default;
};

template <typename T>
  requires std::same_as<std::remove_const_t<T>, PackedSample>
auto MembersOf(T& of) {
  auto& [name, share, place, moves, is_known, seen] = of;
  return std::tie(name, share, place, moves, is_known, seen);
}

namespace {

std::string Packed(const auto& value) {
  PackedWriter writer;
  writer.Put(value);
  return writer.Take();
}

std::vector<PackedSample> Samples() {
  return {{},
          {.name = std::string("Zo\xC3\xAB\0\xFF", 6),
           .share = -0.1,
           .place = std::numeric_limits<std::size_t>::max(),
           .moves = {0, -1, 1, std::numeric_limits<std::int64_t>::min(),
                     std::numeric_limits<std::int64_t>::max()},
           .is_known = true,
           .seen = *ParseInstant("2025-05-14T09:30:00Z")}};
}

TEST(Packed, ValuesAreReadBackAsTheyWere) {
  const std::string bytes = Packed(Samples());
  std::vector<PackedSample> again;
  PackedReader reader(bytes);
  ASSERT_TRUE(reader.Get(again));
  EXPECT_TRUE(reader.AtEnd());
  EXPECT_EQ(again, Samples());
}

TEST(Packed, SmallNumbersTakeOneByte) {
  EXPECT_EQ(Packed(std::vector<std::size_t>{1, 127}), "\x02\x01\x7F");
  EXPECT_EQ(Packed(std::size_t{300}), "\xAC\x02");
}

TEST(Packed, BytesThatEndEarlyAreRefused) {
  const std::string bytes = Packed(Samples());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    std::vector<PackedSample> again;
    PackedReader reader(std::string_view(bytes).substr(0, size));
    EXPECT_FALSE(reader.Get(again)) << size;
    EXPECT_FALSE(reader.AtEnd());
  }
}

TEST(Packed, AnyBytesAreReadInBoundedMemory) {
  for (int byte = 0; byte < 256; ++byte) {
    const std::string bytes(64, static_cast<char>(byte));
    std::vector<PackedSample> again;
    PackedReader reader(bytes);
    static_cast<void>(reader.Get(again));
    EXPECT_LE(again.size(), bytes.size());
  }
}

TEST(Packed, AValueThatCannotBeIsRefused) {
  struct IsNamed {
    bool operator()(const PackedSample& sample) const { return !sample.name.empty(); }
  };
  const std::string bytes = Packed(Samples());
  std::vector<PackedSample> again;
  EXPECT_FALSE(PackedReader<IsNamed>(bytes).Get(again));
  std::uint8_t small = 0;
  const std::string large = Packed(std::size_t{300});
  EXPECT_FALSE(PackedReader(large).Get(small));
}

}  // namespace
}  // namespace checkback
