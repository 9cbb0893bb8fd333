// JSON to the outside, written in one pass, members in the order of the calls.
//
//   JsonWriter json;
//   json.Object([&] {
//     json.Key("url").Text(page.url);
//     json.Key("byline").Array([&] { for (const auto& name : byline) json.Text(name); });
//   });
//   std::fputs(json.str().c_str(), stdout);
//
// Output is valid UTF-8 JSON whatever the input: bytes that are not UTF-8 become
// U+FFFD, control characters are escaped. Not for sharing between threads.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace checkback {

class JsonWriter {
 public:
  template <typename Fill>
  JsonWriter& Object(Fill&& fill) {
    Open('{');
    fill();
    return Close('}');
  }
  template <typename Fill>
  JsonWriter& Array(Fill&& fill) {
    Open('[');
    fill();
    return Close(']');
  }
  JsonWriter& Key(std::string_view name);
  JsonWriter& Text(std::string_view text);
  // A text, or null where it is empty: absent is null, never "".
  JsonWriter& TextOrNull(std::string_view text);
  JsonWriter& Number(std::int64_t value);
  JsonWriter& Number(double value);  // shortest form that reads back the same; not finite: null
  JsonWriter& Bool(bool value);
  JsonWriter& Null();
  // A value that is JSON already, written by another JsonWriter.
  JsonWriter& Raw(std::string_view json);

  const std::string& str() const { return out_; }
  std::string Take();  // the text so far; the writer is as new
 private:
  void Open(char bracket);
  JsonWriter& Close(char bracket);
  void Comma();

  std::string out_;
  bool comma_ = false;
};

}  // namespace checkback
