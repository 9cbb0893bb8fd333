#include "article/version/edit_kind.h"

#include <algorithm>

#include "article/version/edit_words.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// In a longer run a number is one of many things that changed. Tuned on data/developing.
constexpr std::size_t kShortRun = 6;
constexpr std::size_t kAround = 2;  // unchanged words that a cue may need: "did not | say"

bool IsCapital(std::string_view word) {
  const CodePoint c = CodePointAt(word, 0);
  const std::string_view first = word.substr(0, c.bytes);
  return LowerCase(first) != first;
}

enum class Quotes { kOutside, kInside };

// Whether `at` stands between quotation marks of its sentence. An apostrophe is no mark.
Quotes QuotesAt(const Side& side, std::size_t at) {
  int depth = 0;
  bool straight = false;
  for (std::size_t i = 0; i < at; ++i) {
    if (side.tokens[i].is_word) continue;
    const char32_t c = CodePointAt(side.text, side.tokens[i].span.start).value;
    if (c == '"') straight = !straight;
    // German „…“ closes with what opens in English; French «…» is seen the other way round too.
    if (c == 0x201E || c == 0xAB || c == 0x300C) ++depth;
    if (c == 0x201C) depth += depth > 0 ? -1 : 1;
    if ((c == 0x201D || c == 0xBB || c == 0x300D) && depth > 0) --depth;
  }
  return straight || depth > 0 ? Quotes::kInside : Quotes::kOutside;
}

bool HasMarks(const Side& side) {
  return std::any_of(
      side.tokens.begin() + static_cast<std::ptrdiff_t>(side.begin),
      side.tokens.begin() + static_cast<std::ptrdiff_t>(side.end), [&](const ComparedToken& token) {
        const char32_t c = CodePointAt(side.text, token.span.start).value;
        return !token.is_word &&
               (c == '"' || c == 0x201C || c == 0x201D || c == 0x201E || c == 0xAB || c == 0xBB);
      });
}

bool IsQuoted(const Side& side) {
  return QuotesAt(side, side.begin) == Quotes::kInside && !HasMarks(side);
}

struct Counts {
  std::size_t words = 0;
  std::size_t dates = 0;
  std::size_t numbers = 0;
  std::size_t capitals = 0;  // not the first word of the sentence
  bool day = false;          // "May 14": the number is of a date
};

// Whether a number at `i` stands beside a month or a weekday.
bool IsOfADate(const Side& side, std::size_t i) {
  const auto is_date = [&](std::size_t at) {
    return at < side.tokens.size() && IsDateWord(Words(side.text, side.tokens[at].span));
  };
  return (i > 0 && is_date(i - 1)) || is_date(i + 1);
}

// Whether the word at `i` is the first of its sentence, or stands behind a dash, colon, bracket or
// quotation mark, where words have capitals too ("ORO (Agency) - Heavy rain").
bool OpensClause(const Side& side, std::size_t i) {
  if (i == 0) return true;
  const ComparedToken& before = side.tokens[i - 1];
  const std::string_view mark = Words(side.text, before.span);
  return !before.is_word && mark != "," && mark != ".";
}

Counts Count(const Side& side) {
  Counts counts;
  for (std::size_t i = side.begin; i < side.end; ++i) {
    const ComparedToken& token = side.tokens[i];
    if (!token.is_word) continue;
    const std::string_view word = Words(side.text, token.span);
    const std::string lower = LowerCase(word);
    ++counts.words;
    if (IsDateWord(word)) {
      ++counts.dates;
    } else if (IsNumberWord(lower)) {
      ++(IsOfADate(side, i) ? counts.dates : counts.numbers);
    } else if (!OpensClause(side, i) && IsCapital(word)) {
      ++counts.capitals;
    }
  }
  return counts;
}

// The side's words in lower case, with some around: for cues of several words.
std::string Phrase(const Side& side) {
  std::string phrase;
  const std::size_t from = side.begin - std::min(side.begin - side.from, kAround);
  const std::size_t to = std::min(side.end + kAround, side.to);
  for (std::size_t i = from; i < to; ++i) {
    if (!side.tokens[i].is_word) continue;
    std::string word = LowerCase(Comparable(Words(side.text, side.tokens[i].span)));
    if (word.ends_with("n't")) word.replace(word.size() - 3, 3, " not");
    if (!phrase.empty()) phrase += ' ';
    phrase += word;
  }
  return phrase;
}

bool ChangesStatus(const Side& was, const Side& now, std::string_view language) {
  auto before = StatusesIn(Phrase(was), language);
  auto after = StatusesIn(Phrase(now), language);
  if (before.contains("negation") != after.contains("negation") &&
      std::max(was.end - was.begin, now.end - now.begin) <= kShortRun)
    return true;
  before.erase("negation");
  after.erase("negation");
  return before != after && !(before.empty() && after.empty());
}

}  // namespace

EditKind KindOfEdit(const Side& was, const Side& now, std::string_view language) {
  const bool gone = was.begin == was.end;
  const bool fresh = now.begin == now.end;
  if ((gone || IsQuoted(was)) && (fresh || IsQuoted(now))) return EditKind::kQuote;
  const bool whole = was.tokens.empty() || now.tokens.empty();
  if (whole) return EditKind::kText;
  if (ChangesStatus(was, now, language)) return EditKind::kStatus;
  const Counts before = Count(was);
  const Counts after = Count(now);
  if (std::max(before.words, after.words) > kShortRun) return EditKind::kText;
  if (before.dates + after.dates > 0 && before.numbers + after.numbers == 0) return EditKind::kDate;
  if (before.numbers + after.numbers > 0) return EditKind::kNumber;
  const auto names = [](const Counts& counts) {
    return counts.words == 0 || counts.capitals * 2 > counts.words;
  };
  if (before.capitals + after.capitals > 0 && names(before) && names(after)) return EditKind::kName;
  return EditKind::kText;
}

}  // namespace checkback
