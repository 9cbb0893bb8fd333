#include "text/instant.h"

#include <array>
#include <cstdint>
#include <cstdio>

namespace checkback {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2199;

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}
bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
char Lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Reads a time from left to right; what does not fit leaves the place where it was.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool done() const { return at_ >= text_.size(); }
  std::size_t at() const { return at_; }
  void Return(std::size_t at) { at_ = at; }
  char Peek() const { return done() ? '\0' : text_[at_]; }

  bool Take(char c) {
    if (done() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool TakeOneOf(std::string_view these) {
    if (done() || these.find(text_[at_]) == std::string_view::npos) return false;
    ++at_;
    return true;
  }
  void SkipBlanks() {
    while (TakeOneOf(" \t\r\n")) {
    }
  }

  // A number of `least` to `most` digits that no further digit follows.
  std::optional<int> Number(std::size_t least, std::size_t most) {
    const std::size_t n = DigitsAhead();
    if (n < least || n > most) return std::nullopt;
    return Digits(n);
  }
  // Exactly `n` digits, whatever follows.
  std::optional<int> Digits(std::size_t n) {
    if (at_ + n > text_.size()) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < n; ++i) {
      if (!IsDigit(text_[at_ + i])) return std::nullopt;
      value = value * 10 + (text_[at_ + i] - '0');
    }
    at_ += n;
    return value;
  }
  std::size_t DigitsAhead() const {
    std::size_t n = 0;
    while (at_ + n < text_.size() && IsDigit(text_[at_ + n])) ++n;
    return n;
  }
  void SkipDigits() { at_ += DigitsAhead(); }

  // The ASCII letters ahead.
  std::string_view Word() {
    const std::size_t start = at_;
    while (at_ < text_.size() && IsLetter(text_[at_])) ++at_;
    return text_.substr(start, at_ - start);
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

bool Same(std::string_view word, std::string_view lower) {
  if (word.size() != lower.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (Lower(word[i]) != lower[i]) return false;
  }
  return true;
}

// RFC 822 has English months only; 0 where `word` is none.
unsigned MonthOf(std::string_view word) {
  constexpr std::array<std::string_view, 12> kMonths = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  for (unsigned i = 0; i < kMonths.size(); ++i) {
    if (Same(word, kMonths[i]) || Same(word, kMonths[i].substr(0, 3))) return i + 1;
  }
  return Same(word, "sept") ? 9 : 0;
}

bool IsWeekday(std::string_view word) {
  constexpr std::array<std::string_view, 7> kDays = {"monday", "tuesday",  "wednesday", "thursday",
                                                     "friday", "saturday", "sunday"};
  for (const std::string_view day : kDays) {
    if (Same(word, day) || Same(word, day.substr(0, 3))) return true;
  }
  return Same(word, "tues") || Same(word, "thur") || Same(word, "thurs");
}

// Zones by name that mean one offset in the news (RFC 822 and those that no two regions
// with many newspapers share; IST is India, Israel and Ireland, so it is not here).
struct Zone {
  std::string_view name;
  int minutes;
};
constexpr Zone kZones[] = {
    {"z", 0},       {"ut", 0},      {"utc", 0},    {"gmt", 0},    {"wet", 0},    {"bst", 60},
    {"cet", 60},    {"mez", 60},    {"wat", 60},   {"cest", 120}, {"mesz", 120}, {"eet", 120},
    {"cat", 120},   {"sast", 120},  {"eest", 180}, {"msk", 180},  {"eat", 180},  {"trt", 180},
    {"gst", 240},   {"pkt", 300},   {"ict", 420},  {"wib", 420},  {"hkt", 480},  {"sgt", 480},
    {"myt", 480},   {"awst", 480},  {"jst", 540},  {"kst", 540},  {"aest", 600}, {"aedt", 660},
    {"nzst", 720},  {"nzdt", 780},  {"art", -180}, {"brt", -180}, {"edt", -240}, {"est", -300},
    {"cdt", -300},  {"cst", -360},  {"mdt", -360}, {"mst", -420}, {"pdt", -420}, {"pst", -480},
    {"akdt", -480}, {"akst", -540}, {"hst", -600},
};

std::optional<int> ZoneOf(std::string_view word) {
  for (const Zone& zone : kZones) {
    if (Same(word, zone.name)) return zone.minutes;
  }
  return std::nullopt;
}

std::optional<sys_days> Day(int year, unsigned month, unsigned day) {
  if (year < kFirstYear || year > kLastYear) return std::nullopt;
  const year_month_day date{std::chrono::year(year), std::chrono::month(month),
                            std::chrono::day(day)};
  if (!date.ok()) return std::nullopt;
  return sys_days(date);
}

// "09:30", "9:30:15.123", "093015", "9:30 PM". Nothing is taken where it is no time of day.
std::optional<seconds> TimeOfDay(Scanner& in) {
  const std::size_t start = in.at();
  const auto fail = [&]() -> std::optional<seconds> {
    in.Return(start);
    return std::nullopt;
  };
  std::optional<int> hour;
  std::optional<int> minute;
  int second = 0;
  if (const std::size_t n = in.DigitsAhead(); n == 4 || n == 6) {
    hour = in.Digits(2);
    minute = in.Digits(2);
    if (n == 6) second = in.Digits(2).value_or(0);
  } else {
    hour = in.Number(1, 2);
    if (!hour || !in.TakeOneOf(":.")) return fail();
    minute = in.Number(2, 2);
    if (in.Take(':')) {
      const auto value = in.Number(1, 2);
      if (!value) return fail();
      second = *value;
    }
  }
  if (!hour || !minute) return fail();
  if (const std::size_t here = in.at(); in.TakeOneOf(".,:")) {  // a fraction of a second
    if (in.DigitsAhead() == 0) in.Return(here);
    in.SkipDigits();
  }

  const std::size_t here = in.at();
  in.SkipBlanks();
  const std::string_view half = in.Word();
  if (Same(half, "pm") && *hour >= 1 && *hour <= 12) {
    *hour = *hour % 12 + 12;
  } else if (Same(half, "am") && *hour >= 1 && *hour <= 12) {
    *hour %= 12;
  } else if (!Same(half, "am") && !Same(half, "pm")) {
    in.Return(here);
  }
  const bool midnight = *hour == 24 && *minute == 0 && second == 0;
  if ((*hour > 23 && !midnight) || *minute > 59 || second > 60) return fail();
  return hours(*hour) + minutes(*minute) + seconds(second);
}

// "+0300", "-05:00", "+3" as minutes; takes nothing where there is none.
std::optional<int> NumericOffset(Scanner& in) {
  const std::size_t start = in.at();
  const bool minus = in.Peek() == '-';
  if (!in.TakeOneOf("+-")) return std::nullopt;
  const std::size_t n = in.DigitsAhead();
  std::optional<int> hour = n == 4 ? in.Digits(2) : in.Number(1, 2);
  std::optional<int> minute = 0;
  if (n == 4) {
    minute = in.Digits(2);
  } else if (in.Take(':')) {
    minute = in.Number(2, 2);
  }
  // Zones reach from -12:00 to +14:00.
  if (!hour || !minute || *hour > 14 || *minute > 59) {
    in.Return(start);
    return std::nullopt;
  }
  const int total = *hour * 60 + *minute;
  return minus ? -total : total;
}

// "Z", " +03:00", " GMT+0300 (East Africa Time)", " EST", "Z[UTC]".
std::optional<int> Offset(Scanner& in) {
  in.SkipBlanks();
  if (const auto numeric = NumericOffset(in)) return numeric;
  const std::size_t start = in.at();
  const std::string_view word = in.Word();
  const auto zone = ZoneOf(word);
  if (!zone) {
    in.Return(start);
    return std::nullopt;
  }
  if (*zone == 0 && (Same(word, "gmt") || Same(word, "utc"))) {
    if (const auto numeric = NumericOffset(in)) return numeric;
  }
  return zone;
}

// What may follow a whole time: nothing, or a remark in brackets.
bool AtEnd(Scanner& in) {
  in.SkipBlanks();
  return in.done() || in.Peek() == '(' || in.Peek() == '[';
}

PageTime Assemble(sys_days day, std::optional<seconds> time, std::optional<int> offset) {
  PageTime result;
  result.utc = day;
  if (!time) return result;
  result.has_time = true;
  result.utc += *time;
  if (offset) {
    result.offset = minutes(*offset);
    result.utc -= minutes(*offset);
  }
  return result;
}

// The rest of a time after its day.
std::optional<PageTime> WithTime(sys_days day, Scanner& in) {
  const std::size_t start = in.at();
  in.TakeOneOf("Tt,");
  in.SkipBlanks();
  const auto time = TimeOfDay(in);
  if (!time) {
    in.Return(start);
    Offset(in);  // "2025-05-14Z": a zone tells nothing of a bare day
    if (!AtEnd(in)) return std::nullopt;
    return Assemble(day, std::nullopt, std::nullopt);
  }
  const auto offset = Offset(in);
  if (!AtEnd(in)) return std::nullopt;
  return Assemble(day, time, offset);
}

// "2025-05-14…", "2025/5/14…", "2025.05.14".
std::optional<PageTime> IsoTime(Scanner in) {
  const auto year = in.Number(4, 4);
  if (!year) return std::nullopt;
  const char mark = in.Peek();
  if (!in.TakeOneOf("-/.")) return std::nullopt;
  const auto month = in.Number(1, 2);
  if (!month || !in.Take(mark)) return std::nullopt;
  const auto day = in.Number(1, 2);
  if (!day) return std::nullopt;
  const auto date = Day(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
  if (!date) return std::nullopt;
  return WithTime(*date, in);
}

// "20250514", "20250514T093000Z", "202505140930", "20250514093000"; "1747204200" and
// "1747204200000" as seconds and milliseconds since 1970.
std::optional<PageTime> DigitsTime(Scanner in) {
  const std::size_t n = in.DigitsAhead();
  if (n == 10 || n == 13) {
    std::int64_t since = 0;
    for (std::size_t i = 0; i < 10; ++i) since = since * 10 + in.Digits(1).value_or(0);
    in.SkipDigits();
    if (!AtEnd(in)) return std::nullopt;
    PageTime time;
    time.utc = Instant(seconds(since));
    time.offset = minutes(0);
    time.has_time = true;
    // Ten digits reach the year 2286.
    const year_month_day day(time.LocalDay());
    return int(day.year()) <= kLastYear ? std::optional(time) : std::nullopt;
  }
  if (n != 8 && n != 12 && n != 14) return std::nullopt;
  const auto year = in.Digits(4);
  const auto month = in.Digits(2);
  const auto day = in.Digits(2);
  const auto date = Day(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
  if (!date) return std::nullopt;
  return WithTime(*date, in);
}

// "Wed, 14 May 2025 09:30:00 +0300", "14-May-2025", "Wed May 14 2025 09:30:00 GMT+0300",
// "May 14 2025 9:30 AM".
std::optional<PageTime> EnglishTime(Scanner in) {
  if (std::size_t start = in.at(); IsLetter(in.Peek())) {
    if (IsWeekday(in.Word())) {
      in.TakeOneOf(".");
      in.TakeOneOf(",");
      in.SkipBlanks();
    } else {
      in.Return(start);
    }
  }
  std::optional<int> day = in.Number(1, 2);
  const bool day_first = day.has_value();
  if (day_first && !in.TakeOneOf(" -")) return std::nullopt;
  in.SkipBlanks();
  const unsigned month = MonthOf(in.Word());
  if (month == 0) return std::nullopt;
  in.TakeOneOf(".");
  in.TakeOneOf("-,");
  in.SkipBlanks();
  if (!day_first) {
    day = in.Number(1, 2);
    if (!day) return std::nullopt;
    in.TakeOneOf(",");
    in.SkipBlanks();
  }

  // "Wed May 14 09:30:00 UTC 2025" and its kind: the year stands last.
  if (const std::size_t here = in.at(); !in.Number(4, 4)) {
    const auto time = TimeOfDay(in);
    if (!time) return std::nullopt;
    const auto offset = Offset(in);
    in.SkipBlanks();
    const auto year = in.Number(4, 4);
    if (!year || !AtEnd(in)) return std::nullopt;
    const auto date = Day(*year, month, static_cast<unsigned>(*day));
    if (!date) return std::nullopt;
    return Assemble(*date, time, offset);
  } else {  // NOLINT(readability-else-after-return): `here` is of both
    in.Return(here);
  }
  const auto year = in.Number(4, 4);
  const auto date = Day(*year, month, static_cast<unsigned>(*day));
  if (!date) return std::nullopt;
  return WithTime(*date, in);
}

std::string_view TrimAscii(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n\f\v";
  const std::size_t start = text.find_first_not_of(kBlank);
  if (start == std::string_view::npos) return {};
  return text.substr(start, text.find_last_not_of(kBlank) - start + 1);
}

// No time is longer: JavaScript's "Wed May 14 2025 09:30:00 GMT+0300 (Eastern European
// Summer Time)" has 68 bytes.
constexpr std::size_t kLongestTime = 100;

std::string Write(Instant local, std::string_view zone) {
  const sys_days day = std::chrono::floor<days>(local);
  const year_month_day date(day);
  const std::chrono::hh_mm_ss clock(local - day);
  std::array<char, 64> text{};
  const int size = std::snprintf(
      text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d", int(date.year()),
      unsigned(date.month()), unsigned(date.day()), static_cast<int>(clock.hours().count()),
      static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
  return std::string(text.data(), static_cast<std::size_t>(size)).append(zone);
}

}  // namespace

sys_days PageTime::LocalDay() const {
  return std::chrono::floor<days>(utc + offset.value_or(minutes(0)));
}

std::optional<Instant> ParseInstant(std::string_view text) {
  text = TrimAscii(text);
  if (text.size() > kLongestTime) return std::nullopt;
  const auto time = IsoTime(Scanner(text));
  if (!time || !time->has_time || !time->offset) return std::nullopt;
  return time->utc;
}

std::optional<PageTime> ParsePageTime(std::string_view text) {
  text = TrimAscii(text);
  if (text.empty() || text.size() > kLongestTime) return std::nullopt;
  if (const auto time = IsoTime(Scanner(text))) return time;
  if (const auto time = DigitsTime(Scanner(text))) return time;
  return EnglishTime(Scanner(text));
}

std::string ToRfc3339(Instant instant) {
  return Write(instant, "Z");
}

std::string ToRfc3339(const PageTime& time) {
  const minutes offset = time.offset.value_or(minutes(0));
  if (!time.has_time || !time.offset) return Write(time.utc + offset, "").substr(0, 10);
  if (offset == minutes(0)) return Write(time.utc, "Z");
  const int size = static_cast<int>(offset.count() < 0 ? -offset.count() : offset.count());
  std::array<char, 32> zone{};
  std::snprintf(zone.data(), zone.size(), "%c%02d:%02d", offset.count() < 0 ? '-' : '+', size / 60,
                size % 60);
  return Write(time.utc + offset, zone.data());
}

}  // namespace checkback
