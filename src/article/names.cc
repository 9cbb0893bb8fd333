#include "article/names.h"

#include <algorithm>
#include <unordered_set>

#include "article/headline.h"
#include "article/printed_date.h"
#include "text/embedded.h"
#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kLongestName = 80;     // bytes
constexpr std::size_t kMostWordsInName = 6;  // "María del Carmen de la Cruz"
constexpr std::size_t kMostNames = 24;
constexpr std::size_t kLongestByline = 300;
constexpr std::size_t kLongestDated = 120;  // "Posted on May 14, 2025 by Ana Ruiz"

struct Rules {
  std::vector<std::string_view> by;  // longest first
  std::vector<std::string_view> labels;
  std::unordered_set<std::string_view> ends;
  std::unordered_set<std::string_view> degrees;
  std::unordered_set<std::string_view> organizations;
  std::unordered_set<std::string_view> conjunctions;
  std::unordered_set<std::string_view> roles;
  std::unordered_set<std::string_view> noise;
  std::unordered_set<std::string_view> staff;
};

Rules ReadRules(std::string_view text) {
  Rules rules;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t blank = line.find(' ');
    if (line.empty() || line[0] == '#' || blank == std::string_view::npos) continue;
    const std::string_view kind = line.substr(0, blank);
    const std::string_view words = line.substr(blank + 1);
    if (kind == "by") rules.by.push_back(words);
    if (kind == "label") rules.labels.push_back(words);
    if (kind == "end") rules.ends.insert(words);
    if (kind == "degree") rules.degrees.insert(words);
    if (kind == "org") rules.organizations.insert(words);
    if (kind == "and") rules.conjunctions.insert(words);
    if (kind == "role") rules.roles.insert(words);
    if (kind == "noise") rules.noise.insert(words);
    if (kind == "staff") rules.staff.insert(words);
  }
  std::stable_sort(rules.by.begin(), rules.by.end(),
                   [](std::string_view a, std::string_view b) { return a.size() > b.size(); });
  return rules;
}

const Rules& TheRules() {
  static const Rules rules = ReadRules(FindEmbedded("rules/byline.txt"));
  return rules;
}

// What follows "By ", or the line itself.
std::string_view WithoutBy(std::string_view line, bool& opened) {
  const std::string lower = LowerCase(line.substr(0, kLongestByline));
  // Where a letter changes its length, offsets would lie.
  if (lower.size() != std::min(line.size(), kLongestByline)) return line;
  const auto after = [&](std::string_view words) {
    opened = true;
    std::string_view rest = Trim(line.substr(words.size()));
    while (rest.starts_with(':')) rest = Trim(rest.substr(1));
    return rest;
  };
  for (const std::string_view by : TheRules().by) {
    if (!lower.starts_with(by) || lower.size() <= by.size()) continue;
    if (lower[by.size()] == ' ' || lower[by.size()] == ':') return after(by);
  }
  for (const std::string_view label : TheRules().labels) {
    if (!lower.starts_with(label)) continue;
    if (Trim(std::string_view(lower).substr(label.size())).starts_with(':')) return after(label);
  }
  return line;
}

bool LooksLikeAddress(std::string_view text) {
  if (text.find("://") != std::string_view::npos || text.starts_with("www.")) return true;
  if (text.find(' ') != std::string_view::npos) return false;
  return text.find('/') != std::string_view::npos;
}

