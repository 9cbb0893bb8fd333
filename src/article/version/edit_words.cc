#include "article/version/edit_words.h"

#include <algorithm>
#include <map>
#include <unordered_set>
#include <vector>

#include "text/embedded.h"
#include "text/take_until.h"
#include "text/utf8.h"

namespace checkback {
namespace {

using Words = std::unordered_set<std::string_view>;

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

void ReadWords(std::string_view path, Words& words) {
  std::string_view rules = FindEmbedded(path);
  while (!rules.empty()) {
    std::string_view line = TakeUntil(rules, '\n');
    if (line.starts_with('#')) continue;
    while (!line.empty()) {
      const std::string_view word = TakeUntil(line, ' ');
      if (!word.empty() && !IsDigit(word[0])) words.insert(word);
    }
  }
}

const Words& NumberWords() {
  static const Words words = [] {
    Words read;
    ReadWords("rules/numbers.txt", read);
    return read;
  }();
  return words;
}

const Words& DateWords() {
  static const Words words = [] {
    Words read;
    ReadWords("rules/months.txt", read);
    // Short forms of months that are common words elsewhere ("set", "out", "pro") say too little.
    constexpr std::size_t kShortest = 4;
    std::erase_if(read, [](std::string_view word) {
      return word.size() < kShortest && word != "may" && word != "mai";
    });
    ReadWords("rules/weekdays.txt", read);
    return read;
  }();
  return words;
}

struct Cue {
  std::string_view status;
  std::string words;  // " did not say "
};

const std::map<std::string_view, std::vector<Cue>>& Cues() {
  static const auto cues = [] {
    std::map<std::string_view, std::vector<Cue>> read;
    constexpr std::string_view kFolder = "rules/";
    constexpr std::string_view kName = "/status.txt";
    for (std::size_t i = 0; i < kEmbeddedCount; ++i) {
      std::string_view path = kEmbeddedFiles[i].path;
      if (!path.starts_with(kFolder) || !path.ends_with(kName)) continue;
      std::string_view rules = FindEmbedded(path);
      path.remove_prefix(kFolder.size());
      path.remove_suffix(kName.size());
      while (!rules.empty()) {
        std::string_view line = TakeUntil(rules, '\n');
        if (line.empty() || line[0] == '#') continue;
        const std::string_view status = TakeUntil(line, ' ');
        while (!line.empty()) {
          std::string words = " ";
          (words += TakeUntil(line, '|')) += ' ';
          read[path].push_back({status, std::move(words)});
        }
      }
    }
    return read;
  }();
  return cues;
}

}  // namespace

bool IsNumberWord(std::string_view word) {
  if (word.empty()) return false;
  return IsDigit(word[0]) || NumberWords().contains(word);
}

bool IsDateWord(std::string_view word) {
  if (word.find(':') != word.npos) return IsDigit(word[0]);
  const bool year = word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) &&
                    std::all_of(word.begin(), word.end(), IsDigit);
  if (word == "may" || word == "march") return false;  // in lower case they are verbs
  return year || DateWords().contains(LowerCase(word));
}

std::set<std::string_view> StatusesIn(std::string_view words, std::string_view language) {
  const std::string_view base = language.empty() ? "en" : language.substr(0, language.find('-'));
  std::set<std::string_view> found;
  const auto cues = Cues().find(base);
  if (cues == Cues().end()) return found;
  std::string padded = " ";
  (padded += words) += ' ';
  for (const Cue& cue : cues->second) {
    if (padded.find(cue.words) != padded.npos) found.insert(cue.status);
  }
  return found;
}

}  // namespace checkback
