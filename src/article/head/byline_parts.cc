#include "article/head/byline_parts.h"

#include <algorithm>

#include "article/head/byline_rules.h"
#include "article/head/printed_date.h"
#include "text/utf8.h"

namespace checkback {
namespace {

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
      if (part_.empty() && (word == "&" || BylineRules().conjunctions.contains(word))) continue;
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
    const auto& all = BylineRules().conjunctions;
    const bool joins =
        all.contains(word) || (capitals_ && word.size() > 1 && all.contains(LowerCase(word)));
    if (!joins) return false;
    return StartsCapital(words_[i + 1]) && (part_is_closed || !part_.empty());
  }

  // "on May 14", "in Berlin"
  bool EndsName(std::size_t i) const {
    if (part_.empty() || i + 1 >= words_.size()) return false;
    // "Updated on": what is written large there is no name either.
    const bool ends = words_[i].size() > 6 ? BylineRules().ends.contains(LowerCase(words_[i]))
                                           : BylineRules().ends.contains(words_[i]);
    if (!ends) return false;
    if (words_[i].size() > 6) return true;
    return StartsCapital(words_[i + 1]) || HoldsDigit(words_[i + 1]);
  }

  bool IsDay(std::size_t i) const {
    std::string_view word = words_[i];
    while (word.ends_with(',') || word.ends_with('.')) word.remove_suffix(1);
    return HoldsDigit(word) || MonthNamed(LowerCase(word), {}) != 0 || i + 1 >= words_.size() ||
           HoldsDigit(words_[i + 1]);
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

}  // namespace

std::vector<std::string_view> WordsIn(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

bool HoldsDigit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool StartsCapital(std::string_view word) {
  const CodePoint c = CodePointAt(word, 0);
  if (c.value < 0x80) return c.value >= 'A' && c.value <= 'Z';
  const std::string first(word.substr(0, c.bytes));
  // Scripts without case count as capital.
  return LowerCase(first) != first || !(c.value < 0x530);
}

std::vector<std::string> PartsOfByline(std::string_view byline) {
  return Splitter(byline).Parts();
}

}  // namespace checkback
