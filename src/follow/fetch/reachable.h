// Which addresses of the network may be fetched from.
//
//   93.184.216.34      yes
//   10.1.2.3           no: a private network (RFC 1918)
//   ::ffff:10.1.2.3    no: the same address, mapped into IPv6
//   64:ff9b::a01:203   no: the same address, behind a translator (RFC 6052)
//
// A feed is a stranger's text and may name http://169.254.169.254/ or one's own router. Names can
// change between a check and a connection (DNS rebinding), so what is asked here is the address
// that a socket is about to connect to, for every hop of every request: nothing that is parsed
// counts. Special-purpose addresses are those of the IANA registries for IPv4 and IPv6 (RFC 6890)
// as of 2026-11, and multicast.
//
// Pure and safe to call from many threads.

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace checkback {

// An address as IPv6 has it; one of IPv4 is mapped, ::ffff:a.b.c.d (RFC 4291, 2.5.5.2).
struct NetAddress {
  std::array<std::uint8_t, 16> bytes{};

  friend bool operator==(const NetAddress&, const NetAddress&) = default;
};

// Addresses that begin with the same bits: 10.0.0.0/8.
struct NetBlock {
  NetAddress first;
  int bits = 128;  // of 128, also for IPv4: 10.0.0.0/8 has 104
};

// "10.1.2.3" and "fe80::1" in their usual forms, with nothing before or behind; a zone ("%eth0") is
// none. Not the odd ones that inet_aton takes (0x7f.1): those never reach a socket as text.
std::optional<NetAddress> ParseAddress(std::string_view text);
// "10.1.2.3" of a mapped one, "fe80::1".
std::string AddressText(const NetAddress& address);
// "10.0.0.0/8", or an address alone.
std::optional<NetBlock> ParseBlock(std::string_view text);

// What kind of address it is where nobody on the public network can be meant by it: "a private
// network"; nothing where it is a public one.
std::optional<std::string_view> SpecialUse(const NetAddress& address);

// Whether it may be connected to: public, or in one of `allowed` (one's own network, as its owner
// said).
bool IsReachable(const NetAddress& address, const std::vector<NetBlock>& allowed);

}  // namespace checkback
