#include "reading/events/coder.h"

#include <algorithm>
#include <optional>

#include "reading/events/coded_sentence.h"
#include "reading/events/places.h"

namespace checkback {
namespace {

using Kind = PatternElement::Kind;

// Words before and behind a verb that its patterns and actors are looked for in: the longest
// sentence of news has about so many, and one of 1 MB must not cost its square.
constexpr std::size_t kMostAround = 256;
// Steps that one pattern may take in one sentence: a bound against patterns of many gaps.
constexpr int kMostSteps = 4000;

class SentenceCoder : public CodedSentence {
 public:
  using CodedSentence::CodedSentence;

  void Run(std::vector<CodedEvent>& events) {
    if (!NamesActors()) return;
    WordIndex done = sentence_.first;
    for (std::size_t i = 0; i < sequence_.size(); ++i) {
      const WordIndex word = sequence_[i].word;
      if (word < done || !MayBeVerb(word)) continue;
      if (const auto end = Code(i, events)) done = *end;
    }
  }

 private:
  // ---- verbs ----

  bool MayBeVerb(WordIndex word) const {
    const Word& w = grammar_[word];
    if (w.upos == Upos::kVerb || w.upos == Upos::kAux) {
      if (w.relation == Relation::kAmod) return IsVerbTakenForAdjective(grammar_, word);
      return w.relation != Relation::kAux && w.relation != Relation::kAuxPass;
    }
    return false;
  }

  // The verb at `i` coded; the word behind its phrase, where a pattern or its own code fits.
  std::optional<WordIndex> Code(std::size_t i, std::vector<CodedEvent>& events) {
    const auto forms = set_.verbs.forms.find(sequence_[i].number);
    if (sequence_[i].number == kUnknownWord || forms == set_.verbs.forms.end()) return std::nullopt;
    for (const VerbForm& form : forms->second) {
      if (!FormFits(form, i)) continue;
      verb_first_ = i - form.before.size();
      verb_end_ = i + 1 + form.behind.size();
      if (const auto end = CodeForm(form, i, events)) return end;
    }
    return std::nullopt;
  }

  bool FormFits(const VerbForm& form, std::size_t i) const {
    if (form.before.size() > i || i + form.behind.size() >= sequence_.size()) {
      if (!form.before.empty() || !form.behind.empty()) return false;
    }
    for (std::size_t k = 0; k < form.behind.size(); ++k) {
      if (sequence_[i + 1 + k].number != form.behind[k]) return false;
    }
    for (std::size_t k = 0; k < form.before.size(); ++k) {
      if (sequence_[i - form.before.size() + k].number != form.before[k]) return false;
    }
    return true;
  }

  // Where the phrase of the verb ends: before a verb joined to it.
  WordIndex EndOfVerbPhrase(WordIndex verb) const {
    WordIndex end = grammar_.WordsUnder(verb).end;
    // A verb that the parser hung on its subject: all that follows is its phrase.
    const auto head = grammar_.Head(verb);
    if (head && grammar_[verb].relation == Relation::kAcl && !grammar_.Head(*head)) {
      end = grammar_.WordsUnder(*head).end;
    }
    for (const WordIndex d : grammar_.Dependents(verb)) {
      if (d < verb || grammar_[d].relation != Relation::kConj) continue;
      WordIndex first = grammar_.WordsUnder(d).first;
      end = std::min(end, std::max(first, verb + 1));
    }
    return end;
  }

  std::optional<WordIndex> CodeForm(const VerbForm& form, std::size_t i,
                                    std::vector<CodedEvent>& events) {
    const WordIndex verb = sequence_[i].word;
    const VerbEntry& entry = set_.verbs.entries[form.entry];
    const WordIndex end = EndOfVerbPhrase(verb);
    lower_end_ = std::max(at_[std::min(end, sentence_.end) - sentence_.first], verb_end_);
    upper_first_ = verb_first_;
    const std::size_t earliest = verb_first_ - std::min(verb_first_, kMostAround);
    while (upper_first_ > earliest && !IsComma(upper_first_ - 1)) --upper_first_;
    lower_end_ = std::min(lower_end_, verb_end_ + kMostAround);
    Bound bound;
    std::string code;
    std::size_t line = entry.line;
    for (const VerbPattern& pattern : entry.patterns) {
      Bound attempt;
      if (!Fits(pattern, attempt)) continue;
      bound = attempt;
      code = pattern.code;
      line = pattern.line;
      break;
    }
    if (code.empty() || code == "---") {
      bound = {};
      code = form.code.empty() ? entry.code : form.code;
      line = entry.line;
    }
    if (code == "---") return std::nullopt;
    Choose(verb, bound);
    if (bound.source >= 0 && bound.target >= 0) {
      Keep(verb, bound, code, line, events);
    }
    return end;
  }

  // A comma that parts clauses: one inside a list of actors does not.
  bool IsComma(std::size_t i) const {
    return sequence_[i].phrase < 0 && grammar_.Printed(sequence_[i].word) == ",";
  }

  // ---- patterns ----

