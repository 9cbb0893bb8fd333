#include "story/told/name_groups.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <unordered_map>
#include <unordered_set>

#include "reading/names/name_words.h"
#include "story/told/name_rules.h"
#include "text/utf8.h"

namespace checkback {
namespace {

class Grouping {
 public:
  explicit Grouping(const NamePieces& story) : captures_(story.captures), pieces_(story.pieces) {}

  std::vector<NameGroup> Take() {
    // Those that tell their country first, so that the others find whether there is one of them.
    std::vector<std::size_t> group_of(pieces_.size());
    for (const bool with_country : {true, false}) {
      for (std::size_t i = 0; i < pieces_.size(); ++i) {
        if (pieces_[i].country.empty() != with_country) group_of[i] = Place(pieces_[i]);
      }
    }
    for (std::size_t i = 0; i < pieces_.size(); ++i) Add(i, groups_[group_of[i]]);
    NoteOutlets();
    NoteWords();
    for (NameGroup& group : groups_) SettleKind(group);
    NotePeoples();
    std::stable_sort(groups_.begin(), groups_.end(), [](const NameGroup& a, const NameGroup& b) {
      return a.pieces.front() < b.pieces.front();
    });
    return std::move(groups_);
  }

 private:
  const NameWords& ClassesOf(const NamePiece& piece) const {
    return NameWords::Table(captures_[piece.capture].language);
  }

  // "Foreign Ministry", which every country has.
  bool IsBodyOfACountry(const NamePiece& piece) const {
    if (piece.kind == NameKind::kPerson) return false;
    const NameWords& classes = ClassesOf(piece);
    return std::any_of(piece.words.begin(), piece.words.end(), [&](const std::string& word) {
      const NameClasses of = classes.Of(word);
      return of.Has(NameClass::kBody) || of.Has(NameClass::kSeat);
    });
  }

  std::size_t Place(const NamePiece& piece) {
    std::vector<std::size_t>& alike = by_key_[JoinWords(piece.words)];
    const bool by_country = IsBodyOfACountry(piece);
    std::vector<std::size_t> fitting;
    for (const std::size_t g : alike) {
      if (!by_country || groups_[g].country == piece.country) return g;
      if (piece.country.empty()) fitting.push_back(g);
    }
    if (fitting.size() == 1) return fitting.front();
    alike.push_back(groups_.size());
    NameGroup& made = groups_.emplace_back();
    made.words = piece.words;
    made.country = piece.country;
    return groups_.size() - 1;
  }

  void Add(std::size_t i, NameGroup& group) const {
    const NamePiece& piece = pieces_[i];
    group.pieces.push_back(i);
    if (group.captures.empty() || group.captures.back() != piece.capture)
      group.captures.push_back(piece.capture);
    group.sure_person = group.sure_person || piece.sure_person;
    group.he += piece.he;
    group.she += piece.she;
    group.has_roles = group.has_roles || !piece.roles.empty() || !piece.stands_for.empty();
    for (const NameForm& form : piece.forms) {
      if (form.words == group.words && !form.capitals) group.capitals = false;
    }
  }

  void NoteOutlets() {
    for (const NamingCapture& capture : captures_) outlets_.insert(capture.outlet);
  }

  // Readings guess the kind of a name that they never met; a story has several.
  void SettleKind(NameGroup& group) const {
    std::array<int, 4> votes{};
    constexpr int kSure = 3, kGuess = 2, kBareGuess = 1, kBeyondDoubt = 1'000;
    for (const std::size_t i : group.pieces) {
      const NamePiece& piece = pieces_[i];
      // Of a ship or a palace a reading says that it is a person, of a person it knows more.
      int weight = kGuess;
      if (piece.kind == NameKind::kPerson) weight = piece.sure_person ? kSure : kBareGuess;
      votes[static_cast<std::size_t>(piece.kind)] += weight;
    }
    if (outlets_.contains(JoinWords(group.words)))
      votes[static_cast<std::size_t>(NameKind::kOrganization)] += kBeyondDoubt;
    if (group.OneWord() && HasPeople(group.words.front(), RulesOf(group)))
      votes[static_cast<std::size_t>(NameKind::kPlace)] += kBeyondDoubt;
    // A town that acts is told for a body, so of as many votes it is a place.
    NameKind best = NameKind::kPlace;
    for (const NameKind kind : {NameKind::kOrganization, NameKind::kPerson, NameKind::kOther}) {
      if (votes[static_cast<std::size_t>(kind)] > votes[static_cast<std::size_t>(best)])
        best = kind;
    }
    group.kind = best;
  }

