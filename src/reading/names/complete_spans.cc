#include <algorithm>
#include <unordered_map>

#include "reading/names/name_spans.h"

namespace checkback {
namespace {

constexpr std::size_t kShortestWord = 3;

class Completer {
 public:
  Completer(const Grammar& grammar, const ArticleFacts& facts, std::vector<NameSpan>& spans)
      : grammar_(grammar), facts_(facts), spans_(spans), taken_(grammar.size(), false) {}

  void Complete() {
    for (NameSpan& span : spans_) {
      BeforeDash(span);
      WithoutRole(span);
    }
    for (const NameSpan& span : spans_) Take(span.words);
    AddKnown();
    AddBodies();
    AddFirstNames();
    AddBrackets();
    AddRepeated();
    std::sort(spans_.begin(), spans_.end(),
              [](const NameSpan& a, const NameSpan& b) { return a.words.first < b.words.first; });
  }

 private:
  void Take(WordRange words) {
    for (WordIndex i = words.first; i < words.end; ++i) taken_[i] = true;
  }

  void Add(WordRange words, NameKind kind) {
    spans_.push_back({words, kind});
    Take(words);
  }

  bool IsFree(WordRange words) const {
    for (WordIndex i = words.first; i < words.end; ++i) {
      if (taken_[i] || !IsProper(i)) return false;
    }
    return true;
  }

  bool IsProper(WordIndex word) const {
    return facts_.words[word].Large() && grammar_[word].upos == Upos::kPropn &&
           !facts_.words[word].classes.Has(NameClass::kTime);
  }

  // "KELLAN - Talks": a dash with blanks around it parts a dateline from the first word.
  void BeforeDash(NameSpan& span) const {
    for (WordIndex i = span.words.first + 1; i + 1 < span.words.end; ++i) {
      const Span dash = grammar_[i].span;
      const bool apart =
          grammar_[i - 1].span.end < dash.start && dash.end < grammar_[i + 1].span.start;
      if (!apart || grammar_[i].upos != Upos::kPunct) continue;
      if (facts_.words[i - 1].letters == Letters::kCaps) span.kind = NameKind::kPlace;
      span.words.end = i;
      return;
    }
  }

  // "Spokeswoman Ilka Varn" is called Ilka Varn.
  void WithoutRole(NameSpan& span) const {
    if (span.kind != NameKind::kPerson) return;
    while (span.words.first + 1 < span.words.end) {
      const WordFacts& first = facts_.words[span.words.first];
      const bool role = first.classes.Has(NameClass::kRole) || first.classes.Has(NameClass::kTitle);
      if (!role || first.alone.Has(KnownAs::kMale) || first.alone.Has(KnownAs::kFemale)) return;
      ++span.words.first;
    }
  }

  void AddKnown() {
    for (const KnownPhrase& phrase : facts_.phrases) {
      const KnownKinds kinds = phrase.name.kinds;
      const bool land = kinds.Has(KnownAs::kCountry) || kinds.Has(KnownAs::kCapital);
      if ((!land && !kinds.Has(KnownAs::kSeat)) || !IsFree(phrase.words)) continue;
      // "Georgia Brown" and "the Paris Agreement" are no places.
      const WordIndex next = phrase.words.end;
      if (next < grammar_.size() && IsProper(next)) continue;
      if (phrase.words.first > 0 && IsProper(phrase.words.first - 1)) continue;
      Add(phrase.words, land ? NameKind::kPlace : NameKind::kOrganization);
    }
  }

