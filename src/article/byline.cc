#include "article/byline.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "article/headline.h"
#include "text/embedded.h"
#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kLongestName = 80;     // bytes
constexpr std::size_t kMostWordsInName = 6;  // "María del Carmen de la Cruz"
constexpr std::size_t kMostNames = 24;
constexpr std::size_t kLongestByline = 300;

struct Rules {
  std::vector<std::string_view> by;  // longest first
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

bool IsCapital(std::string_view word) {
  const CodePoint c = CodePointAt(word, 0);
  if (c.value < 0x80) return c.value >= 'A' && c.value <= 'Z';
  const std::string first(word.substr(0, c.bytes));
  // Scripts without case count as capital.
  return LowerCase(first) != first || !(c.value < 0x530);
}

// What follows "By ", or the line itself.
std::string_view WithoutBy(std::string_view line, bool& opened) {
  const std::string lower = LowerCase(line);
  for (const std::string_view by : TheRules().by) {
    if (!lower.starts_with(by) || lower.size() <= by.size()) continue;
    if (lower.size() != line.size()) break;  // a letter changed its length: offsets would lie
    const char next = lower[by.size()];
    if (next != ' ' && next != ':') continue;
    opened = true;
    std::string_view rest = Trim(line.substr(by.size()));
    while (rest.starts_with(':')) rest = Trim(rest.substr(1));
    return rest;
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

bool IsRoleWord(std::string_view word) {
  while (!word.empty() && (word.back() == '.' || word.back() == ',')) word.remove_suffix(1);
  std::string lower = LowerCase(word);
  if (TheRules().roles.contains(lower)) return true;
  if (lower.size() > 4 && lower.back() == 's') {
    lower.pop_back();
    return TheRules().roles.contains(lower);
  }
  return false;
}

// A part that says what somebody does: "staff writer", "Senior Editor, Politics".
bool IsRole(std::string_view part) {
  if (TheRules().roles.contains(LowerCase(part))) return true;
  const auto words = WordsIn(part);
  if (words.empty()) return false;
  return std::any_of(words.begin(), words.end(), IsRoleWord);
}

std::string_view StripMarks(std::string_view name) {
  constexpr std::string_view kMarks = " ,;:|/-*•·()[]\"";
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

// Whether the part, as it stands, can be a name of a person or an organisation.
bool CanBeName(std::string_view part) {
  if (part.size() < 2 || part.size() > kLongestName) return false;
  if (LooksLikeAddress(part) || part.find('@') != std::string_view::npos) return false;
  if (TheRules().noise.contains(LowerCase(part))) return false;
  return WordsIn(part).size() <= kMostWordsInName;
}

// Cuts a byline at marks and conjunctions.
class Splitter {
 public:
  explicit Splitter(std::string_view line) : words_(WordsIn(line)) {}

  std::vector<std::string> Parts() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      std::string_view word = words_[i];
      // Mail addresses and handles end a name and are none.
      if (word.find('@') != std::string_view::npos) {
        Close();
        continue;
      }
      if (IsConjunction(i)) {
        Close();
        continue;
      }
      if (word == "|" || word == "/" || word == "•" || word == "·" || word == "-" || word == "–" ||
          word == "—") {
        Close();
        continue;
      }
      Add(word);
    }
    Close();
    return std::move(parts_);
  }

 private:
  bool IsConjunction(std::size_t i) const {
    if (i == 0 || i + 1 >= words_.size()) return false;
    const std::string_view word = words_[i];
    if (word != "&" && word != "+" && !TheRules().conjunctions.contains(word)) return false;
    return IsCapital(words_[i + 1]) && !part_.empty();
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
  std::vector<std::string> parts_;
  std::string part_;
};

void AddOnce(std::string name, std::vector<std::string>& names) {
  const std::string bare = BareWords(name);
  if (bare.empty() || names.size() >= kMostNames) return;
  for (const std::string& known : names) {
    if (BareWords(known) == bare) return;
  }
  names.push_back(std::move(name));
}

bool IsStaff(std::string_view name) {
  return TheRules().staff.contains(LowerCase(name));
}

bool IsSite(std::string_view name, const std::vector<std::string>& sites) {
  const std::string bare = BareWords(name);
  return std::find(sites.begin(), sites.end(), bare) != sites.end();
}

}  // namespace

std::vector<std::string> NamesIn(std::string_view byline) {
  std::vector<std::string> names;
  byline = Trim(byline.substr(0, kLongestByline));
  if (LooksLikeAddress(byline)) return names;
  bool opened = false;
  byline = WithoutBy(byline, opened);
  for (const std::string& part : Splitter(byline).Parts()) {
    bool again = false;
    std::string_view name = StripMarks(WithoutBy(StripMarks(part), again));
    // "Ana Ruiz (AFP)": the brackets hold a place or an agency.
    if (const std::size_t bracket = name.find(" ("); bracket != std::string_view::npos) {
      name = Trim(name.substr(0, bracket));
    }
    if (!CanBeName(name) || HasDigit(name)) continue;
    if (IsRole(name) && !IsStaff(name)) continue;
    AddOnce(std::string(name), names);
  }
  return names;
}

bool OpensByline(std::string_view line) {
  if (line.size() > kLongestByline) return false;
  bool opened = false;
  const std::string_view rest = WithoutBy(line, opened);
  if (!opened) return false;
  const auto words = WordsIn(rest);
  return !words.empty() && IsCapital(words[0]) && words.size() <= 16;
}

std::vector<std::string> BylineOf(const Witnesses& said, const std::vector<HeadLine>& lines,
                                  const std::vector<std::string>& sites,
                                  std::vector<Evidence>& evidence) {
  std::vector<std::string> people;
  std::vector<std::string> organizations;
  std::string source;
  const auto take = [&](std::string_view value, const std::string& from, bool organization) {
    const std::size_t before = people.size();
    for (std::string& name : NamesIn(value)) {
      const bool other = organization || IsStaff(name) || IsSite(name, sites);
      AddOnce(std::move(name), other ? organizations : people);
    }
    const bool taken = people.size() > before;
    evidence.push_back(
        {"byline", from, std::string(value), taken ? "taken" : "no name of a person"});
  };
  for (const Said& author : said.authors) {
    // The first witness that says names says all of them.
    if (!people.empty() && author.from != source) continue;
    take(author.value, author.from, author.from.ends_with("organization"));
    if (!people.empty() && source.empty()) source = author.from;
  }
  if (!people.empty()) {
    return people;
  }
  for (const HeadLine& line : lines) {
    if (!people.empty()) break;
    if (line.author_links.empty() && !OpensByline(line.text)) continue;
    if (!line.author_links.empty() && (line.says_author || OpensByline(line.text))) {
      for (const std::string& link : line.author_links) take(link, "link to an author", false);
    } else if (OpensByline(line.text) && !line.after_body) {
      take(line.text, "text", false);
    }
  }
  return people.empty() ? organizations : people;
}

}  // namespace checkback
