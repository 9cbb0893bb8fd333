// JSON that we wrote ourselves (text/json_writer.h), read in the order in which it was written,
// without a tree of it.
//
//   JsonScanner json(bytes); {"url":"https://a.example/","byline":["Ruiz"]} json.Object([&] {
//     json.Key("url") && json.Text(url);
//     json.Key("byline") && json.Array([&] { json.Text(byline.emplace_back()); });
//   });
//   if (!json.Ended()) ...;                           // something else stood somewhere
//
// Ten times as fast as text/json.h, which is what others' JSON is read with: white space, another
// order of members, a surrogate escape are no mistakes, but are not read here. Once something is
// not as it is asked for, everything after it fails, and lists end. Any bytes may be given; linear
// time. Strings are taken as they are: whoever does not know that the bytes are UTF-8 asks before.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace checkback {

class JsonScanner {
 public:
  // `json` outlives the scanner.
  explicit JsonScanner(std::string_view json) : json_(json) {}

  // Each is false where the value is of another form.
  template <typename Fill>
  bool Object(Fill&& fill) {
    if (!Sign('{')) return false;
    is_first_ = true;
    fill();
    return Sign('}');
  }
  bool Key(std::string_view name);
  template <typename Item>
  bool Array(Item&& item) {
    if (!Sign('[')) return false;
    if (Next() == ']') return Sign(']');
    do item();
    while (!failed_ && Next() == ',' && Sign(','));
    return Sign(']');
  }
  // An array of values that are told apart by their place; each item reads one, false: it failed.
  template <typename... Item>
  bool Tuple(Item&&... items) {
    if (!Sign('[')) return false;
    bool is_next = false;
    const auto read = [&](auto& item) {
      if (is_next && !Sign(',')) return false;
      is_next = true;
      return item();
    };
    return (read(items) && ...) && Sign(']');
  }
  bool Text(std::string& text);
  bool TextOrNull(std::string& text);  // null: ""
  bool Number(double& number);
  bool Number(std::int64_t& number);
  bool Bool(bool& value);
  // Whether null stands here, which is then read; it is no mistake if not.
  bool IsNull();

  // Whether all of it was read, and as it was asked for.
  bool Ended() const { return !failed_ && at_ == json_.size(); }

 private:
  char Next() const { return at_ < json_.size() ? json_[at_] : '\0'; }
  bool Sign(char sign);
  bool Word(std::string_view word);
  bool Escape(std::string& text);
  bool Failed();

  std::string_view json_;
  std::size_t at_ = 0;
  bool is_first_ = true;  // of an object's members, the next one
  bool failed_ = false;
};

}  // namespace checkback