std::vector<std::string_view> WordsIn(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

bool IsIn(const std::unordered_set<std::string_view>& words, std::string_view word) {
  while (!word.empty() && (word.back() == '.' || word.back() == ',')) word.remove_suffix(1);
  std::string lower = LowerCase(word);
  if (words.contains(lower)) return true;
  if (lower.size() > 4 && lower.back() == 's') {
    lower.pop_back();
    return words.contains(lower);
  }
  return false;
}

// How many words stand before the first that says what somebody does.
std::size_t WordsBeforeRole(const std::vector<std::string_view>& words) {
  const auto role = std::find_if(words.begin(), words.end(), [](std::string_view word) {
    return IsIn(TheRules().roles, word);
  });
  return static_cast<std::size_t>(role - words.begin());
}

bool IsOrganization(std::string_view name) {
  const auto words = WordsIn(name);
  return std::any_of(words.begin(), words.end(),
                     [](std::string_view word) { return IsIn(TheRules().organizations, word); });
}

bool IsDegree(std::string_view part) {
  const auto words = WordsIn(part);
  return !words.empty() && std::all_of(words.begin(), words.end(), [](std::string_view word) {
    return IsIn(TheRules().degrees, word);
  });
}

std::string_view StripMarks(std::string_view name) {
  constexpr std::string_view kMarks = " ,;:|/-*[]\"";
  while (!name.empty() && kMarks.find(name.front()) != std::string_view::npos) {
    name.remove_prefix(1);
  }
  while (!name.empty() && kMarks.find(name.back()) != std::string_view::npos) {
    name.remove_suffix(1);
  }
  return Trim(name);
}

bool HasDigit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "2025", "10:04": part of a date or a time.
bool TellsTime(std::string_view text) {
  int run = 0;
  for (const char c : text) {
    run = c >= '0' && c <= '9' ? run + 1 : 0;
    if (run == 4) return true;
  }
  return HasDigit(text) && text.find(':') != std::string_view::npos;
}

// Whether the part, as it stands, can be a name of a person or an organisation.
bool CanBeName(std::string_view part) {
  if (part.size() < 2 || part.size() > kLongestName) return false;
  if (LooksLikeAddress(part) || part.find('@') != std::string_view::npos) return false;
  if (TheRules().noise.contains(LowerCase(part))) return false;
  if (std::count(part.begin(), part.end(), '.') > 2 && part.find(' ') == std::string_view::npos) {
    return false;  // a system's key: "page.head.author"
  }
  return WordsIn(part).size() <= kMostWordsInName;
}

// Cuts a byline at marks and conjunctions.
class Splitter {
 public:
  explicit Splitter(std::string_view line)
      : words_(WordsIn(line)), capitals_(LowerCase(line) != line) {
    for (const char c : line) capitals_ = capitals_ && (c < 'a' || c > 'z');
  }

  std::vector<std::string> Parts() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      std::string_view word = words_[i];
      // Mail addresses and handles end a name and are none.
      if (word.find('@') != std::string_view::npos) {
        Close();
        continue;
      }
      if (part_.empty() && (word == "&" || TheRules().conjunctions.contains(word))) continue;
      if (IsConjunction(i)) {
        Close();
        continue;
      }
      if (EndsName(i)) {
        Close();
        // A place or an employer goes to the next mark, a day to the end.
        if (IsDay(i + 1)) break;
        while (i + 1 < words_.size() && FirstMark(words_[i]) == std::string_view::npos &&
               !IsConjunction(i + 1, true)) {
          ++i;
        }
        continue;
      }
      if (word == "●" || word == "▪" || word == "⋅" || word == "|" || word == "/" || word == "•" ||
          word == "·" || word == "-" || word == "–" || word == "—") {
        Close();
        continue;
      }
      Add(word);
    }
    Close();
    return std::move(parts_);
  }

 private:
  bool IsConjunction(std::size_t i, bool part_is_closed = false) const {
    if (i == 0 || i + 1 >= words_.size()) return false;
    const std::string_view word = words_[i];
    const auto& all = TheRules().conjunctions;
    const bool joins =
        all.contains(word) || (capitals_ && word.size() > 1 && all.contains(LowerCase(word)));
    if (!joins) return false;
    return StartsCapital(words_[i + 1]) && (part_is_closed || !part_.empty());
  }

  // "on May 14", "in Berlin"
  bool EndsName(std::size_t i) const {
    if (part_.empty() || i + 1 >= words_.size()) return false;
    // "Updated on": what is written large there is no name either.
    const bool ends = words_[i].size() > 6 ? TheRules().ends.contains(LowerCase(words_[i]))
                                           : TheRules().ends.contains(words_[i]);
    if (!ends) return false;
    if (words_[i].size() > 6) return true;
    return StartsCapital(words_[i + 1]) || HasDigit(words_[i + 1]);
  }

  bool IsDay(std::size_t i) const {
    std::string_view word = words_[i];
    while (word.ends_with(',') || word.ends_with('.')) word.remove_suffix(1);
    return HasDigit(word) || MonthNamed(LowerCase(word), {}) != 0 || i + 1 >= words_.size() ||
           HasDigit(words_[i + 1]);
  }

  // A word, cut at marks inside: "Ruiz,", "Ruiz/AFP", "Ruiz;".
  void Add(std::string_view word) {
    while (!word.empty()) {
      const std::size_t mark = FirstMark(word);
      AppendWord(word.substr(0, std::min(mark, word.size())));
      if (mark >= word.size()) return;
      Close();
      word.remove_prefix(mark + (word[mark] == '\xE3' || word[mark] == '\xD8' ? 0 : 1));
      for (const std::string_view wide : {"、", "،"}) {
        if (word.starts_with(wide)) word.remove_prefix(wide.size());
      }
    }
  }

  static std::size_t FirstMark(std::string_view word) {
    return std::min({word.find_first_of(",;|/"), word.find("、"), word.find("،")});
  }

  void AppendWord(std::string_view word) {
    if (word.empty()) return;
    if (!part_.empty()) part_ += ' ';
    part_ += word;
  }

  void Close() {
    if (!part_.empty()) parts_.push_back(std::move(part_));
    part_.clear();
  }

  std::vector<std::string_view> words_;
  bool capitals_;  // the whole line is in capitals: "ANA RUIZ AND BEN ITO"
  std::vector<std::string> parts_;
  std::string part_;
};