  struct Bound {
    int source = -1, target = -1;  // phrases
  };

  bool Fits(const VerbPattern& pattern, Bound& bound) const {
    int steps = kMostSteps;
    return FitsBehind(pattern.behind, 0, verb_end_, bound, steps) &&
           FitsBefore(pattern, pattern.before.size(), verb_first_, bound, steps);
  }

  // Depth of both: at most kMostPatternElements.
  bool FitsBehind(const std::vector<PatternElement>& elements, std::size_t k, std::size_t at,
                  Bound& bound, int& steps) const {
    if (k == elements.size()) return true;
    for (std::size_t i = at; i < lower_end_ && --steps > 0; ++i) {
      if (const std::size_t end = End(elements[k], i)) {
        Bound attempt = bound;
        Bind(elements[k], i, attempt, true);
        if (FitsBehind(elements, k + 1, end, attempt, steps)) {
          bound = attempt;
          return true;
        }
      }
      if (elements[k].beside && !sequence_[i].skippable) break;
    }
    return false;
  }

  bool FitsBefore(const VerbPattern& pattern, std::size_t k, std::size_t end, Bound& bound,
                  int& steps) const {
    if (k == 0) return true;
    const PatternElement& element = pattern.before[k - 1];
    const bool beside =
        k == pattern.before.size() ? pattern.ends_beside_verb : pattern.before[k].beside;
    for (std::size_t stop = end; stop > upper_first_ && --steps > 0; --stop) {
      for (std::size_t first = stop; first > upper_first_; --first) {
        const std::size_t i = first - 1;
        if (stop - i > kMostPhraseWords) break;
        if (End(element, i) != stop) continue;
        Bound attempt = bound;
        Bind(element, i, attempt, false);
        if (FitsBefore(pattern, k - 1, i, attempt, steps)) {
          bound = attempt;
          return true;
        }
      }
      if (beside && !sequence_[stop - 1].skippable) break;
    }
    return false;
  }

  // Where `element` ends that begins at `i`; 0 where it does not begin there.
  std::size_t End(const PatternElement& element, std::size_t i) const {
    const SequenceWord& word = sequence_[i];
    if (element.kind == Kind::kWord) return word.number == element.word ? i + 1 : 0;
    if (element.kind == Kind::kSet) return EndOfSet(set_.verbs.sets[element.set], i);
    if (word.phrase < 0) return 0;
    const CodedPhrase& phrase = phrases_[static_cast<std::size_t>(word.phrase)];
    return element.kind == Kind::kBoth && !phrase.compound ? 0 : phrase.end;
  }

  std::size_t EndOfSet(const std::vector<std::vector<WordNumber>>& phrases, std::size_t i) const {
    if (sequence_[i].number == kUnknownWord) return 0;
    for (const auto& phrase : phrases) {
      if (i + phrase.size() > sequence_.size() || sequence_[i].number != phrase[0]) continue;
      std::size_t k = 1;
      while (k < phrase.size() && sequence_[i + k].number == phrase[k]) ++k;
      if (k == phrase.size()) return i + k;
    }
    return 0;
  }

  // Joined actors behind the verb are its target, before it both.
  void Bind(const PatternElement& element, std::size_t i, Bound& bound, bool behind) const {
    const int phrase = sequence_[i].phrase;
    const bool both = element.kind == Kind::kBoth;
    if (element.kind == Kind::kSource || (both && !behind)) bound.source = phrase;
    if (element.kind == Kind::kTarget || both) bound.target = phrase;
  }

  // ---- source and target ----

  bool IsPassive(WordIndex verb) const {
    if (!grammar_.Has(verb, Relation::kAuxPass)) return false;
    if (grammar_.Has(verb, Relation::kOblAgent)) return true;
    constexpr WordIndex kNear = 3;  // "was opposed earlier by", wherever the parser hangs it
    for (WordIndex i = verb + 1; i < std::min(verb + 1 + kNear, sentence_.end); ++i) {
      if (grammar_.Lower(i) == "by") return true;
    }
    return false;
  }

  void Choose(WordIndex verb, Bound& bound) {
    if (bound.target < 0) bound.target = FirstCoded(verb_end_, lower_end_);
    if (bound.target < 0) return;
    if (bound.source < 0) bound.source = SubjectOf(verb, bound.target);
    if (bound.source < 0) bound.source = NearestBefore(bound.target);
    if (IsPassive(verb)) std::swap(bound.source, bound.target);
  }

  int FirstCoded(std::size_t first, std::size_t end) const {
    for (std::size_t i = first; i < end; ++i) {
      const int phrase = sequence_[i].phrase;
      if (phrase >= 0 && phrases_[static_cast<std::size_t>(phrase)].coded()) return phrase;
    }
    return -1;
  }

  bool MaySource(int phrase, int target) const {
    if (phrase < 0 || phrase == target) return false;
    const CodedPhrase& p = phrases_[static_cast<std::size_t>(phrase)];
    return p.coded() && p.codes != phrases_[static_cast<std::size_t>(target)].codes;
  }

