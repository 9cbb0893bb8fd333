// Values as bytes and back, for the keeper's snapshots: little-endian, in the order of the calls.
// One list of fields serves both ways:
//
//   template <typename Archive>
//   void Fields(Archive& archive, KeptStory& story) { archive(story.id, story.first); }

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

namespace checkback {

class Saver {
 public:
  static constexpr bool kLoads = false;

  template <typename... Values>
  void operator()(Values&... values) {
    (Put(values), ...);
  }
  std::string Take() { return std::move(bytes_); }

 private:
  template <typename Value>
  void Put(Value& value) {
    if constexpr (std::is_arithmetic_v<Value>) {
      std::array<char, sizeof(Value)> raw;
      std::memcpy(raw.data(), &value, sizeof(Value));
      bytes_.append(raw.data(), raw.size());
    } else {
      Fields(*this, value);
    }
  }
  void Put(std::string& text) {
    std::uint64_t size = text.size();
    Put(size);
    bytes_ += text;
  }
  template <typename Value>
  void Put(std::vector<Value>& values) {
    std::uint64_t size = values.size();
    Put(size);
    for (Value& value : values) Put(value);
  }

  std::string bytes_;
};

// After the first byte that is missing or cannot be, everything reads as empty and ok() is false.
class Loader {
 public:
  static constexpr bool kLoads = true;

  explicit Loader(std::string_view bytes) : rest_(bytes) {}

  template <typename... Values>
  void operator()(Values&... values) {
    (Get(values), ...);
  }
  bool ok() const { return ok_; }
  bool at_end() const { return rest_.empty(); }
  void Spoil() { ok_ = false; }

 private:
  template <typename Value>
  void Get(Value& value) {
    if constexpr (std::is_same_v<Value, bool>) {
      std::uint8_t byte = 0;  // any other value than 0 and 1 in a bool is undefined
      Get(byte);
      value = byte != 0;
    } else if constexpr (std::is_arithmetic_v<Value>) {
      value = Value{};
      if (!ok_ || rest_.size() < sizeof(Value)) {
        ok_ = false;
        return;
      }
      rest_.copy(reinterpret_cast<char*>(&value), sizeof(Value));
      rest_.remove_prefix(sizeof(Value));
    } else {
      Fields(*this, value);
    }
  }
  // A count of things that take a byte each at least.
  std::uint64_t Count() {
    std::uint64_t count = 0;
    Get(count);
    if (count > rest_.size()) ok_ = false;
    return ok_ ? count : 0;
  }
  void Get(std::string& text) {
    const std::uint64_t size = Count();
    text = rest_.substr(0, size);
    rest_.remove_prefix(size);
  }
  template <typename Value>
  void Get(std::vector<Value>& values) {
    const std::uint64_t count = Count();
    values.clear();
    for (std::uint64_t i = 0; i < count && ok_; ++i) {
      values.emplace_back();
      Get(values.back());
    }
    values.shrink_to_fit();
  }

  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace checkback