bool IsStaff(std::string_view name) {
  return TheRules().staff.contains(LowerCase(name));
}

// How many words stand before "November 21", "21", but the first.
std::size_t WordsBeforeDay(const std::vector<std::string_view>& words) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (HasDigit(words[i])) {
      return i > 1 && MonthNamed(LowerCase(words[i - 1]), {}) != 0 ? i - 1 : i;
    }
  }
  return words.size();
}

// The stretch of `name` that its first `words` make.
std::string_view Joined(std::string_view name, const std::vector<std::string_view>& words) {
  const std::string_view last = words.back();
  return name.substr(0, static_cast<std::size_t>(last.data() + last.size() - name.data()));
}

// A part of a byline as a name: without brackets, degrees and what the person does. Empty where
// it is none.
std::string_view NameOfPart(std::string_view part, bool first, bool& role_only) {
  bool opened = false;
  std::string_view name = StripMarks(WithoutBy(StripMarks(part), opened));
  // "Ana Ruiz (AFP)": the brackets hold a place or an agency.
  if (const std::size_t bracket = name.find(" (");
      bracket != std::string_view::npos && name.ends_with(')')) {
    name = Trim(name.substr(0, bracket));
  }
  if (const std::size_t colon = name.find(": "); colon != std::string_view::npos) {
    // "Image: Getty Images", "Design: Ana Ruiz"
    if (TheRules().noise.contains(LowerCase(name.substr(0, colon)))) return {};
    name = Trim(name.substr(colon + 2));
  }
  if (!CanBeName(name) || TellsTime(name) || IsDegree(name)) return {};
  if (HasDigit(name) && !first) return {};
  auto words = WordsIn(name);
  if (const std::size_t day = WordsBeforeDay(words); day < words.size()) {
    words.resize(day);
    name = Joined(name, words);
  }
  if (TheRules().noise.contains(LowerCase(words[0])) && words.size() > 2) return {};
  const std::size_t before = WordsBeforeRole(words);
  if (before == words.size()) return name;
  if (!first) return {};
  const bool spaced = static_cast<unsigned char>(name[0]) < 0xE3;
  if (before >= (spaced ? 2u : 1u)) {
    words.resize(before);
    const std::string_view person = Joined(name, words);
    if (!IsOrganization(person)) return person;  // "Example Daily Reporter" names nobody
  }
  role_only = true;
  return name;
}

}  // namespace

