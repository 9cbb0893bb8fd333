#include "text/json_scanner.h"

#include <charconv>

#include "text/utf8.h"

namespace checkback {

bool JsonScanner::Failed() {
  failed_ = true;
  return false;
}

bool JsonScanner::Sign(char sign) {
  if (failed_ || Next() != sign) return Failed();
  ++at_;
  is_first_ = false;
  return true;
}

bool JsonScanner::Word(std::string_view word) {
  if (failed_ || !json_.substr(at_).starts_with(word)) return Failed();
  at_ += word.size();
  return true;
}

bool JsonScanner::Key(std::string_view name) {
  if (!is_first_ && !Sign(',')) return false;
  is_first_ = false;
  return Sign('"') && Word(name) && Sign('"') && Sign(':');
}

bool JsonScanner::Escape(std::string& text) {
  constexpr std::string_view kSigns = "\"\\/bfnrt", kMeans = "\"\\/\b\f\n\r\t";
  const char sign = Next();
  if (const std::size_t place = kSigns.find(sign); place != kSigns.npos) {
    text += kMeans[place];
    ++at_;
    return true;
  }
  constexpr std::size_t kDigits = 4;
  const std::string_view digits = json_.substr(at_, 1 + kDigits);
  if (sign != 'u' || digits.size() != 1 + kDigits) return Failed();
  std::uint32_t value = 0;
  const char* const end = digits.end();
  const auto [read, wrong] = std::from_chars(digits.begin() + 1, end, value, 16);
  if (wrong != std::errc() || read != end || (value >= 0xD800 && value < 0xE000)) return Failed();
  AppendUtf8(static_cast<char32_t>(value), text);
  at_ += 1 + kDigits;
  return true;
}

bool JsonScanner::Text(std::string& text) {
  text.clear();
  if (!Sign('"')) return false;
  std::size_t quote = json_.find('"', at_);
  while (quote != json_.npos) {
    // Escapes are few and texts long: both are looked for with memchr.
    const std::size_t slash = json_.substr(0, quote).find('\\', at_);
    const std::size_t stop = slash == json_.npos ? quote : slash;
    text.append(json_, at_, stop - at_);
    at_ = stop + 1;
    if (stop == quote) return true;
    if (!Escape(text)) return false;
    if (at_ > quote) quote = json_.find('"', at_);
  }
  return Failed();
}

bool JsonScanner::IsNull() {
  if (failed_ || !json_.substr(at_).starts_with("null")) return false;
  return Word("null");
}

bool JsonScanner::TextOrNull(std::string& text) {
  text.clear();
  return IsNull() || Text(text);
}

bool JsonScanner::Number(double& number) {
  const std::string_view rest = json_.substr(at_);
  const auto [read, wrong] = std::from_chars(rest.begin(), rest.end(), number);
  if (failed_ || wrong != std::errc()) return Failed();
  at_ += static_cast<std::size_t>(read - rest.begin());
  return true;
}

bool JsonScanner::Number(std::int64_t& number) {
  const std::string_view rest = json_.substr(at_);
  const auto [read, wrong] = std::from_chars(rest.begin(), rest.end(), number);
  if (failed_ || wrong != std::errc()) return Failed();
  at_ += static_cast<std::size_t>(read - rest.begin());
  return true;
}

bool JsonScanner::Bool(bool& value) {
  value = Next() == 't';
  return Word(value ? "true" : "false");
}

}  // namespace checkback
