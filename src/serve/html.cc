#include "serve/html.h"

#include <cassert>
#include <utility>

#include "text/utf8.h"

namespace checkback {

HtmlValue::HtmlValue(const Html& html) : text_(html.str()), is_markup_(true) {}

void AppendAsHtml(std::string_view text, std::string& out) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      case '\n':
      case '\r':
      case '\t':
        out += c;
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
          out += "\xEF\xBF\xBD";
        else
          out += c;
    }
  }
}

void Html::Fill(std::string_view markup, std::initializer_list<HtmlValue> values) {
  for (const HtmlValue& value : values) {
    const std::size_t hole = markup.find("{}");
    assert(hole != markup.npos);
    if (hole == markup.npos) return;
    out_ += markup.substr(0, hole);
    markup.remove_prefix(hole + 2);
    if (value.is_markup_)
      out_ += value.text_;
    else
      AppendAsHtml(value.text_, out_);
  }
  assert(markup.find("{}") == markup.npos);
  out_ += markup;
}

std::string Html::Take() {
  return std::exchange(out_, {});
}

bool IsWebLink(std::string_view url) {
  constexpr std::size_t kScheme = 8;  // "https://"
  const std::string start = AsciiLower(url.substr(0, kScheme));
  return start.starts_with("http://") || start.starts_with("https://");
}

}  // namespace checkback
