#include "article/head/names.h"

#include <algorithm>

#include "article/head/byline_parts.h"
#include "article/head/byline_rules.h"
#include "article/head/printed_date.h"
#include "article/head/site_name.h"
#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kLongestName = 80;     // bytes
constexpr std::size_t kMostWordsInName = 6;  // "María del Carmen de la Cruz"
constexpr std::size_t kMostNames = 24;
constexpr std::size_t kLongestShortForm = 4;  // bytes, with its stop: "Jr.", "Hon."
constexpr std::size_t kLongestByline = 300;
constexpr std::size_t kLongestDated = 120;  // "Posted on May 14, 2025 by Ana Ruiz"

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
  for (const std::string_view by : BylineRules().by) {
    if (!lower.starts_with(by) || lower.size() <= by.size()) continue;
    if (lower[by.size()] == ' ' || lower[by.size()] == ':') return after(by);
  }
  for (const std::string_view label : BylineRules().labels) {
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
    return IsIn(BylineRules().roles, word);
  });
  return static_cast<std::size_t>(role - words.begin());
}

bool IsOrganization(std::string_view name) {
  const auto words = WordsIn(name);
  return std::any_of(words.begin(), words.end(),
                     [](std::string_view word) { return IsIn(BylineRules().organizations, word); });
}

bool IsDegree(std::string_view part) {
  const auto words = WordsIn(part);
  return !words.empty() && std::all_of(words.begin(), words.end(), [](std::string_view word) {
    return IsIn(BylineRules().degrees, word);
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

// "2025", "10:04": part of a date or a time.
bool TellsTime(std::string_view text) {
  int run = 0;
  for (const char c : text) {
    run = c >= '0' && c <= '9' ? run + 1 : 0;
    if (run == 4) return true;
  }
  return HoldsDigit(text) && text.find(':') != std::string_view::npos;
}

// Whether the part, as it stands, can be a name of a person or an organisation.
bool CanBeName(std::string_view part) {
  if (part.size() < 2 || part.size() > kLongestName) return false;
  if (LooksLikeAddress(part) || part.find('@') != std::string_view::npos) return false;
  if (BylineRules().noise.contains(LowerCase(part)) || IsByAlone(part)) return false;
  if (std::count(part.begin(), part.end(), '.') > 2 && part.find(' ') == std::string_view::npos) {
    return false;  // a system's key: "page.head.author"
  }
  return WordsIn(part).size() <= kMostWordsInName;
}

bool IsStaff(std::string_view name) {
  return BylineRules().staff.contains(LowerCase(name));
}

// How many words stand before "November 21", "21", but the first.
std::size_t WordsBeforeDay(const std::vector<std::string_view>& words) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (HoldsDigit(words[i])) {
      return i > 1 && MonthNamed(LowerCase(words[i - 1]), {}) != 0 ? i - 1 : i;
    }
  }
  return words.size();
}

// How many words stand before the end of a sentence: "Ana Ruiz. Wednesday"; not in "John F.
// Kennedy", "Ana Ruiz Jr. of Senna".
std::size_t WordsOfSentence(const std::vector<std::string_view>& words) {
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    if (words[i].size() > kLongestShortForm && words[i].ends_with('.')) return i + 1;
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
    if (BylineRules().noise.contains(LowerCase(name.substr(0, colon)))) return {};
    name = Trim(name.substr(colon + 2));
  }
  if (!CanBeName(name) || TellsTime(name) || IsDegree(name)) return {};
  if (HoldsDigit(name) && !first) return {};
  auto words = WordsIn(name);
  if (const std::size_t day = WordsBeforeDay(words); day < words.size()) {
    words.resize(day);
    name = Joined(name, words);
  }
  if (const std::size_t end = WordsOfSentence(words); end < words.size()) {
    words.resize(end);
    name = Joined(name, words);
    name.remove_suffix(1);
    words.back().remove_suffix(1);
  }
  if (BylineRules().noise.contains(LowerCase(words[0])) && words.size() > 2) return {};
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

void AddName(std::string name, std::vector<std::string>& names) {
  const std::string bare = BareLetters(name);
  if (bare.empty() || names.size() >= kMostNames) return;
  for (const std::string& known : names) {
    if (BareLetters(known) == bare) return;
  }
  names.push_back(std::move(name));
}

// A name that stands on the page without a word of metadata: two to five words with capitals,
// or a few of a script without them.
bool IsSurelyName(std::string_view name) {
  const auto words = WordsIn(name);
  if (words.size() > 5 || name.size() > 60 || HoldsDigit(name)) return false;
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
  for (const std::string& part : PartsOfByline(byline)) {
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
  if (line.size() > kLongestDated || !HoldsDigit(line)) return line;
  for (std::size_t at = line.find(' '); at != std::string_view::npos; at = line.find(' ', at + 1)) {
    if (!HoldsDigit(line.substr(0, at))) continue;
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
  const auto& rules = BylineRules();
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
