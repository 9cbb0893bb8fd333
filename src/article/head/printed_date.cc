#include "article/head/printed_date.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "text/embedded.h"
#include "text/utf8.h"

namespace checkback {
namespace {

using std::chrono::sys_days;

constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2099;
// Longest gap between the parts of a date, in bytes: " de ", ", ", "º de ", " года".
constexpr std::size_t kLongestGap = 12;
// Thai years count from 543 BC.
constexpr int kBuddhistEra = 543;

struct MonthTable {
  std::unordered_map<std::string_view, unsigned> all;
  std::unordered_map<std::string, unsigned> of_language;  // "hr listopada"
};

// Reads rules/months.txt.
MonthTable ReadMonths(std::string_view rules) {
  MonthTable table;
  while (!rules.empty()) {
    const std::size_t end = std::min(rules.find('\n'), rules.size());
    std::string_view line = rules.substr(0, end);
    rules.remove_prefix(std::min(end + 1, rules.size()));
    if (line.empty() || line[0] == '#') continue;
    unsigned month = 0;
    while (!line.empty() && line[0] >= '0' && line[0] <= '9') {
      month = month * 10 + static_cast<unsigned>(line[0] - '0');
      line.remove_prefix(1);
    }
    std::string_view language;
    if (line.starts_with('@')) {
      language = line.substr(1, line.find(' ') - 1);
      line.remove_prefix(language.size() + 1);
    }
    while (!line.empty()) {
      if (line[0] == ' ') {
        line.remove_prefix(1);
        continue;
      }
      const std::string_view name = line.substr(0, line.find(' '));
      line.remove_prefix(name.size());
      if (language.empty()) {
        table.all.emplace(name, month);
      } else {
        table.of_language.emplace(std::string(language).append(" ").append(name), month);
      }
    }
  }
  return table;
}

const MonthTable& Months() {
  static const MonthTable table = ReadMonths(FindEmbedded("rules/months.txt"));
  return table;
}

// A number or a month's name; what else stands in a text is gap between them.
struct Part {
  bool is_month = false;
  unsigned value = 0;
  std::size_t digits = 0;
  Span span;
};

// The value of a decimal digit in the scripts that news is dated in; -1 for none.
int DigitValue(char32_t c) {
  constexpr std::array<char32_t, 12> kZeros = {0x30,  0x660, 0x6F0, 0x966, 0x9E6, 0xA66,
                                               0xAE6, 0xBE6, 0xC66, 0xCE6, 0xE50, 0xFF10};
  if (c < 0x80) return c >= '0' && c <= '9' ? static_cast<int>(c - '0') : -1;
  for (const char32_t zero : kZeros) {
    if (c >= zero && c < zero + 10) return static_cast<int>(c - zero);
  }
  return -1;
}

class Reader {
 public:
  Reader(std::string_view text, const DateHabits& habits) : text_(text), habits_(habits) {}

  std::vector<PrintedDate> Read(std::size_t limit) {
    std::vector<PrintedDate> found;
    while (found.size() < limit && Fill()) {
      const auto date = DateHere();
      if (date) {
        found.push_back(*date);
        for (Part& part : parts_) part.value = 0;
        count_ = 0;
      }
    }
    return found;
  }

 private:
  // Takes the next part into the window of the last three.
  bool Fill() {
    while (at_ < text_.size()) {
      const CodePoint c = CodePointAt(text_, at_);
      if (DigitValue(c.value) >= 0) {
        Push(TakeNumber());
        return true;
      }
      if (IsWordChar(c.value) && !IsUnspacedScriptOnly(c.value)) {
        Part part;
        if (TakeMonth(part)) {
          Push(part);
          return true;
        }
        continue;
      }
      at_ += c.bytes;
    }
    return false;
  }

  // Han and Kana name no months; Thai does.
  static bool IsUnspacedScriptOnly(char32_t c) {
    return IsUnspacedScript(c) && !(c >= 0xE00 && c < 0xE80);
  }

