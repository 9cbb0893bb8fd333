// Values as few bytes, and back: what the program keeps for itself and reads often.
//
//   300, "Ruiz", nothing, {3, 9}   -->   AC 02 | 04 R u i z | 00 | 03 09
//
// Whole numbers take seven bits a byte, low ones first; a text and a list begin with their length;
// an optional one with 0 or 1. A struct is the list of its members: whoever packs it says which
// those are, in the namespace of the struct, so that no member can be forgotten:
//
//   template <std::same_as<const Span> T> auto MembersOf(T& of) {
//     auto& [start, end] = of;
//     return std::tie(start, end);
//   }
//
// Reading takes any bytes: it fails once, and everything after that fails too. Linear in the bytes.

#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace checkback {

class PackedWriter {
 public:
  std::string Take() { return std::exchange(bytes_, {}); }

  void Number(std::uint64_t number) {
    constexpr std::uint64_t kMore = 0x80;
    std::array<char, 10> bytes;
    std::size_t size = 0;
    for (; number >= kMore; number >>= 7U)
      bytes[size++] = static_cast<char>(static_cast<unsigned char>(number | kMore));
    bytes[size++] = static_cast<char>(static_cast<unsigned char>(number));
    bytes_.append(bytes.data(), size);
  }

  void Put(const std::string& text) {
    Number(text.size());
    bytes_ += text;
  }
  void Put(bool value) { Number(value ? 1 : 0); }
  void Put(double value) {
    const auto bits = std::bit_cast<std::uint64_t>(value);
    for (unsigned shift = 0; shift < 64; shift += 8)
      bytes_ += static_cast<char>(static_cast<unsigned char>(bits >> shift));
  }
  // Small numbers of either sign are short.
  template <typename T>
    requires(std::is_integral_v<T> && !std::is_same_v<T, bool>)
  void Put(T value) {
    if constexpr (std::is_signed_v<T>) {
      const auto wide = static_cast<std::int64_t>(value);
      Number((static_cast<std::uint64_t>(wide) << 1U) ^ static_cast<std::uint64_t>(wide >> 63));
    } else {
      Number(value);
    }
  }
  template <typename T>
    requires std::is_enum_v<T>
  void Put(T value) {
    Number(static_cast<std::uint64_t>(value));
  }
  template <typename Rep, typename Period>
  void Put(const std::chrono::duration<Rep, Period>& value) {
    Put(value.count());
  }
  template <typename Clock, typename Duration>
  void Put(const std::chrono::time_point<Clock, Duration>& value) {
    Put(value.time_since_epoch());
  }
  template <typename T>
  void Put(const std::optional<T>& value) {
    Put(value.has_value());
    if (value) Put(*value);
  }
  template <typename T>
  void Put(const std::vector<T>& all) {
    Number(all.size());
    for (const T& one : all) Put(one);
  }
  template <typename T>
    requires requires(const T& of) { MembersOf(of); }
  void Put(const T& of) {
    std::apply([&](const auto&... members) { (Put(members), ...); }, MembersOf(of));
  }

 private:
  std::string bytes_;
};

struct AcceptAll {
  template <typename T>
  bool operator()(const T&) const {
    return true;
  }
};

// `Accept` is asked whether a struct that was read can be; reading fails where it cannot.
template <typename Accept = AcceptAll>
class PackedReader {
 public:
  // `bytes` outlive the reader.
  explicit PackedReader(std::string_view bytes, Accept accept = {})
      : rest_(bytes), accept_(std::move(accept)) {}

  // Each is false where the bytes end too early or cannot be such a value.
  bool Number(std::uint64_t& number) {
    number = 0;
    for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      number |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if (byte < 0x80U) return true;
    }
    return Failed();
  }

  bool Get(std::string& text) {
    std::uint64_t size = 0;
    if (!Number(size) || size > rest_.size()) return Failed();
    text.assign(rest_, 0, size);
    rest_.remove_prefix(size);
    return true;
  }
  bool Get(bool& value) {
    std::uint64_t number = 0;
    if (!Number(number) || number > 1) return Failed();
    value = number == 1;
    return true;
  }
  bool Get(double& value) {
    if (rest_.size() < sizeof(double)) return Failed();
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < sizeof(double); ++i)
      bits |= static_cast<std::uint64_t>(static_cast<unsigned char>(rest_[i])) << (8 * i);
    value = std::bit_cast<double>(bits);
    rest_.remove_prefix(sizeof(double));
    return true;
  }
  template <typename T>
    requires(std::is_integral_v<T> && !std::is_same_v<T, bool>)
  bool Get(T& value) {
    std::uint64_t number = 0;
    if (!Number(number)) return false;
    if constexpr (std::is_signed_v<T>) {
      const auto wide =
          static_cast<std::int64_t>(number >> 1U) ^ -static_cast<std::int64_t>(number & 1U);
      value = static_cast<T>(wide);
      return value == wide || Failed();
    } else {
      value = static_cast<T>(number);
      return value == number || Failed();
    }
  }
  template <typename T>
    requires std::is_enum_v<T>
  bool Get(T& value) {
    std::uint64_t number = 0;
    if (!Number(number) || number > std::numeric_limits<std::uint8_t>::max()) return Failed();
    value = static_cast<T>(number);
    return true;
  }
  template <typename Rep, typename Period>
  bool Get(std::chrono::duration<Rep, Period>& value) {
    Rep count{};
    if (!Get(count)) return false;
    value = std::chrono::duration<Rep, Period>(count);
    return true;
  }
  template <typename Clock, typename Duration>
  bool Get(std::chrono::time_point<Clock, Duration>& value) {
    Duration since{};
    if (!Get(since)) return false;
    value = std::chrono::time_point<Clock, Duration>(since);
    return true;
  }
  template <typename T>
  bool Get(std::optional<T>& value) {
    bool has = false;
    return Get(has) && (!has || Get(value.emplace()));
  }
  template <typename T>
  bool Get(std::vector<T>& all) {
    constexpr std::uint64_t kAtOnce = 65'536;  // no more room than that on a number's word
    std::uint64_t count = 0;
    if (!Number(count) || count > rest_.size()) return Failed();
    all.reserve(std::min(count, kAtOnce));
    for (std::uint64_t i = 0; i < count; ++i)
      if (!Get(all.emplace_back())) return false;
    return true;
  }
  template <typename T>
    requires requires(T& of) { MembersOf(of); }
  bool Get(T& of) {
    const bool read =
        std::apply([&](auto&... member) { return (Get(member) && ...); }, MembersOf(of));
    return read && (accept_(of) || Failed());
  }

  bool AtEnd() const { return rest_.empty() && !failed_; }

 private:
  bool Failed() {
    failed_ = true;
    rest_ = {};
    return false;
  }

  std::string_view rest_;
  Accept accept_;
  bool failed_ = false;
};

}  // namespace checkback
