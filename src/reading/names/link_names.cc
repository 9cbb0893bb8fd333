#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "reading/names/draft.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// So many entities with the same first or last word are looked at, the latest first; more are met
// in lists of names only.
constexpr std::size_t kMostRivals = 16;
constexpr std::size_t kLongestAcronym = 8;

bool IsSilent(std::string_view lower) {
  return lower == "the" || lower == "'s" || lower == "’s" || lower == "." || lower == "," ||
         lower == "'" || lower == "’";
}

bool IsSmallWord(std::string_view lower) {
  return lower == "of" || lower == "and" || lower == "for" || lower == "de" || lower == "&" ||
         lower == "on" || lower == "in";
}

class Linker {
 public:
  explicit Linker(NamesDraft& draft) : draft_(draft), grammar_(*draft.grammar) {}

  void Link(const std::vector<NameSpan>& spans) {
    std::vector<std::optional<std::size_t>> entity_of(spans.size());
    // Full names first, so that a surname finds its owner wherever it stands.
    for (std::size_t i = 0; i < spans.size(); ++i) {
      const std::vector<WordIndex> name = Name(spans[i].words);
      if (name.size() > 1) entity_of[i] = OfFullName(name, spans[i]);
      if (entity_of[i]) NoteAcronym(spans, i, *entity_of[i]);
    }
    for (std::size_t i = 0; i < spans.size(); ++i) {
      if (!entity_of[i]) entity_of[i] = OfOneWord(Name(spans[i].words), spans[i]);
      AddMention(spans[i], *entity_of[i]);
    }
    SettleKinds();
  }

 private:
  using Rivals = std::vector<std::size_t>;

  // The words that count of a name: without "the" and what the genitive leaves.
  std::vector<WordIndex> Name(WordRange words) const {
    std::vector<WordIndex> name;
    for (WordIndex i = words.first; i < words.end; ++i) {
      if (!IsSilent(grammar_.Lower(i))) name.push_back(i);
    }
    if (name.empty()) name.push_back(words.first);
    return name;
  }

  bool SameWord(WordIndex a, WordIndex b) const { return grammar_.Lower(a) == grammar_.Lower(b); }

  bool SameWords(const std::vector<WordIndex>& a, std::size_t from,
                 const std::vector<WordIndex>& b) const {
    for (std::size_t i = 0; i < b.size(); ++i) {
      if (!SameWord(a[from + i], b[i])) return false;
    }
    return true;
  }

  // Whether `less` is the begin or the end of `more`.
  bool IsPartOf(const std::vector<WordIndex>& less, const std::vector<WordIndex>& more) const {
    if (less.size() > more.size()) return false;
    return SameWords(more, 0, less) || SameWords(more, more.size() - less.size(), less);
  }

  // "Teodor J. Amaral" and "Teodor Amaral", "T. Amaral".
  bool SamePerson(const std::vector<WordIndex>& a, const std::vector<WordIndex>& b) const {
    if (!SameWord(a.back(), b.back())) return false;
    const std::string_view first = grammar_.Lower(a.front());
    const std::string_view other = grammar_.Lower(b.front());
    if (first == other) return true;
    const bool initial = draft_.At(a.front()).letters == Letters::kOne ||
                         draft_.At(b.front()).letters == Letters::kOne;
    return initial && first[0] == other[0];
  }

  bool SameFullName(std::size_t entity, const std::vector<WordIndex>& name, NameKind kind) const {
    const std::vector<WordIndex>& has = draft_.entities[entity].name;
    const NameKind is = draft_.names.entities[entity].kind;
    if (has.size() == name.size() && SameWords(has, 0, name)) return true;
    if (has.size() < 2) return false;
    if (is == NameKind::kPerson || kind == NameKind::kPerson) {
      if (is != kind) return false;
      return SamePerson(has, name);
    }
    if (is != kind || kind == NameKind::kPlace) return false;
    return IsPartOf(name, has) || IsPartOf(has, name);
  }

  std::size_t OfFullName(const std::vector<WordIndex>& name, const NameSpan& span) {
    for (const auto* table : {&by_last_, &by_first_}) {
      const WordIndex word = table == &by_last_ ? name.back() : name.front();
      const auto found = table->find(grammar_.Lower(word));
      if (found == table->end()) continue;
      const Rivals& rivals = found->second;
      for (std::size_t n = 0; n < std::min(rivals.size(), kMostRivals); ++n) {
        const std::size_t entity = rivals[rivals.size() - 1 - n];
        if (!SameFullName(entity, name, span.kind)) continue;
        if (name.size() > draft_.entities[entity].name.size()) Rename(entity, name, span.words);
        return entity;
      }
    }
    return Make(name, span);
  }

