#include "article/scraped/scraped_lines.h"

#include <algorithm>
#include <unordered_map>

#include "article/head/names.h"
#include "article/head/printed_date.h"
#include "article/lines/line_chunks.h"
#include "article/lines/line_rules.h"
#include "article/lines/line_tokens.h"
#include "text/instant.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// Text that somebody wrapped: lines between these lengths that end within a sentence.
constexpr std::size_t kShortestWrap = 45;
constexpr std::size_t kLongestWrap = 100;
constexpr std::size_t kFewestProseWords = 9;
constexpr std::size_t kMostBylineWords = 12;
constexpr std::size_t kMostTitleWords = 6;
// The longest captions of the developing set have 45 words.
constexpr std::size_t kMostCaptionWords = 70;

bool EndsSentence(std::string_view line) {
  const auto last = ChunksOf(line.substr(line.size() - std::min<std::size_t>(line.size(), 80)), 1);
  return !last.empty() && last[0].ends_sentence;
}

std::vector<std::string_view> RawLines(std::string_view content) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at <= content.size();) {
    const std::size_t end = std::min(content.find('\n', at), content.size());
    lines.push_back(Trim(content.substr(at, end - at)));
    at = end + 1;
  }
  return lines;
}

// Most lines that go on in a next line are full and end within a sentence.
bool IsWrapped(const std::vector<std::string_view>& lines) {
  std::size_t inner = 0;
  std::size_t full = 0;
  bool blank = false;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    blank = blank || lines[i].empty();
    if (lines[i].empty() || lines[i + 1].empty()) continue;
    ++inner;
    const std::size_t size = lines[i].size();
    full += size >= kShortestWrap && size <= kLongestWrap && !EndsSentence(lines[i]) ? 1 : 0;
  }
  return blank && inner >= 4 && full * 10 >= inner * 7;
}

std::vector<std::string> Paragraphs(std::string_view content) {
  const std::vector<std::string_view> lines = RawLines(content);
  const bool wrapped = IsWrapped(lines);
  std::vector<std::string> paragraphs;
  bool open = false;
  for (const std::string_view line : lines) {
    if (line.empty()) {
      open = false;
      continue;
    }
    if (!wrapped || !open) paragraphs.emplace_back();
    if (!paragraphs.back().empty()) paragraphs.back() += ' ';
    AppendCollapsed(line, paragraphs.back());
    open = true;
  }
  std::erase_if(paragraphs, [](const std::string& paragraph) { return paragraph.empty(); });
  return paragraphs;
}

bool InList(std::string_view list, const LineChunk& chunk) {
  return LineRules::Embedded().InList(list, chunk.word);
}