  Part TakeNumber() {
    Part part;
    part.span.start = at_;
    while (at_ < text_.size()) {
      const CodePoint c = CodePointAt(text_, at_);
      const int digit = DigitValue(c.value);
      if (digit < 0) break;
      if (part.digits < 9) part.value = part.value * 10 + static_cast<unsigned>(digit);
      ++part.digits;
      at_ += c.bytes;
    }
    part.span.end = at_;
    return part;
  }

  bool TakeMonth(Part& part) {
    const std::size_t start = at_;
    while (at_ < text_.size()) {
      const CodePoint c = CodePointAt(text_, at_);
      const bool thai_stop = c.value == '.' && at_ > start &&
                             static_cast<unsigned char>(text_[start]) == 0xE0 &&
                             at_ + 1 < text_.size() && text_[at_ + 1] != ' ';
      if (!thai_stop && (!IsWordChar(c.value) || DigitValue(c.value) >= 0)) break;
      at_ += c.bytes;
    }
    const std::string_view word = text_.substr(start, at_ - start);
    if (word.size() > 40) return false;  // the longest name has 36 bytes (Malayalam)
    std::array<char, 12> ascii{};  // "september", and most words are lower-cased without a copy
    std::string other;
    std::string_view lower;
    if (std::all_of(word.begin(), word.end(), [](char c) { return (c & 0x80) == 0; })) {
      if (word.size() > ascii.size()) return false;
      std::transform(word.begin(), word.end(), ascii.begin(),
                     [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
      lower = std::string_view(ascii.data(), word.size());
    } else {
      other = LowerCase(word);
      lower = other;
    }
    part.is_month = true;
    part.value = MonthNamed(lower, habits_.language);
    if (part.value == 0 && lower.size() >= 8) part.value = LevantineMonth(lower);
    part.span = {start, at_};
    return part.value != 0;
  }

  // Two of the Levant's months need their second word: "تشرين الثاني".
  unsigned LevantineMonth(std::string_view first) {
    if (first != "تشرين" && first != "كانون") return 0;
    if (at_ >= text_.size() || text_[at_] != ' ') return 0;
    const std::size_t end = std::min(text_.find_first_of(" ,", at_ + 1), text_.size());
    const std::string both =
        std::string(first).append("-").append(text_.substr(at_ + 1, end - at_ - 1));
    const unsigned month = MonthNamed(both, "ar");
    if (month != 0) at_ = end;
    return month;
  }

  void Push(const Part& part) {
    parts_[0] = parts_[1];
    parts_[1] = parts_[2];
    parts_[2] = part;
    ++count_;
  }

  std::string_view Gap(std::size_t after) const {
    const Span& left = parts_[after].span;
    const Span& right = parts_[after + 1].span;
    return text_.substr(left.end, right.start - left.end);
  }

  static bool IsYear(const Part& part) {
    return !part.is_month && part.digits == 4 && YearOf(part) != 0;
  }
  static int YearOf(const Part& part) {
    int year = static_cast<int>(part.value);
    if (year >= kFirstYear + kBuddhistEra && year <= kLastYear) return 0;
    if (year >= kFirstYear + kBuddhistEra) year -= kBuddhistEra;
    return year >= kFirstYear && year <= kLastYear ? year : 0;
  }
  static bool IsDay(const Part& part) {
    return !part.is_month && part.digits <= 2 && part.value >= 1 && part.value <= 31;
  }

  static std::optional<sys_days> Day(int year, unsigned month, unsigned day) {
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                           std::chrono::day(day)};
    if (!date.ok() || year < kFirstYear || year > kLastYear) return std::nullopt;
    return sys_days(date);
  }

  // Between the parts stand blanks, marks, and a few letters ("de", "of", "th").
  static bool IsLoose(std::string_view gap) {
    if (gap.size() > kLongestGap) return false;
    if (gap.find_first_of("()|:;!?\"") != std::string_view::npos) return false;
    if (IsVietnamese(gap)) return true;
    std::size_t letters = 0;
    for (std::size_t at = 0; at < gap.size();) {
      const CodePoint c = CodePointAt(gap, at);
      if (IsWordChar(c.value)) ++letters;
      at += c.bytes;
    }
    return letters <= 4;  // "th of"
  }
  // "ngày 14 tháng 5 năm 2020": months are numbers there.
  static bool IsVietnamese(std::string_view gap) {
    gap = Trim(gap);
    return gap == "tháng" || gap == "năm";
  }

  std::optional<PrintedDate> DateHere() const {
    if (count_ < 3) return std::nullopt;
    const auto& [a, b, c] = parts_;
    const std::string_view first = Gap(0);
    const std::string_view second = Gap(1);
    if (!IsLoose(first) || !IsLoose(second)) return std::nullopt;
    std::optional<sys_days> day;
    std::optional<sys_days> other;
    if (b.is_month && IsDay(a) && IsYear(c)) {
      day = Day(YearOf(c), b.value, a.value);
    } else if (b.is_month && IsYear(a) && IsDay(c)) {
      day = Day(YearOf(a), b.value, c.value);
    } else if (a.is_month && IsDay(b) && IsYear(c)) {
      day = Day(YearOf(c), a.value, b.value);
    } else if (!a.is_month && !b.is_month && !c.is_month) {
      day = Numeric(first, second, other);
    }
    if (!day) return std::nullopt;
    return PrintedDate{*day, {a.span.start, c.span.end}, other};
  }

  std::optional<sys_days> Numeric(std::string_view first, std::string_view second,
                                  std::optional<sys_days>& other) const {
    const auto& [a, b, c] = parts_;
    if (IsYear(a) && IsDay(b) && IsDay(c)) {
      // 2020年5月14日, 2020년 5월 14일, 2020-05-14, 2020. 5. 14.
      const bool east = first.starts_with("年") || first.starts_with("년");
      if (!east && !SameMark(first, second)) return std::nullopt;
      return Day(YearOf(a), b.value, c.value);
    }
    if (!IsDay(a) || !IsDay(b)) return std::nullopt;
    if (Trim(first) == "tháng" && IsYear(c)) return Day(YearOf(c), b.value, a.value);
    if (!SameMark(first, second)) return std::nullopt;
    int year = YearOf(c);
    if (c.is_month || (c.digits != 4 && c.digits != 2)) return std::nullopt;
    if (c.digits == 2) {
      if (a.digits != 2 || b.digits != 2 || first[0] == ' ') return std::nullopt;
      year = static_cast<int>(c.value) + 2000;
    }
    const auto day_first = Day(year, b.value, a.value);
    const auto month_first = Day(year, a.value, b.value);
    if (Trim(first) == "." || !month_first) return day_first;
    if (Trim(first) == "-" && day_first) return day_first;
    if (!day_first) return month_first;
    const bool same = *day_first == *month_first;
    if (!same) other = habits_.month_first ? day_first : month_first;
    return habits_.month_first ? month_first : day_first;
  }

  static bool SameMark(std::string_view first, std::string_view second) {
    first = Trim(first);
    return first == Trim(second) && (first == "/" || first == "-" || first == "." || first == "–");
  }

  std::string_view text_;
  const DateHabits& habits_;
  std::size_t at_ = 0;
  std::array<Part, 3> parts_{};
  std::size_t count_ = 0;
};

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// The number of `n` digits at `at`, or -1.
int NumberAt(std::string_view text, std::size_t at, std::size_t n) {
  if (at + n > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + n; ++i) {
    if (!IsDigit(text[i])) return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

std::optional<sys_days> DayOf(int year, int month, int day) {
  if (year < kFirstYear || year > kLastYear || month < 1 || day < 1) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  return date.ok() ? std::optional(sys_days(date)) : std::nullopt;
}

// How many digits stand at `at`, at most `most`.
std::size_t DigitsAt(std::string_view text, std::size_t at, std::size_t most) {
  std::size_t n = 0;
  while (n < most && at + n < text.size() && IsDigit(text[at + n])) ++n;
  return n;
}

// "05", "5", "may" at `at`; `at` goes to what follows. 0 where it is no month.
int MonthInUrl(std::string_view url, std::size_t& at, char mark) {
  constexpr std::size_t kLongestMonth = 10;  // "september" and its mark
  if (const std::size_t n = DigitsAt(url, at, 3); n == 1 || n == 2) {
    at += n;
    return NumberAt(url, at - n, n);
  }
  const std::string_view word = url.substr(std::min(at, url.size()), kLongestMonth);
  const std::size_t end = word.find(mark);
  if (end == std::string_view::npos) return 0;
  at += end;
  return static_cast<int>(MonthNamed(AsciiLower(word.substr(0, end)), "en"));
}

// A day that starts at `at` of an address, behind no other digit.
std::optional<sys_days> UrlDayAt(std::string_view url, std::size_t at) {
  const int year = NumberAt(url, at, 4);
  if (year < kFirstYear || year > kLastYear) return std::nullopt;
  std::size_t next = at + 4;
  const std::size_t run = DigitsAt(url, next, 5);
  if (run == 4) return DayOf(year, NumberAt(url, next, 2), NumberAt(url, next + 2, 2));  // 20200514
  if (run != 0 || next >= url.size()) return std::nullopt;
  const char mark = url[next];
  if (mark != '/' && mark != '-' && mark != '_' && mark != '.') return std::nullopt;
  ++next;
  if (DigitsAt(url, next, 5) == 4) {  // /2020/0514/
    return DayOf(year, NumberAt(url, next, 2), NumberAt(url, next + 2, 2));
  }
  const int month = MonthInUrl(url, next, mark);
  if (month < 1 || next >= url.size() || url[next] != mark) return std::nullopt;
  ++next;
  const std::size_t digits = DigitsAt(url, next, 3);
  if (digits != 1 && digits != 2) return std::nullopt;
  // "/2020/05/16-new-officers": a number of the headline.
  const char after = next + digits < url.size() ? url[next + digits] : '/';
  if (mark == '/' && after == '-') return std::nullopt;
  return DayOf(year, month, NumberAt(url, next, digits));
}

}  // namespace

std::vector<PrintedDate> FindPrintedDates(std::string_view text, const DateHabits& habits,
                                          std::size_t limit) {
  // Most lines hold no digit, so no date.
  const bool ascii_digit = std::any_of(text.begin(), text.end(), IsDigit);
  const bool other = std::any_of(text.begin(), text.end(), [](char c) { return c & 0x80; });
  if (!ascii_digit && !other) return {};
  return Reader(text, habits).Read(limit);
}

std::optional<sys_days> DayInUrl(std::string_view url) {
  const std::size_t scheme = url.find("://");
  std::size_t at = url.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
  for (; at != std::string_view::npos && at < url.size(); ++at) {
    if (!IsDigit(url[at]) || (at > 0 && IsDigit(url[at - 1]))) continue;
    if (const auto day = UrlDayAt(url, at)) return day;
  }
  return std::nullopt;
}

unsigned MonthNamed(std::string_view name, std::string_view language) {
  if (name.size() < 3) return 0;
  const MonthTable& table = Months();
  if (!table.of_language.empty() && !language.empty()) {
    const std::string key =
        std::string(language.substr(0, language.find('-'))).append(" ").append(name);
    if (const auto found = table.of_language.find(key); found != table.of_language.end()) {
      return found->second;
    }
  }
  const auto found = table.all.find(name);
  return found == table.all.end() ? 0 : found->second;
}

}  // namespace checkback
