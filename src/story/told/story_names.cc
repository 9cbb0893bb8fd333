#include "story/told/story_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "reading/names/name_words.h"
#include "story/told/name_groups.h"
#include "story/told/name_rules.h"
#include "text/hash.h"

namespace checkback {
namespace {

// What is shown of one name; more are met in noise only.
constexpr std::size_t kMostShown = 24;

class NameMaker {
 public:
  explicit NameMaker(const NamePieces& story) : captures_(story.captures), pieces_(story.pieces) {}

  StoryName Make(const NameGroup& group) const {
    const NamePiece& fullest = FullestOf(group);
    StoryName name;
    name.kind = group.kind;
    name.captures = group.captures;
    name.printed = {fullest.capture, fullest.span};
    name.name = fullest.printed;
    name.id = IdOf(pieces_[group.pieces.front()]);
    name.country = MostSaid(group, &NamePiece::country);
    name.stands_for = MostSaid(group, &NamePiece::stands_for);
    std::set<std::size_t> origins;
    for (const std::size_t capture : group.captures) origins.insert(captures_[capture].origin);
    name.origins = origins.size();
    std::set<std::string_view> forms, roles;
    for (const std::size_t i : group.pieces) {
      for (const NameForm& form : pieces_[i].forms) {
        if (name.forms.size() < kMostShown && forms.insert(form.printed).second)
          name.forms.push_back(form.printed);
      }
      for (const NameRole& role : pieces_[i].roles) {
        if (name.roles.size() < kMostShown && roles.insert(role.folded).second)
          name.roles.push_back(role.at);
      }
    }
    return name;
  }

 private:
  // The most words, of as many not all in capitals, then the longest ones ("Teodor", not "T.").
  const NamePiece& FullestOf(const NameGroup& group) const {
    const auto rank = [](const NamePiece& piece) {
      const bool small = std::any_of(piece.printed.begin(), piece.printed.end(),
                                     [](char c) { return c >= 'a' && c <= 'z'; });
      return std::tuple(piece.words.size(), small, piece.printed.size());
    };
    const NamePiece* best = &pieces_[group.pieces.front()];
    for (const std::size_t i : group.pieces) {
      if (rank(*best) < rank(pieces_[i])) best = &pieces_[i];
    }
    return *best;
  }

  std::string MostSaid(const NameGroup& group, std::string NamePiece::* what) const {
    std::vector<std::pair<std::string_view, int>> said;
    for (const std::size_t i : group.pieces) {
      const std::string& one = pieces_[i].*what;
      if (one.empty()) continue;
      const auto known = std::find_if(said.begin(), said.end(),
                                      [&](const auto& pair) { return pair.first == one; });
      known == said.end() ? static_cast<void>(said.emplace_back(one, 1))
                          : static_cast<void>(++known->second);
    }
    if (said.empty()) return {};
    return std::string(std::max_element(said.begin(), said.end(), [](const auto& a, const auto& b) {
                         return a.second < b.second;
                       })->first);
  }

  // Stable in any store that holds the capture that named it first.
  std::string IdOf(const NamePiece& piece) const {
    const Span first = piece.forms.front().span;
    return fmt::format("n{:08x}", Hash64(fmt::format("{} {} {}", captures_[piece.capture].place,
                                                     first.start, first.end)) &
                                      0xFFFFFFFF);
  }