  // "The Teachers' Union": capital words, with a possessive among them or not, up to a noun that
  // ends the names of bodies.
  void AddBodies() {
    for (WordIndex i = 1; i < grammar_.size(); ++i) {
      if (taken_[i] || !IsPartOfBody(i) || !facts_.words[i].classes.Has(NameClass::kBody)) continue;
      if (i + 1 < grammar_.size() && IsProper(i + 1)) continue;
      WordIndex first = i;
      bool possessive = false;
      while (first > 0 && !taken_[first - 1] &&
             (IsPartOfBody(first - 1) || (IsPossessive(first - 1) && first > 1 &&
                                          !taken_[first - 2] && IsPartOfBody(first - 2)))) {
        --first;
        possessive = possessive || IsPossessive(first);
      }
      if (!possessive || IsPossessive(first)) continue;
      if (grammar_.SentenceOf(first) != grammar_.SentenceOf(i)) continue;
      Add({first, i + 1}, NameKind::kOrganization);
    }
  }

  bool IsPartOfBody(WordIndex word) const {
    const WordFacts& facts = facts_.words[word];
    const Upos upos = grammar_[word].upos;
    const bool noun = upos == Upos::kPropn || upos == Upos::kNoun;
    return facts.Large() && noun && !facts.classes.Has(NameClass::kTime) &&
           !facts.classes.Has(NameClass::kGeneric);
  }
  bool IsPossessive(WordIndex word) const { return grammar_[word].upos == Upos::kPart; }

  // "Destiny Allison": a first name and what follows it.
  void AddFirstNames() {
    for (WordIndex i = 0; i + 1 < grammar_.size(); ++i) {
      const KnownKinds alone = facts_.words[i].alone;
      if (!alone.Has(KnownAs::kFemale) && !alone.Has(KnownAs::kMale)) continue;
      if (!IsFree({i, i + 2}) || grammar_.SentenceOf(i) != grammar_.SentenceOf(i + 1)) continue;
      if (i + 2 < grammar_.size() && IsProper(i + 2)) continue;
      if (facts_.words[i + 1].classes.Has(NameClass::kBody) ||
          facts_.words[i + 1].classes.Has(NameClass::kLand))
        continue;
      Add({i, i + 2}, NameKind::kPerson);
    }
  }

  // "World Health Organization (WHO)".
  void AddBrackets() {
    const std::size_t tagged = spans_.size();
    for (std::size_t s = 0; s < tagged; ++s) {
      const NameSpan span = spans_[s];
      const WordIndex open = span.words.end;
      if (open + 2 >= grammar_.size() || span.words.end - span.words.first < 2) continue;
      if (grammar_.Printed(open) != "(" || grammar_.Printed(open + 2) != ")") continue;
      if (facts_.words[open + 1].letters != Letters::kCaps || taken_[open + 1]) continue;
      Add({open + 1, open + 2}, span.kind);
    }
  }

  // A word that is a name, or the surname of one, in another place of the article.
  void AddRepeated() {
    std::unordered_map<std::string_view, NameKind> kinds;
    for (const NameSpan& span : spans_) {
      const WordIndex last = span.words.end - 1;
      const bool one = span.words.first == last;
      if (!one && span.kind != NameKind::kPerson) continue;
      if (span.kind == NameKind::kOther || grammar_.Printed(last).size() < kShortestWord) continue;
      if (facts_.words[last].classes.bits != 0) continue;
      kinds.emplace(grammar_.Printed(last), span.kind);
    }
    for (WordIndex i = 0; i < grammar_.size(); ++i) {
      if (taken_[i] || !IsProper(i)) continue;
      if (i + 1 < grammar_.size() && IsProper(i + 1)) continue;
      if (i > 0 && IsProper(i - 1) && !facts_.words[i - 1].classes.Has(NameClass::kTitle)) continue;
      const auto found = kinds.find(grammar_.Printed(i));
      if (found != kinds.end()) Add({i, i + 1}, found->second);
    }
  }

  const Grammar& grammar_;
  const ArticleFacts& facts_;
  std::vector<NameSpan>& spans_;
  std::vector<bool> taken_;
};

}  // namespace

void CompleteSpans(const Grammar& grammar, const ArticleFacts& facts,
                   std::vector<NameSpan>& spans) {
  Completer(grammar, facts, spans).Complete();
}

}  // namespace checkback