bool IsYear(std::string_view chunk) {
  while (!chunk.empty() && (chunk.back() == '.' || chunk.back() == ',')) chunk.remove_suffix(1);
  return chunk.size() == 4 && HasDigit(chunk) &&
         (chunk.starts_with("19") || chunk.starts_with("20")) &&
         chunk.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::vector<ScrapedLine> ScrapedLines(std::string_view content) {
  std::vector<std::string> paragraphs = Paragraphs(content);
  std::unordered_map<std::string, std::size_t> seen;
  std::vector<ScrapedLine> lines;
  std::size_t before = paragraphs.size();  // the line that stood before this one
  for (std::string& paragraph : paragraphs) {
    const auto [place, fresh] = seen.emplace(paragraph, lines.size());
    if (fresh) {
      lines.push_back({.text = std::move(paragraph)});
    } else {
      ScrapedLine& line = lines[place->second];
      ++line.repeats;
      line.next_to_itself = line.next_to_itself || place->second == before;
    }
    before = place->second;
  }
  return lines;
}

std::optional<DateLine> ReadDateLine(std::string_view line) {
  constexpr std::size_t kDay = 10;  // 2025-05-14
  if (line.size() < 5 + kDay || AsciiLower(line.substr(0, 4)) != "date") return std::nullopt;
  std::string_view rest = line.substr(4);
  while (!rest.empty() && (rest.front() == ':' || rest.front() == ' ')) rest.remove_prefix(1);
  if (rest.size() < kDay || rest[4] != '-' || rest[7] != '-') return std::nullopt;
  if (rest.size() > kDay && rest[kDay] != ' ') return std::nullopt;
  const auto time = ParsePageTime(rest.substr(0, kDay));
  if (!time) return std::nullopt;
  return DateLine{.day = time->LocalDay(), .rest = Trim(rest.substr(kDay))};
}

std::optional<StampedLine> ReadStampedLine(std::string_view line) {
  const auto digit = [&](std::size_t at) {
    return at < line.size() && line[at] >= '0' && line[at] <= '9';
  };
  std::size_t at = 0;
  int hour = 0;
  int minute = 0;
  for (; at < 2 && digit(at); ++at) hour = hour * 10 + (line[at] - '0');
  if (at == 0 || at >= line.size() || (line[at] != ':' && line[at] != '.' && line[at] != 'h'))
    return std::nullopt;
  if (!digit(at + 1) || !digit(at + 2) || digit(at + 3)) return std::nullopt;
  minute = (line[at + 1] - '0') * 10 + (line[at + 2] - '0');
  at += 3;
  const std::string half = AsciiLower(line.substr(at, 5));
  if (half.starts_with("pm") || half.starts_with(" pm") || half.starts_with(" p.m.")) {
    hour = hour % 12 + 12;
    at += half.find('m') + (half.ends_with("m.") ? 2 : 1);
  } else if (half.starts_with("am") || half.starts_with(" am") || half.starts_with(" a.m.")) {
    hour = hour % 12;
    at += half.find('m') + (half.ends_with("m.") ? 2 : 1);
  }
  if (hour > 23 || minute > 59 || at >= line.size()) return std::nullopt;
  while (at < line.size() && !IsWordChar(CodePointAt(line, at).value) && line[at] != '"' &&
         CodePointAt(line, at).value != 0x201C) {
    at += CodePointAt(line, at).bytes;
  }
  if (CountWords(line.substr(at)) < 4) return std::nullopt;
  return StampedLine{.time = std::chrono::minutes(hour * 60 + minute), .body = at};
}

bool LooksLikeCaption(std::string_view line) {
  constexpr std::size_t kEnd = 5;
  const auto chunks = ChunksOf(line, kMostCaptionWords + 1);
  if (chunks.size() > kMostCaptionWords || chunks.size() < 4) return false;
  for (std::size_t i = chunks.size() > kEnd ? chunks.size() - kEnd : 0; i < chunks.size(); ++i) {
    if (InList("weekday", chunks[i]) || InList("month", chunks[i]) || IsYear(chunks[i].text))
      return true;
  }
  return std::any_of(chunks.begin(), chunks.end(), [](const LineChunk& chunk) {
    // "Tamber, left, greets": between commas or brackets
    return InList("caption-word", chunk) &&
           (chunk.text.back() == ',' || chunk.text.back() == ')' || chunk.text.back() == ':');
  });
}

bool LooksLikeBareByline(std::string_view line) {
  const auto chunks = ChunksOf(line, kMostBylineWords + 1);
  if (chunks.size() < 2 || chunks.size() > kMostBylineWords || HasDigit(line)) return false;
  if (EndsSentence(line) || line.find_first_of(":;?!\"") != std::string_view::npos) return false;
  bool staff = false;
  bool joined = false;
  for (const LineChunk& chunk : chunks) {
    const bool is_staff = InList("staff", chunk);
    const bool particle = InList("name-particle", chunk) && !chunk.capital;
    if (!chunk.capital && !is_staff && !particle && chunk.word != 0) return false;
    staff = staff || is_staff;
    joined = joined || (particle && &chunk != &chunks.front()) || chunk.text.back() == ',';
  }
  return chunks[0].capital && (staff || (joined && chunks.size() >= 4));
}

// What follows the word "By" of a line; the line itself without one.
static std::string_view BehindBy(std::string_view line) {
  const std::size_t blank = line.find(' ');
  if (blank == std::string_view::npos) return line;
  const auto first = ChunksOf(line.substr(0, blank), 1);
  return !first.empty() && InList("byline", first[0]) ? Trim(line.substr(blank)) : line;
}

bool IsByline(std::string_view line) {
  if (OpensByline(line)) return true;
  const std::string_view names = BehindBy(line);
  return names.size() < line.size() && LooksLikeBareByline(names);
}

std::vector<std::string> NamesInByline(std::string_view line) {
  const std::string_view bare = BehindBy(line);
  const auto chunks = ChunksOf(bare, kMostBylineWords);
  const bool joined = bare.find(',') != std::string_view::npos;
  if (!chunks.empty() && !joined && InList("staff", chunks.back()) && LooksLikeBareByline(bare))
    return {std::string(bare)};
  std::vector<std::string> names = NamesIn(line);
  if (names.empty() && LooksLikeBareByline(bare)) return {std::string(bare)};
  if (names.size() < 2) return names;
  // Outlets and towns behind the name.
  std::erase_if(names, [](const std::string& name) {
    const auto words = ChunksOf(name, 8);
    return words.empty() || !words[0].capital || words[0].word == WordHash("the");
  });
  return names;
}

std::optional<std::chrono::sys_days> DayOfDateline(std::string_view after_place, Instant seen_at) {
  using std::chrono::days, std::chrono::floor, std::chrono::month, std::chrono::sys_days,
      std::chrono::year, std::chrono::year_month_day, std::chrono::years;
  if (seen_at == Instant{}) return std::nullopt;
  unsigned month_number = 0;
  unsigned day_number = 0;
  for (const LineChunk& chunk : ChunksOf(after_place.substr(0, after_place.find('(')), 8)) {
    std::string_view bare = chunk.text;
    while (!bare.empty() && (bare.back() == '.' || bare.back() == ',')) bare.remove_suffix(1);
    if (!bare.empty() && bare.size() <= 2 && HasDigit(bare.substr(0, 1)) && day_number == 0) {
      for (const char c : bare)
        day_number = c >= '0' && c <= '9' ? day_number * 10 + static_cast<unsigned>(c - '0') : 99;
    } else if (month_number == 0) {
      month_number = MonthNamed(LowerCase(bare), "");
    }
  }
  const year_month_day seen(floor<days>(seen_at));
  for (year y = seen.year(); y >= seen.year() - years(1); --y) {
    const year_month_day day(y, month(month_number), std::chrono::day(day_number));
    if (!day.ok()) return std::nullopt;
    if (Instant(sys_days(day)) <= seen_at + days(1)) return sys_days(day);
  }
  return std::nullopt;
}

bool LooksLikeTitleOfWriter(std::string_view line) {
  const auto chunks = ChunksOf(line, kMostTitleWords + 1);
  if (chunks.empty() || chunks.size() > kMostTitleWords || EndsSentence(line)) return false;
  return std::all_of(chunks.begin(), chunks.end(), [](const LineChunk& chunk) {
    return chunk.capital || chunk.word == 0 || InList("name-particle", chunk) ||
           InList("staff", chunk);
  });
}

bool LooksLikeProse(std::string_view line) {
  return CountWords(line) >= kFewestProseWords || (CountWords(line) >= 4 && EndsSentence(line));
}

}  // namespace checkback