bool StartsCapital(std::string_view word) {
  const CodePoint c = CodePointAt(word, 0);
  if (c.value < 0x80) return c.value >= 'A' && c.value <= 'Z';
  const std::string first(word.substr(0, c.bytes));
  // Scripts without case count as capital.
  return LowerCase(first) != first || !(c.value < 0x530);
}

void AddName(std::string name, std::vector<std::string>& names) {
  const std::string bare = BareWords(name);
  if (bare.empty() || names.size() >= kMostNames) return;
  for (const std::string& known : names) {
    if (BareWords(known) == bare) return;
  }
  names.push_back(std::move(name));
}

// A name that stands on the page without a word of metadata: two to five words with capitals,
// or a few of a script without them.
bool IsSurelyName(std::string_view name) {
  const auto words = WordsIn(name);
  if (words.size() > 5 || name.size() > 60 || HasDigit(name)) return false;
  const bool cased = static_cast<unsigned char>(name[0]) < 0xD4;
  if (!cased) return words.size() <= 3;
  if (words.size() < 2) return false;
  std::size_t capitals = 0;
  for (const std::string_view word : words) {
    if (StartsCapital(word)) {
      ++capitals;
    } else if (word.size() > 4) {
      return false;  // particles are short: "de", "van", "von der", "al-"
    }
  }
  return capitals >= 2 && StartsCapital(words.front()) && StartsCapital(words.back());
}

Signed ReadByline(std::string_view byline) {
  Signed found;
  byline = Trim(byline.substr(0, kLongestByline));
  // "(Image: Getty Images)" is a credit.
  if (LooksLikeAddress(byline) || byline.starts_with('(')) return found;
  bool opened = false;
  byline = WithoutBy(byline, opened);
  bool first = true;
  for (const std::string& part : Splitter(byline).Parts()) {
    bool role_only = false;
    const std::string_view name = NameOfPart(part, first, role_only);
    if (name.empty()) continue;
    if (role_only || IsStaff(name)) {
      AddName(std::string(name), found.others);
    } else if (first || found.people.empty() || !IsOrganization(name)) {
      // "Ana Ruiz, Example Times": where she works is no second author.
      AddName(std::string(name), found.people);
    }
    first = false;
  }
  return found;
}

std::vector<std::string> NamesIn(std::string_view byline) {
  Signed found = ReadByline(byline);
  return found.people.empty() ? found.others : found.people;
}

std::string_view FromBy(std::string_view line) {
  if (line.size() > kLongestDated || !HasDigit(line)) return line;
  for (std::size_t at = line.find(' '); at != std::string_view::npos; at = line.find(' ', at + 1)) {
    if (!HasDigit(line.substr(0, at))) continue;
    bool opened = false;
    const std::string_view rest = line.substr(at + 1);
    const std::string_view name = WithoutBy(rest, opened);
    if (opened && !name.empty() && StartsCapital(name)) return rest;
  }
  return line;
}

bool IsByAlone(std::string_view line) {
  while (line.ends_with(':') || line.ends_with(' ')) line.remove_suffix(1);
  if (line.empty() || line.size() > 40) return false;
  const std::string lower = LowerCase(line);
  const Rules& rules = TheRules();
  return std::find(rules.by.begin(), rules.by.end(), lower) != rules.by.end() ||
         std::find(rules.labels.begin(), rules.labels.end(), lower) != rules.labels.end();
}

bool OpensByline(std::string_view line) {
  if (line.size() > kLongestByline) return false;
  bool opened = false;
  const std::string_view rest = WithoutBy(line, opened);
  if (!opened) return false;
  const auto words = WordsIn(rest);
  if (words.size() > 1 && (words[0] == "the" || words[0] == "The")) {
    return StartsCapital(words[1]);  // "By the Example Team"
  }
  return !words.empty() && StartsCapital(words[0]) && words.size() <= 24;
}

}  // namespace checkback
