// How much somebody may do: each holds what stands before it.
//
//   read    look at everything, and at nothing but that
//   act     and remember: marks, follows, how the page looks
//   admin   and what is the owner's: take all of the store away (/v1/export...), /metrics, /readyz
//
// Pure.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace checkback {

enum class Scope : std::uint8_t { kRead, kAct, kAdmin };

// "read", "act", "admin".
std::string_view NameOf(Scope scope);
// Nothing for another word.
std::optional<Scope> ScopeNamed(std::string_view word);

// A token, and what who carries it may do.
struct ScopedToken {
  std::string secret;
  Scope scope = Scope::kRead;
};

}  // namespace checkback
