// Which name of the story a short form stands for.

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_map>

#include "reading/names/name_words.h"
#include "story/told/name_groups.h"

namespace checkback {
namespace {

constexpr std::size_t kLongestAcronym = 8;  // letters

class ShortForms {
 public:
  ShortForms(const NamePieces& story, std::vector<NameGroup>& groups)
      : pieces_(story.pieces),
        classes_(NameWords::Table(story.captures.front().language)),
        groups_(groups) {}

  void Join() {
    JoinFullNames();
    for (std::size_t i = 0; i < groups_.size(); ++i) Index(i);
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      if (groups_[i].joined) continue;
      const std::set<std::size_t> fitting = WhomItMayMean(i);
      if (fitting.size() != 1) continue;
      NameGroup& full = groups_[*fitting.begin()];
      if (!AreKeptApart(full, groups_[i])) JoinGroups(full, groups_[i]);
    }
  }

 private:
  using Places = std::vector<std::size_t>;

  bool Is(const std::string& word, NameClass one) const { return classes_.Of(word).Has(one); }

  static bool AreOneGender(const NameGroup& a, const NameGroup& b) {
    // Set by pronouns, which are linked wrongly at times, so one alone says little.
    constexpr int kSure = 2;
    const int one = a.he - a.she, other = b.he - b.she;
    return !(one >= kSure && other <= -kSure) && !(one <= -kSure && other >= kSure);
  }