  // How well one word may stand for an entity with a longer name; 0: not at all.
  int Fit(std::size_t entity, WordIndex word, NameKind kind) const {
    const std::vector<WordIndex>& has = draft_.entities[entity].name;
    const NameKind is = draft_.names.entities[entity].kind;
    const bool last = SameWord(has.back(), word);
    const bool first = SameWord(has.front(), word);
    if (has.size() == 1) return last ? (is == kind ? 6 : 5) : 0;
    const KnownKinds known = draft_.At(word).alone;
    switch (is) {
      case NameKind::kPerson: {
        if (known.Has(KnownAs::kCountry) || known.Has(KnownAs::kNationality)) return 0;
        if (kind == NameKind::kPlace && known.Has(KnownAs::kPlace)) return 0;
        const bool titled = TitleBefore(word);
        if (last) return kind == NameKind::kPerson || titled ? 4 : 2;
        return first && !titled && kind == NameKind::kPerson ? 1 : 0;
      }
      case NameKind::kPlace: {
        // "Cassim" of "Port Cassim", not "York" of "New York".
        if (kind == NameKind::kPerson || known.Has(KnownAs::kCountry)) return 0;
        const WordIndex rest = last ? has.front() : has.back();
        if (has.size() != 2 || (!last && !first)) return 0;
        return draft_.At(rest).classes.Has(NameClass::kLand) ? 2 : 0;
      }
      case NameKind::kOrganization: {
        if (kind == NameKind::kPerson && !first) return 0;
        if (known.Has(KnownAs::kCountry) || known.Has(KnownAs::kNationality) ||
            known.Has(KnownAs::kPlace)) {
          return 0;
        }
        if (first) {
          return kind == NameKind::kOrganization ? 4 : kind == NameKind::kOther ? 1 : 0;
        }
        return last && kind == NameKind::kOrganization ? 3 : 0;
      }
      case NameKind::kOther:
        return kind == NameKind::kOther && (first || last) && !known.Has(KnownAs::kNationality) ? 1
                                                                                                : 0;
    }
    return 0;
  }

  bool TitleBefore(WordIndex word) const {
    return word > 0 && draft_.At(word - 1).classes.Has(NameClass::kTitle);
  }

  std::size_t OfOneWord(const std::vector<WordIndex>& name, const NameSpan& span) {
    const WordIndex word = name.front();
    if (draft_.At(word).letters == Letters::kCaps) {
      const auto found = acronyms_.find(std::string(grammar_.Printed(word)));
      if (found != acronyms_.end()) return found->second;
    }
    std::optional<std::size_t> best;
    int best_fit = 0;
    for (const auto* table : {&by_last_, &by_first_}) {
      const auto found = table->find(grammar_.Lower(word));
      if (found == table->end()) continue;
      const Rivals& rivals = found->second;
      for (std::size_t n = 0; n < std::min(rivals.size(), kMostRivals); ++n) {
        const std::size_t entity = rivals[rivals.size() - 1 - n];
        // One that was named before is meant rather than one that follows.
        const bool before = draft_.entities[entity].name.front() < word;
        const int fit = Fit(entity, word, span.kind) * 2 + (before ? 1 : 0);
        if (fit > 1 && fit > best_fit) {
          best = entity;
          best_fit = fit;
        }
      }
    }
    return best ? *best : Make(name, span);
  }

  // "World Health Organization (WHO)", and capitals that its first letters make.
  void NoteAcronym(const std::vector<NameSpan>& spans, std::size_t i, std::size_t entity) {
    if (spans[i].kind == NameKind::kPerson) return;
    std::string letters;
    std::string without_small;
    for (const WordIndex word : draft_.entities[entity].name) {
      const std::string_view printed = grammar_.Printed(word);
      const char first =
          printed[0] >= 'a' && printed[0] <= 'z' ? static_cast<char>(printed[0] - 32) : printed[0];
      letters += first;
      if (!IsSmallWord(grammar_.Lower(word))) without_small += first;
    }
    for (const std::string& made : {letters, without_small}) {
      if (made.size() > 1 && made.size() <= kLongestAcronym) acronyms_.emplace(made, entity);
    }
    if (i + 1 >= spans.size()) return;
    const WordRange next = spans[i + 1].words;
    if (next.end - next.first != 1 || next.first != spans[i].words.end + 1) return;
    if (grammar_.Printed(spans[i].words.end) != "(" ||
        draft_.At(next.first).letters != Letters::kCaps)
      return;
    acronyms_.insert_or_assign(std::string(grammar_.Printed(next.first)), entity);
  }

