#include "follow/fetch/reachable.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace checkback {
namespace {

constexpr int kMappedBits = 96;  // before the four bytes of an IPv4 address

constexpr NetAddress Mapped(std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d) {
  return {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, a, b, c, d}};
}

constexpr NetBlock Four(std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d, int bits) {
  return {Mapped(a, b, c, d), kMappedBits + bits};
}

constexpr NetBlock Six(std::array<std::uint8_t, 8> begin, int bits) {
  NetBlock block;
  for (std::size_t i = 0; i < begin.size(); ++i) block.first.bytes[i] = begin[i];
  block.bits = bits;
  return block;
}

struct Use {
  NetBlock block;
  std::string_view what;
};

constexpr std::string_view kPrivate = "a private network";
constexpr std::string_view kReserved = "reserved";
constexpr std::string_view kExample = "kept for examples";

// The first that holds the address counts.
constexpr Use kUses[] = {
    {Four(0, 0, 0, 0, 8), "this host"},
    {Four(10, 0, 0, 0, 8), kPrivate},
    {Four(100, 64, 0, 0, 10), "a carrier's network"},
    {Four(127, 0, 0, 0, 8), "this host"},
    {Four(169, 254, 0, 0, 16), "link-local; the metadata of cloud machines are there"},
    {Four(172, 16, 0, 0, 12), kPrivate},
    {Four(192, 0, 0, 0, 24), kReserved},
    {Four(192, 0, 2, 0, 24), kExample},
    {Four(192, 31, 196, 0, 24), kReserved},
    {Four(192, 52, 193, 0, 24), kReserved},
    {Four(192, 88, 99, 0, 24), kReserved},
    {Four(192, 168, 0, 0, 16), kPrivate},
    {Four(192, 175, 48, 0, 24), kReserved},
    {Four(198, 18, 0, 0, 15), "kept for benchmarks"},
    {Four(198, 51, 100, 0, 24), kExample},
    {Four(203, 0, 113, 0, 24), kExample},
    {Four(224, 0, 0, 0, 4), "multicast"},
    {Four(240, 0, 0, 0, 4), kReserved},
};

constexpr Use kUsesOfSix[] = {
    {Six({0x01}, 64), "discarded"},
    {Six({0x20, 0x01, 0x00, 0x00}, 23), kReserved},  // Teredo and others
    {Six({0x20, 0x01, 0x0d, 0xb8}, 32), kExample},
    {Six({0x20, 0x02}, 16), "6to4"},
    {Six({0x3f, 0xff}, 20), kExample},
    {Six({0x5f, 0x00}, 16), kReserved},
    {Six({0xfc}, 7), kPrivate},
    {Six({0xfe, 0x80}, 10), "link-local"},
    {Six({0xfe, 0xc0}, 10), "site-local"},
    {Six({0xff}, 8), "multicast"},
};

// Public unicast of IPv6 is what IANA has given out: 2000::/3.
constexpr NetBlock kGivenOut = Six({0x20}, 3);
// An address of IPv4 stands in the last four bytes of these.
constexpr NetBlock kTranslated = {{{0x00, 0x64, 0xff, 0x9b}}, 96};
constexpr NetBlock kTranslatedLocally = {{{0x00, 0x64, 0xff, 0x9b, 0x00, 0x01}}, 48};
constexpr NetBlock kMapped = {Mapped(0, 0, 0, 0), kMappedBits};

bool Holds(const NetBlock& block, const NetAddress& address) {
  const auto whole = static_cast<std::size_t>(block.bits / 8);
  if (!std::equal(block.first.bytes.begin(), block.first.bytes.begin() + whole,
                  address.bytes.begin()))
    return false;
  if (block.bits % 8 == 0) return true;
  const int shift = 8 - block.bits % 8;
  return block.first.bytes[whole] >> shift == address.bytes[whole] >> shift;
}

NetAddress MappedFrom(const NetAddress& address) {
  return Mapped(address.bytes[12], address.bytes[13], address.bytes[14], address.bytes[15]);
}

template <typename Table>
std::optional<std::string_view> UseIn(const Table& table, const NetAddress& address) {
  for (const Use& use : table)
    if (Holds(use.block, address)) return use.what;
  return std::nullopt;
}

}  // namespace

std::optional<NetAddress> ParseAddress(std::string_view text) {
  constexpr std::size_t kLongest = 45;
  if (text.empty() || text.size() > kLongest || text.find('\0') != text.npos) return std::nullopt;
  const std::string terminated(text);
  std::array<std::uint8_t, 4> four{};
  if (inet_pton(AF_INET, terminated.c_str(), four.data()) == 1)
    return Mapped(four[0], four[1], four[2], four[3]);
  NetAddress six;
  if (inet_pton(AF_INET6, terminated.c_str(), six.bytes.data()) == 1) return six;
  return std::nullopt;
}

std::string AddressText(const NetAddress& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const bool is_four = Holds(kMapped, address);
  const void* bytes = address.bytes.data() + (is_four ? kMappedBits / 8 : 0);
  inet_ntop(is_four ? AF_INET : AF_INET6, bytes, text.data(), text.size());
  return text.data();
}

std::optional<NetBlock> ParseBlock(std::string_view text) {
  const std::size_t slash = text.find('/');
  const std::optional<NetAddress> first = ParseAddress(text.substr(0, slash));
  if (!first) return std::nullopt;
  if (slash == text.npos) return NetBlock{*first, 128};
  const std::string_view typed = text.substr(slash + 1);
  int bits = 0;
  const auto read = std::from_chars(typed.data(), typed.data() + typed.size(), bits);
  const bool is_four = Holds(kMapped, *first) && text.find(':') == text.npos;
  if (typed.empty() || read.ec != std::errc() || read.ptr != typed.data() + typed.size() ||
      bits < 0 || bits > (is_four ? 32 : 128))
    return std::nullopt;
  return NetBlock{*first, is_four ? kMappedBits + bits : bits};
}

std::optional<std::string_view> SpecialUse(const NetAddress& address) {
  if (Holds(kMapped, address)) return UseIn(kUses, address);
  if (Holds(kTranslated, address)) return UseIn(kUses, MappedFrom(address));
  if (Holds(kTranslatedLocally, address)) return kPrivate;
  if (const auto use = UseIn(kUsesOfSix, address)) return use;
  if (address == NetAddress{} ||
      address == NetAddress{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}})
    return "this host";
  if (!Holds(kGivenOut, address)) return kReserved;
  return std::nullopt;
}

bool IsReachable(const NetAddress& address, const std::vector<NetBlock>& allowed) {
  if (!SpecialUse(address)) return true;
  return std::any_of(allowed.begin(), allowed.end(),
                     [&](const NetBlock& block) { return Holds(block, address); });
}

}  // namespace checkback