  // "Teodor J. Amaral" and "Teodor Amaral"; then "T. Amaral", where one is meant alone.
  void JoinFullNames() {
    std::unordered_map<std::string, Places> by_ends;
    std::unordered_map<std::string, Places> by_last;
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      const NameGroup& group = groups_[i];
      if (group.kind != NameKind::kPerson || group.OneWord()) continue;
      Places& alike = by_ends[group.words.front() + ' ' + group.words.back()];
      const auto same = std::find_if(alike.begin(), alike.end(), [&](std::size_t other) {
        return !AreKeptApart(groups_[other], group) && AreOneGender(groups_[other], group);
      });
      if (same != alike.end()) {
        JoinGroups(groups_[*same], groups_[i]);
        continue;
      }
      alike.push_back(i);
      by_last[group.words.back()].push_back(i);
    }
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      const NameGroup& group = groups_[i];
      if (group.joined || group.kind != NameKind::kPerson || group.words.size() != 2 ||
          group.words.front().size() != 1)
        continue;
      Places fitting;
      for (const std::size_t other : by_last[group.words.back()]) {
        const std::string& first = groups_[other].words.front();
        if (first.size() > 1 && first[0] == group.words.front()[0]) fitting.push_back(other);
      }
      if (fitting.size() == 1 && !AreKeptApart(groups_[fitting[0]], group))
        JoinGroups(groups_[fitting[0]], groups_[i]);
    }
  }

  void Index(std::size_t i) {
    const NameGroup& group = groups_[i];
    if (group.joined) return;
    if (group.OneWord()) return;
    if (group.kind == NameKind::kPerson) by_surname_[group.words.back()].push_back(i);
    if (group.kind == NameKind::kOrganization) IndexBody(i);
    // "Port Cassim" is called Cassim, "Cassim Province" is another place.
    if (group.kind == NameKind::kPlace && Is(group.words.front(), NameClass::kLand))
      by_form_["place " + group.words.back()].push_back(i);
    for (const std::size_t p : group.pieces) IndexForms(pieces_[p], i);
  }

  void IndexBody(std::size_t i) {
    const NameGroup& group = groups_[i];
    std::string letters, without_small;
    for (const std::string& word : group.words) {
      letters += word[0];
      if (!Is(word, NameClass::kJoin)) without_small += word[0];
    }
    AddOnce(by_letters_[letters], i);
    AddOnce(by_letters_[without_small], i);
    if (Is(group.words.back(), NameClass::kFirm)) AddOnce(by_firm_[group.words.front()], i);
    // "Seafarers' Guild of Kellan", "Corvane Tools Ltd": what may be left off its end.
    std::string begin = group.words.front();
    for (std::size_t n = 1; n + 1 <= group.words.size(); ++n) {
      if (n > 1 && (Is(group.words[n], NameClass::kJoin) || Is(group.words[n], NameClass::kFirm)))
        AddOnce(by_begin_[begin], i);
      if (n < group.words.size()) begin += ' ' + group.words[n];
    }
  }

  // What an article itself calls it so: "the Guild", "WHO".
  void IndexForms(const NamePiece& piece, std::size_t i) {
    for (const NameForm& form : piece.forms) {
      if (form.words.size() != 1 || groups_[i].OneWord()) continue;
      const std::string& word = form.words.front();
      if (groups_[i].kind == NameKind::kPerson) AddOnce(by_form_["person " + word], i);
      if (groups_[i].kind != NameKind::kOrganization) continue;
      const bool end = word == groups_[i].words.back() || word == groups_[i].words.front();
      if (end) AddOnce(by_form_["body " + word], i);
      if (!end && form.capitals) AddOnce(by_letters_[word], i);
    }
  }

  static void AddOnce(Places& places, std::size_t i) {
    if (places.empty() || places.back() != i) places.push_back(i);
  }

  static void Take(const std::unordered_map<std::string, Places>& table, const std::string& key,
                   std::set<std::size_t>& fitting) {
    const auto found = table.find(key);
    if (found != table.end()) fitting.insert(found->second.begin(), found->second.end());
  }

  std::set<std::size_t> WhomItMayMean(std::size_t i) const {
    const NameGroup& group = groups_[i];
    std::set<std::size_t> fitting;
    if (!group.OneWord()) {
      const bool surname = Is(group.words.front(), NameClass::kJoin);
      if (group.kind == NameKind::kOrganization) Take(by_begin_, JoinWords(group.words), fitting);
      if (group.kind == NameKind::kPerson && surname) fitting = OfSurname(group);
      fitting.erase(i);
      return fitting;
    }
    const std::string& word = group.words.front();
    const bool acronym = group.capitals && word.size() > 1 && word.size() <= kLongestAcronym;
    switch (group.kind) {
      case NameKind::kPerson:
        fitting = OfSurname(group);
        if (fitting.empty()) Take(by_form_, "person " + word, fitting);
        break;
      case NameKind::kOrganization:
      case NameKind::kOther:
        if (acronym) Take(by_letters_, word, fitting);
        if (!fitting.empty()) break;
        if (group.kind == NameKind::kOrganization) {
          Take(by_firm_, word, fitting);
          Take(by_form_, "body " + word, fitting);
          if (fitting.empty()) fitting = OfSurnameToldForABody(group);
        }
        break;
      case NameKind::kPlace:
        if (acronym) Take(by_letters_, word, fitting);
        Take(by_form_, "place " + word, fitting);
        break;
    }
    return fitting;
  }

  // The people whose name ends so: "Amaral", "van der Meer".
  std::set<std::size_t> OfSurname(const NameGroup& group) const {
    std::set<std::size_t> fitting;
    const auto found = by_surname_.find(group.words.back());
    if (found == by_surname_.end()) return fitting;
    for (const std::size_t other : found->second) {
      const std::vector<std::string>& name = groups_[other].words;
      if (name.size() <= group.words.size() || !AreOneGender(group, groups_[other])) continue;
      if (std::equal(group.words.rbegin(), group.words.rend(), name.rbegin()))
        fitting.insert(other);
    }
    return fitting;
  }

  // A surname that an article prints alone, without a title, is told for a body there. Only of one
  // whom the story has named before, and in as many articles: a business may bear the name of its
  // founder. Set on data/developing.
  std::set<std::size_t> OfSurnameToldForABody(const NameGroup& group) const {
    std::set<std::size_t> fitting = OfSurname(group);
    if (fitting.size() != 1 || group.has_roles) return {};
    const NameGroup& person = groups_[*fitting.begin()];
    const bool before = person.captures.front() < group.captures.front();
    if (!before || person.captures.size() < group.captures.size()) return {};
    return fitting;
  }

  const std::vector<NamePiece>& pieces_;
  const NameWords& classes_;
  std::vector<NameGroup>& groups_;
  std::unordered_map<std::string, Places> by_surname_, by_letters_, by_firm_, by_begin_, by_form_;
};

}  // namespace

void JoinShortForms(const NamePieces& story, std::vector<NameGroup>& groups) {
  if (!story.captures.empty()) ShortForms(story, groups).Join();
}

}  // namespace checkback