  std::size_t Make(const std::vector<WordIndex>& name, const NameSpan& span) {
    const std::size_t entity = draft_.entities.size();
    draft_.entities.push_back({});
    draft_.names.entities.push_back({"", span.kind, {}, "", ""});
    votes_.push_back({});
    Rename(entity, name, span.words);
    return entity;
  }

  void Rename(std::size_t entity, const std::vector<WordIndex>& name, WordRange words) {
    draft_.entities[entity].name = name;
    WordRange shown = words;
    while (shown.first + 1 < shown.end && grammar_.Lower(shown.first) == "the") ++shown.first;
    while (shown.first + 1 < shown.end && IsSilent(grammar_.Lower(shown.end - 1)) &&
           grammar_.Lower(shown.end - 1) != ".") {
      --shown.end;
    }
    draft_.names.entities[entity].name = Collapse(Words(grammar_.text(), grammar_.Bytes(shown)));
    Index(by_last_, name.back(), entity);
    if (name.size() > 1) Index(by_first_, name.front(), entity);
  }

  void Index(std::unordered_map<std::string_view, Rivals>& table, WordIndex word,
             std::size_t entity) const {
    Rivals& rivals = table[grammar_.Lower(word)];
    if (rivals.empty() || rivals.back() != entity) rivals.push_back(entity);
  }

  void AddMention(const NameSpan& span, std::size_t entity) {
    draft_.names.mentions.push_back({grammar_.Bytes(span.words), span.words,
                                     HeadOf(grammar_, span.words), entity, MentionForm::kName});
    // A full name says more of the kind than a word alone; ties go to the first kind that was met.
    const auto weight = static_cast<int>(std::min<WordIndex>(span.words.end - span.words.first, 2));
    votes_[entity][static_cast<std::size_t>(span.kind)] += weight;
    WeighPlace(span.words, votes_[entity]);
    if (TitleBefore(span.words.first)) titled_.insert(entity);
    // "VELDGRAD" of a dateline is shown as it is written elsewhere.
    std::string& name = draft_.names.entities[entity].name;
    const WordIndex only = span.words.first;
    if (span.words.end - only == 1 && draft_.entities[entity].name.size() == 1 &&
        draft_.At(only).letters == Letters::kLarge && AsciiLower(name) == grammar_.Lower(only)) {
      name = grammar_.Printed(only);
    }
  }

  using Votes = std::array<int, 4>;
  static int& Of(NameKind kind, Votes& votes) { return votes[static_cast<std::size_t>(kind)]; }

  // What the words around a name of one word tell of its kind: the tagger guesses names that it
  // never met ("Tarsova") place by place, an article has more than one. Set on data/developing,
  // story a01.
  void WeighPlace(WordRange words, Votes& votes) const {
    if (!grammar_.parse().parsed) return;
    const WordIndex word = words.first;
    const WordRange sentence = grammar_.Sentence(grammar_.SentenceOf(word));
    const auto behind = [&](WordIndex n) {
      return word + n < sentence.end ? grammar_.Lower(word + n) : std::string_view();
    };
    constexpr int kSure = 3;
    const bool dateline = word == sentence.first && draft_.At(word).letters == Letters::kCaps;
    const std::string_view next = behind(words.end - words.first);
    if (dateline && (IsDash(next) || next == "(" || next == ",")) {
      Of(NameKind::kPlace, votes) += 2 * kSure;
    }
    if (words.end - words.first != 1) return WeighEnds(words, votes);
    if (grammar_[word].upos == Upos::kAdj) Of(NameKind::kOther, votes) += kSure;  // "Sarran"
    if (word > sentence.first) {
      const std::string_view before = grammar_.Lower(word - 1);
      if (before == "in" || before == "near" || before == "across")
        Of(NameKind::kPlace, votes) += 2;
      if (TitleBefore(word)) Of(NameKind::kPerson, votes) += kSure;
    }
    if (behind(1).empty() || (behind(1) != "'s" && behind(1) != "’s")) {
      // "Hardmoor shares", "Hardmoor spokesman": a body more than a person.
      if (word + 1 < sentence.end && grammar_[word + 1].upos == Upos::kNoun &&
          draft_.At(word + 1).classes.Has(NameClass::kRole)) {
        Of(NameKind::kOrganization, votes) += 2;
      }
      return;
    }
    for (WordIndex i = word + 2; i < std::min(sentence.end, word + 5); ++i) {
      const std::string_view lower = grammar_.Lower(i);
      if (lower == "president" || lower == "minister" || lower == "capital" ||
          lower == "parliament" || lower == "government" || lower == "army") {
        Of(NameKind::kPlace, votes) += 2;
      }
      if (lower == "shares" || lower == "board" || lower == "shareholders" ||
          lower == "executive") {
        Of(NameKind::kOrganization, votes) += 2;
      }
    }
  }