  const NameRules& RulesOf(const NameGroup& group) const {
    return NameRules::Of(captures_[pieces_[group.pieces.front()].capture].language);
  }

  // The words that its people may be called by: "tarsovan", "tarsovans".
  static std::vector<std::string> PeoplesOf(const std::string& place, const NameRules& rules) {
    constexpr std::size_t kLeastLetters = 4;
    std::vector<std::string> peoples;
    if (place.size() < kLeastLetters) return peoples;
    const bool vowel = std::string_view("aeoy").find(place.back()) != std::string_view::npos;
    for (const std::string_view ending : rules.people) {
      peoples.push_back(place + std::string(ending));
      if (vowel) peoples.push_back(place.substr(0, place.size() - 1) + std::string(ending));
    }
    return peoples;
  }

  void NoteWords() {
    for (const NamePiece& piece : pieces_) {
      for (const NameForm& form : piece.forms) words_.insert(form.words.begin(), form.words.end());
    }
  }

  // What has a people is a place, however often it acts.
  bool HasPeople(const std::string& place, const NameRules& rules) const {
    const std::vector<std::string> peoples = PeoplesOf(place, rules);
    return std::any_of(peoples.begin(), peoples.end(),
                       [&](const std::string& people) { return words_.contains(people); });
  }

  // "Tarsovan" beside "Tarsova" is a word for its people, and names nobody.
  void NotePeoples() {
    std::unordered_set<std::string> peoples;
    for (const NameGroup& group : groups_) {
      if (group.kind != NameKind::kPlace || !group.OneWord()) continue;
      for (std::string& people : PeoplesOf(group.words.front(), RulesOf(group)))
        peoples.insert(std::move(people));
    }
    for (NameGroup& group : groups_) {
      if (group.OneWord() && !group.sure_person && peoples.contains(group.words.front()))
        group.kind = NameKind::kOther;
    }
  }

  const std::vector<NamingCapture>& captures_;
  const std::vector<NamePiece>& pieces_;
  std::vector<NameGroup> groups_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_key_;
  std::unordered_set<std::string> outlets_;
  std::unordered_set<std::string> words_;  // of all names
};

}  // namespace

std::vector<NameGroup> GroupNames(const NamePieces& story) {
  return Grouping(story).Take();
}

bool AreKeptApart(const NameGroup& a, const NameGroup& b) {
  auto x = a.captures.begin();
  auto y = b.captures.begin();
  while (x != a.captures.end() && y != b.captures.end()) {
    if (*x == *y) return true;
    *x < *y ? ++x : ++y;
  }
  return false;
}

void JoinGroups(NameGroup& full, NameGroup& short_form) {
  const auto merge = [](std::vector<std::size_t>& into, const std::vector<std::size_t>& from) {
    std::vector<std::size_t> all;
    all.reserve(into.size() + from.size());
    std::merge(into.begin(), into.end(), from.begin(), from.end(), std::back_inserter(all));
    into = std::move(all);
  };
  merge(full.pieces, short_form.pieces);
  merge(full.captures, short_form.captures);
  full.captures.erase(std::unique(full.captures.begin(), full.captures.end()), full.captures.end());
  full.he += short_form.he;
  full.she += short_form.she;
  full.sure_person = full.sure_person || short_form.sure_person;
  full.has_roles = full.has_roles || short_form.has_roles;
  short_form.joined = true;
}

}  // namespace checkback
