// A value, or the reason why there is none.
//
// For what can go wrong outside the program: bytes, files, network, database.
// Our own mistakes are assertions; nothing found is an empty vector or
// std::nullopt. This is the only file that names the library behind it.

#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace checkback {

enum class Errc {
  kBadInput,  // the bytes are not what they should be
  kNotFound,  // no such file, record, story
  kTooLarge,  // over a limit; the message names the limit
  kIo,        // the system refused to read or write
};

struct Error {
  Errc code = Errc::kBadInput;
  std::string what;  // for a person: "record at byte 81920 has no length"

  friend bool operator==(const Error&, const Error&) = default;
};

template <typename T>
using Result = tl::expected<T, Error>;

// The error side of any Result: `return Fail(Errc::kIo, "cannot read x");`
inline tl::unexpected<Error> Fail(Errc code, std::string what) {
  return tl::unexpected<Error>(Error{code, std::move(what)});
}
inline tl::unexpected<Error> Fail(Error error) {
  return tl::unexpected<Error>(std::move(error));
}

// The name of `code` in JSON: "bad_input", "not_found", "too_large", "io".
inline std::string_view NameOf(Errc code) {
  switch (code) {
    case Errc::kBadInput:
      return "bad_input";
    case Errc::kNotFound:
      return "not_found";
    case Errc::kTooLarge:
      return "too_large";
    case Errc::kIo:
      return "io";
  }
  return "bad_input";
}

}  // namespace checkback