  // "Amber Palace", "Lake Oro": the last or first word tells more than the guess that it is a
  // person.
  void WeighEnds(WordRange words, Votes& votes) const {
    const NameClasses first = draft_.At(words.first).classes;
    const NameClasses last = draft_.At(words.end - 1).classes;
    const KnownKinds known = draft_.At(words.first).alone;
    if (known.Has(KnownAs::kFemale) || known.Has(KnownAs::kMale)) return;
    const bool body =
        last.Has(NameClass::kBody) || last.Has(NameClass::kSeat) || last.Has(NameClass::kFirm);
    constexpr int kMore = 3;  // than the guess, which counts 2
    if (body) Of(NameKind::kOrganization, votes) += kMore;
    if (known.Has(KnownAs::kFemale) || known.Has(KnownAs::kMale)) return;
    if (!body && (first.Has(NameClass::kLand) || last.Has(NameClass::kLand))) {
      Of(NameKind::kPlace, votes) += kMore;
    }
  }

  // The words with a capital, in alphabetical order.
  std::vector<std::string_view> LargeWords() const {
    std::vector<std::string_view> words;
    for (WordIndex i = 0; i < grammar_.size(); ++i) {
      if (draft_.At(i).Large()) words.push_back(grammar_.Lower(i));
    }
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
  }

  // Whether the article names the people of `place`: "Tarsovan" of "Tarsova".
  static bool HasPeople(std::string_view place, const std::vector<std::string_view>& large) {
    constexpr std::size_t kLeast = 4;
    constexpr std::array<std::string_view, 6> kEndings = {"n", "an", "ian", "ish", "ese", "ic"};
    if (place.size() < kLeast) return false;
    const std::string_view stem = place.substr(0, place.size() - (place.back() == 'a' ? 1 : 0));
    for (const std::string_view ending : kEndings) {
      for (const std::string& made :
           {std::string(stem) + std::string(ending), std::string(place) + std::string(ending)}) {
        if (std::binary_search(large.begin(), large.end(), std::string_view(made))) return true;
      }
    }
    return false;
  }

  // News brings people in with more than one word or a title. One word that is no first name nor
  // surname of the lists, and has no title anywhere, is a place or a body.
  void WeighStranger(std::size_t i, const std::vector<std::string_view>& large) {
    if (draft_.entities[i].name.size() != 1 || !grammar_.parse().parsed) return;
    const WordIndex word = draft_.entities[i].name.front();
    Votes& votes = votes_[i];
    constexpr int kSure = 100;
    const KnownKinds known = draft_.At(word).alone;
    if (known.Has(KnownAs::kFemale) || known.Has(KnownAs::kMale) || known.Has(KnownAs::kSurname))
      return;
    if (HasPeople(grammar_.Lower(word), large)) {
      Of(NameKind::kPlace, votes) += kSure;
      draft_.entities[i].nation = true;
      return;
    }
    const auto most = std::max_element(votes.begin(), votes.end());
    if (most - votes.begin() != static_cast<std::ptrdiff_t>(NameKind::kPerson)) return;
    if (titled_.contains(i)) return;
    Of(NameKind::kPerson, votes) = 0;
    Of(NameKind::kOrganization, votes) += 1;
  }

  static bool IsDash(std::string_view word) {
    return word == "-" || word == "--" || word == "—" || word == "–";
  }

  void SettleKinds() {
    const std::vector<std::string_view> large = LargeWords();
    for (std::size_t i = 0; i < votes_.size(); ++i) {
      Entity& entity = draft_.names.entities[i];
      WeighStranger(i, large);
      const auto most = std::max_element(votes_[i].begin(), votes_[i].end());
      if (*most > votes_[i][static_cast<std::size_t>(entity.kind)]) {
        entity.kind = static_cast<NameKind>(most - votes_[i].begin());
      }
    }
  }

  NamesDraft& draft_;
  const Grammar& grammar_;
  std::unordered_map<std::string_view, Rivals> by_last_, by_first_;
  std::unordered_map<std::string, std::size_t> acronyms_;
  std::vector<Votes> votes_;
  std::unordered_set<std::size_t> titled_;
};

}  // namespace

WordIndex HeadOf(const Grammar& grammar, WordRange words) {
  for (WordIndex i = words.first; i < words.end; ++i) {
    const auto head = grammar.Head(i);
    if (!head || !words.Holds(*head)) return i;
  }
  return words.first;
}

void LinkNames(const std::vector<NameSpan>& spans, NamesDraft& draft) {
  Linker(draft).Link(spans);
}

}  // namespace checkback
