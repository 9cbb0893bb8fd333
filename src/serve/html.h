// HTML, written so that what comes from a page cannot become markup.
//
//   Html html;
//   html.Put("<h2><a href=\"/stories/{}\">{}</a></h2>", story.id, story.title);
//
// The markup is a literal of our own source; each {} takes one value, which is escaped for text and
// for quoted attributes alike. Only another Html goes in as it is. Not for sharing between threads.

#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace checkback {

class Html;

// One value for a {}. For a call, not to be kept.
class HtmlValue {
 public:
  template <typename T>
    requires std::convertible_to<const T&, std::string_view>
  HtmlValue(const T& text) : text_(std::string_view(text)) {}  // NOLINT: a value is one by itself
  template <std::integral T>
  HtmlValue(T number) : own_(std::to_string(number)), text_(own_) {}  // NOLINT
  HtmlValue(const Html& html);                                        // NOLINT
  HtmlValue(const HtmlValue&) = delete;
  HtmlValue& operator=(const HtmlValue&) = delete;

 private:
  friend class Html;
  std::string own_;
  std::string_view text_;
  bool is_markup_ = false;
};

class Html {
 public:
  // `markup` must be a literal, with as many {} as there are values.
  template <std::size_t N, typename... Values>
  Html& Put(const char (&markup)[N], const Values&... values) {
    Fill(std::string_view(markup, N - 1), {HtmlValue(values)...});
    return *this;
  }

  bool empty() const { return out_.empty(); }
  const std::string& str() const { return out_; }
  std::string Take();

 private:
  void Fill(std::string_view markup, std::initializer_list<HtmlValue> values);

  std::string out_;
};

// `text` with & < > " ' written as entities, and characters of control (but line ends and tabs)
// as U+FFFD.
void AppendAsHtml(std::string_view text, std::string& out);

// Whether `url` may stand in a link: http or https, nothing else.
bool IsWebLink(std::string_view url);

}  // namespace checkback
