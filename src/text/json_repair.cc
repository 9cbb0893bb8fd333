#include "text/json_repair.h"

#include <cstring>

#include "text/utf8.h"

namespace checkback {
namespace {

// From 19 digits on an integer may not fit 64 bits.
constexpr std::size_t kDigitsOfBigInteger = 19;

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}
bool IsBlank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

int HexValue(char c) {
  if (IsDigit(c)) return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// The 16 bits of "\uXXXX" at `at`, or -1.
int EscapedUnit(std::string_view json, std::size_t at) {
  if (at + 6 > json.size() || json[at] != '\\' || json[at + 1] != 'u') return -1;
  int unit = 0;
  for (std::size_t i = at + 2; i < at + 6; ++i) {
    const int digit = HexValue(json[i]);
    if (digit < 0) return -1;
    unit = unit << 4 | digit;
  }
  return unit;
}

bool IsHigh(int unit) {
  return unit >= 0xD800 && unit < 0xDC00;
}
bool IsLow(int unit) {
  return unit >= 0xDC00 && unit < 0xE000;
}

class Repairer {
 public:
  Repairer(std::string_view json, JsonRepair repair)
      : json_(json), form_(repair == JsonRepair::kAlsoForm) {
    out_.reserve(json.size() + 64);
  }

  std::string Run() {
    while (at_ < json_.size()) {
      if (json_[at_] == '"') {
        String();
      } else if (form_ && json_[at_] == ',') {
        Comma();
      } else if (IsDigit(json_[at_])) {
        Number();
      } else {
        Character();
      }
    }
    return std::move(out_);
  }

 private:
  void String() {
    out_ += json_[at_++];
    while (at_ < json_.size()) {
      const char c = json_[at_];
      if (c == '"') {
        out_ += c;
        ++at_;
        return;
      }
      if (c == '\\') {
        Escape();
      } else if (form_ && static_cast<unsigned char>(c) < 0x20) {
        Control();
      } else {
        Character();
      }
    }
  }

  void Escape() {
    if (at_ + 1 == json_.size()) {
      out_ += json_[at_++];
      return;
    }
    const int unit = EscapedUnit(json_, at_);
    if (unit >= 0) {
      const bool paired = IsHigh(unit) && IsLow(EscapedUnit(json_, at_ + 6));
      const std::size_t length = paired ? 12 : 6;
      out_ += (IsHigh(unit) || IsLow(unit)) && !paired ? std::string_view("\\uFFFD")
                                                       : json_.substr(at_, length);
      at_ += length;
      return;
    }
    // A backslash before anything else is dropped: \' and \- come from JavaScript.
    const char next = json_[at_ + 1];
    if (form_ && (next == 'u' || std::strchr("\"\\/bfnrt", next) == nullptr || next == '\0')) {
      ++at_;
      return;
    }
    out_.append(json_, at_, static_cast<unsigned char>(next) < 0x80 ? 2 : 1);
    at_ += static_cast<unsigned char>(next) < 0x80 ? 2 : 1;
  }

  void Control() {
    const char c = json_[at_++];
    switch (c) {
      case '\n':
        out_ += "\\n";
        break;
      case '\r':
        out_ += "\\r";
        break;
      case '\t':
        out_ += "\\t";
        break;
      default:
        out_ += ' ';
    }
  }

  void Comma() {
    std::size_t next = at_ + 1;
    while (next < json_.size() && IsBlank(json_[next])) ++next;
    const bool trailing = next < json_.size() && (json_[next] == ']' || json_[next] == '}');
    if (!trailing) out_ += ',';
    out_.append(json_, at_ + 1, next - at_ - 1);
    at_ = next;
  }

  void Number() {
    const std::size_t start = at_;
    while (at_ < json_.size() && IsDigit(json_[at_])) ++at_;
    out_.append(json_, start, at_ - start);
    const char before = start > 0 ? json_[start - 1] : ' ';
    const bool fraction = before == '.' || before == '+' ||
                          (before == '-' && start > 1 && (json_[start - 2] | 0x20) == 'e');
    const char after = at_ < json_.size() ? json_[at_] : ' ';
    if (at_ - start >= kDigitsOfBigInteger && !fraction && after != '.' && (after | 0x20) != 'e')
      out_ += ".0";
  }

  void Character() {
    const CodePoint point = CodePointAt(json_, at_);
    if (point.bytes == 1 && static_cast<unsigned char>(json_[at_]) >= 0x80) {
      AppendUtf8(kReplacement, out_);
    } else {
      out_.append(json_, at_, point.bytes);
    }
    at_ += point.bytes;
  }

  std::string_view json_;
  bool form_;
  std::size_t at_ = 0;
  std::string out_;
};

bool StripPrefix(std::string_view& text, std::string_view prefix) {
  if (text.substr(0, prefix.size()) != prefix) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool StripSuffix(std::string_view& text, std::string_view suffix) {
  if (text.size() < suffix.size() || text.substr(text.size() - suffix.size()) != suffix)
    return false;
  text.remove_suffix(suffix.size());
  return true;
}

}  // namespace

bool HasLoneSurrogate(std::string_view json) {
  const char* const end = json.data() + json.size();
  const char* at = json.data();
  while (end - at >= 6) {
    at = static_cast<const char*>(std::memchr(at, '\\', static_cast<std::size_t>(end - at)));
    if (at == nullptr) return false;
    if (end - at < 6 || at[1] != 'u') {
      at += 2;  // the escaped character may be a backslash itself
      continue;
    }
    const auto place = static_cast<std::size_t>(at - json.data());
    const int unit = EscapedUnit(json, place);
    if (IsLow(unit)) return true;
    at += 6;
    if (!IsHigh(unit)) continue;
    if (!IsLow(EscapedUnit(json, place + 6))) return true;
    at += 6;
  }
  return false;
}

bool IsRepairable(std::string_view json) {
  if (!IsValidUtf8(json)) return true;
  std::size_t digits = 0;
  for (const char c : json) {
    digits = IsDigit(c) ? digits + 1 : 0;
    if (digits >= kDigitsOfBigInteger) return true;
  }
  return false;
}

std::string_view WithoutWrapping(std::string_view json) {
  static constexpr std::string_view kBefore[] = {"\uFEFF",       "<![CDATA[",     "//<![CDATA[",
                                                 "// <![CDATA[", "/*<![CDATA[*/", "/* <![CDATA[ */",
                                                 "<!--"};
  static constexpr std::string_view kAfter[] = {"//]]>", "// ]]>", "/*]]>*/", "/* ]]> */",
                                                "]]>",   "//-->",  "-->",     ";"};
  for (bool more = true; more;) {
    more = false;
    json = Trim(json);
    for (const std::string_view mark : kBefore) more = StripPrefix(json, mark) || more;
    for (const std::string_view mark : kAfter) more = StripSuffix(json, mark) || more;
  }
  return json;
}

std::string RepairJson(std::string_view json, JsonRepair repair) {
  return Repairer(json, repair).Run();
}

}  // namespace checkback