  const std::vector<NamingCapture>& captures_;
  const std::vector<NamePiece>& pieces_;
};

using Meanings = std::unordered_map<std::string, std::optional<std::size_t>>;

// Nobody as soon as two may be meant.
void NoteMeaning(Meanings& meanings, std::string words, std::size_t name) {
  const auto [at, is_new] = meanings.try_emplace(std::move(words), name);
  if (!is_new && at->second != name) at->second.reset();
}

std::optional<std::size_t> MeaningOf(const Meanings& meanings, const std::string& words) {
  const auto found = meanings.find(words);
  return found == meanings.end() ? std::nullopt : found->second;
}

bool IsOffice(const std::string& word, std::string_view language) {
  return NameWords::Table(language).Of(word).Has(NameClass::kOffice);
}

// "Illmark's Defence Minister": "defence minister" and "illmark defence minister". Not "minister",
// which several are.
void NoteOffice(const std::string& role, std::size_t name, NamesOfStory& story) {
  constexpr int kMostWords = 6;
  std::size_t blank = role.rfind(' ');
  if (blank == std::string::npos || !IsOffice(role.substr(blank + 1), story.language)) return;
  for (int i = 0; i < kMostWords && blank != std::string::npos && blank > 0; ++i) {
    blank = role.rfind(' ', blank - 1);
    NoteMeaning(story.by_office, role.substr(blank + 1), name);  // the whole, behind no blank
  }
}

void NoteMeanings(const NameGroup& group, const NamePieces& pieces, std::size_t name,
                  NamesOfStory& story) {
  if (group.kind != NameKind::kPerson) return;
  NoteMeaning(story.by_surname, group.words.back(), name);
  for (const std::size_t i : group.pieces) {
    for (const NameRole& role : pieces.pieces[i].roles) NoteOffice(role.folded, name, story);
  }
}

}  // namespace

std::optional<std::size_t> NamesOfStory::Of(std::size_t capture, std::string_view printed) const {
  if (printed.empty() || capture >= of_capture.size()) return std::nullopt;
  const std::optional<std::size_t> own = OfCapture(capture, printed);
  return own ? own : OfStory(printed);
}

std::optional<std::size_t> NamesOfStory::OfCapture(std::size_t capture,
                                                   std::string_view printed) const {
  if (capture >= of_capture.size()) return std::nullopt;
  const auto found = of_capture[capture].find(std::string(printed));
  if (found == of_capture[capture].end()) return std::nullopt;
  return found->second;
}

std::optional<std::size_t> NamesOfStory::OfStory(std::string_view printed) const {
  const std::vector<NamePart> parts = NamePartsIn(printed, {0, printed.size()});
  if (parts.empty()) return std::nullopt;
  const std::string& first = parts.front().folded;
  const bool is_small = first == Words(printed, parts.front().span);
  if (parts.size() == 1 && !is_small) return MeaningOf(by_surname, first);
  if (parts.size() < 3 || !NameRules::Of(language).the.contains(first)) return std::nullopt;
  std::string words = parts[1].folded;
  for (std::size_t i = 2; i < parts.size(); ++i) words += ' ' + parts[i].folded;
  return MeaningOf(by_office, words);
}

NamesOfStory NameLayer::Told() const {
  std::vector<NameGroup> groups = GroupNames(pieces_);
  JoinShortForms(pieces_, groups);
  std::sort(groups.begin(), groups.end(), [](const NameGroup& a, const NameGroup& b) {
    return a.pieces.front() < b.pieces.front();
  });
  NamesOfStory story;
  story.of_capture.resize(pieces_.captures.size());
  if (!pieces_.captures.empty()) story.language = pieces_.captures.front().language;
  const NameMaker maker(pieces_);
  for (const NameGroup& group : groups) {
    if (group.joined || group.kind == NameKind::kOther) continue;
    for (const std::size_t i : group.pieces) {
      const NamePiece& piece = pieces_.pieces[i];
      story.of_capture[piece.capture].emplace(piece.name, story.names.size());
    }
    NoteMeanings(group, pieces_, story.names.size(), story);
    story.names.push_back(maker.Make(group));
  }
  return story;
}

NamesOfStory FindStoryNames(std::span<const Telling> tellings) {
  NameLayer layer;
  for (std::size_t i = 0; i < tellings.size(); ++i) layer.Add({i, tellings[i], nullptr});
  return layer.Told();
}

}  // namespace checkback