  // The phrase that is the subject of the verb, or of one above it that it shares its subject with.
  int SubjectOf(WordIndex verb, int target) const {
    std::optional<WordIndex> at = verb;
    constexpr int kMostAbove = 6;
    for (int i = 0; at && i < kMostAbove; ++i) {
      if (const auto subject = grammar_.Dependent(*at, Relation::kNsubj)) {
        const int phrase = PhraseAt(*subject);
        if (MaySource(phrase, target)) return phrase;
      }
      const Relation relation = UniversalPart(grammar_[*at].relation);
      const bool shares = relation == Relation::kConj || relation == Relation::kXcomp ||
                          relation == Relation::kAdvcl || relation == Relation::kCcomp ||
                          relation == Relation::kAcl || relation == Relation::kCsubj;
      if (!shares) break;
      at = grammar_.Head(*at);
      if (relation == Relation::kAcl && at && MaySource(PhraseAt(*at), target))
        return PhraseAt(*at);
    }
    return -1;
  }

  int PhraseAt(WordIndex word) const {
    if (word < sentence_.first || word >= sentence_.end) return -1;
    const std::size_t i = at_[word - sentence_.first];
    if (i >= sequence_.size() || sequence_[i].word != word) return -1;
    return sequence_[i].phrase;
  }

  int NearestBefore(int target) const {
    for (std::size_t i = verb_first_; i > upper_first_; --i) {
      const int phrase = sequence_[i - 1].phrase;
      if (MaySource(phrase, target)) return phrase;
    }
    return -1;
  }

  void Keep(WordIndex verb, const Bound& bound, const std::string& code, std::size_t line,
            std::vector<CodedEvent>& events) const {
    const CodedPhrase& source = phrases_[static_cast<std::size_t>(bound.source)];
    const CodedPhrase& target = phrases_[static_cast<std::size_t>(bound.target)];
    const std::size_t colon = code.find(':');
    const std::string there = code.substr(0, colon);
    const std::string back = colon == std::string::npos ? std::string() : code.substr(colon + 1);
    const std::string pattern = set_.verb_file + ":" + std::to_string(line);
    for (std::size_t s = 0; s < source.codes.size(); ++s) {
      for (std::size_t t = 0; t < target.codes.size(); ++t) {
        if (source.codes[s] == target.codes[t]) continue;
        if (source.codes[s] == "---" || target.codes[t] == "---") continue;
        const CodedEvent event = {.verb = verb,
                                  .source = source.members[s].head,
                                  .target = target.members[t].head,
                                  .source_words = source.members[s].words,
                                  .target_words = target.members[t].words,
                                  .source_code = source.codes[s],
                                  .target_code = target.codes[t],
                                  .code = there,
                                  .pattern = pattern};
        if (!there.empty()) Add(event, events);
        if (back.empty()) continue;
        CodedEvent other = event;
        std::swap(other.source, other.target);
        std::swap(other.source_words, other.target_words);
        std::swap(other.source_code, other.target_code);
        other.code = back;
        Add(std::move(other), events);
      }
    }
  }

  static void Add(CodedEvent event, std::vector<CodedEvent>& events) {
    for (const CodedEvent& known : events) {
      if (known.verb == event.verb && known.code == event.code &&
          known.source_code == event.source_code && known.target_code == event.target_code) {
        return;
      }
    }
    events.push_back(std::move(event));
  }

  // Of the verb that is coded.
  std::size_t verb_first_ = 0, verb_end_ = 0, upper_first_ = 0, lower_end_ = 0;
};

}  // namespace

DictionaryCoder::DictionaryCoder(const Grammar& grammar, const DictionarySet& set, DayNumber day)
    : grammar_(grammar), set_(set), day_(day) {}

std::size_t DictionaryCoder::ActorsNamed() const {
  std::vector<WordNumber> numbers;
  numbers.reserve(grammar_.size());
  for (WordIndex i = 0; i < grammar_.size(); ++i) {
    if (grammar_[i].upos == Upos::kPunct) continue;
    ForWordsOf(grammar_.Printed(i),
               [&](std::string_view upper) { numbers.push_back(set_.words.Find(upper)); });
  }
  std::size_t named = 0;
  for (std::size_t i = 0; i < numbers.size();) {
    const std::size_t left = std::min(numbers.size() - i, kMostAround);
    const std::size_t length = set_.actors.ActorAt(numbers.data() + i, left, day_).length;
    named += length > 0;
    i += std::max<std::size_t>(length, 1);
  }
  return named;
}

std::vector<CodedEvent> DictionaryCoder::Run() const {
  std::vector<CodedEvent> events;
  for (std::size_t s = 0; s < grammar_.sentences(); ++s) {
    SentenceCoder sentence(grammar_, set_, day_, grammar_.Sentence(s));
    if (sentence.LeftOut(set_.articles_left_out)) return {};
    if (sentence.LeftOut(set_.sentences_left_out)) continue;
    sentence.Run(events);
  }
  return events;
}

}  // namespace checkback
