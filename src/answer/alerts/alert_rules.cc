#include "answer/alerts/alert_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <unordered_set>

#include "story/words.h"
#include "text/json_writer.h"

namespace checkback {
namespace {

std::string_view Trimmed(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t");
  if (start == text.npos) return {};
  return text.substr(start, text.find_last_not_of(" \t") - start + 1);
}

class WordSet {
 public:
  void Add(std::string_view text) {
    for (const FoldedWord& word : WordsOf(text)) words_.insert(word.hash);
  }
  bool HasAllOf(std::string_view text) const {
    const std::vector<FoldedWord> words = WordsOf(text);
    return std::all_of(words.begin(), words.end(),
                       [&](const FoldedWord& word) { return words_.contains(word.hash); });
  }

 private:
  std::unordered_set<std::uint64_t> words_;
};

}  // namespace

std::string AllChangeKinds() {
  std::string all;
  for (std::size_t i = 0; i < kChangeKinds; ++i)
    all += fmt::format("{}{}", i > 0 ? ", " : "", NameOf(static_cast<ChangeKind>(i)));
  return all;
}

Result<std::vector<ChangeKind>> ReadChangeKinds(std::string_view typed) {
  std::vector<ChangeKind> kinds;
  if (Trimmed(typed).empty() || Trimmed(typed) == "all") return kinds;
  for (std::size_t start = 0; start <= typed.size();) {
    const std::size_t end = std::min(typed.find(',', start), typed.size());
    const std::string_view name = Trimmed(typed.substr(start, end - start));
    const auto kind = ChangeKindOf(name);
    if (!kind)
      return Fail(Errc::kBadInput,
                  fmt::format("'{}' is no kind of change: there are {}", name, AllChangeKinds()));
    if (std::find(kinds.begin(), kinds.end(), *kind) == kinds.end()) kinds.push_back(*kind);
    start = end + 1;
  }
  return kinds;
}

bool AsksForKind(const AlertRule& rule, ChangeKind kind) {
  return rule.on.empty() || std::find(rule.on.begin(), rule.on.end(), kind) != rule.on.end();
}

bool AsksForStory(const AlertRule& rule, const WholeStory& whole) {
  if (whole.story.origins.origins.size() < rule.least_origins && rule.least_origins > 1)
    return false;
  if (Trimmed(rule.query).empty()) return true;
  WordSet words;
  words.Add(whole.story.title);
  for (const StoryCapture& capture : whole.story.captures) words.Add(capture.headline);
  for (const StoryName& name : whole.told.names)
    for (const std::string& form : name.forms) words.Add(form);
  return words.HasAllOf(rule.query);
}

std::string NameOfRule(const AlertRule& rule, std::string_view url) {
  std::vector<ChangeKind> on = rule.on;
  std::vector<std::string> stories = rule.stories;
  std::sort(on.begin(), on.end());
  std::sort(stories.begin(), stories.end());
  // Written as JSON so that no two rules have one name.
  JsonWriter json;
  json.Array([&] {
    json.Array([&] {
      for (const ChangeKind kind : on) json.Text(NameOf(kind));
    });
    json.Array([&] {
      for (const std::string& story : stories) json.Text(story);
    });
    json.Text(Trimmed(rule.query)).Number(static_cast<std::int64_t>(rule.least_origins)).Text(url);
  });
  return json.Take();
}

}  // namespace checkback
