// JSON from outside: one value, read whole.
//
//   const Result<Json> line = Json::Parse(bytes);
//   const std::string_view url = (*line)["url"].Text();
//
// Looking up what is not there gives a null value, so chains need no checks:
// value["a"][0]["b"].Text() is "" when any step is missing. This is the only
// interface to the library behind it.

#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/result.h"

namespace checkback {

class Json {
 public:
  enum class Kind { kNull, kBool, kNumber, kText, kArray, kObject };
  using Member = std::pair<std::string, Json>;

  Json() = default;

  // `bytes` as one JSON value (RFC 8259), at most 512 levels deep. Lone
  // surrogates and bytes that are not UTF-8 become U+FFFD. The error names the
  // byte or the kind of mistake.
  static Result<Json> Parse(std::string_view bytes);

  // The same for what pages hold: also with raw line breaks inside strings,
  // trailing commas, a byte order mark, CDATA or comment marks around it.
  // Nothing where even that does not help.
  static std::optional<Json> ParseLenient(std::string_view bytes);

  Kind kind() const { return kind_; }
  bool is_null() const { return kind_ == Kind::kNull; }
  bool is_object() const { return kind_ == Kind::kObject; }
  bool is_array() const { return kind_ == Kind::kArray; }
  bool is_text() const { return kind_ == Kind::kText; }

  // The text of a string; "" for any other kind. Valid as long as this value.
  std::string_view Text() const { return text_; }
  // The text, moved out: for large members that are kept.
  std::string TakeText() { return std::move(text_); }
  // The number, or nothing.
  std::optional<double> Number() const;
  // true only for the value `true`.
  bool IsTrue() const { return kind_ == Kind::kBool && number_ != 0; }

  // The first member of that name, or null. Valid as long as this value.
  const Json& operator[](std::string_view name) const;
  Json* Find(std::string_view name);
  // The element at `index`, or null.
  const Json& operator[](std::size_t index) const;

  // Elements of an array; empty for any other kind.
  const std::vector<Json>& items() const { return items_; }
  // Members of an object in their order; empty for any other kind.
  const std::vector<Member>& members() const { return members_; }

 private:
  friend class JsonBuilder;
  Kind kind_ = Kind::kNull;
  double number_ = 0;
  std::string text_;
  std::vector<Json> items_;
  std::vector<Member> members_;
};

}  // namespace checkback
