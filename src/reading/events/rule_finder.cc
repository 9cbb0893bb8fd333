#include "reading/events/rule_finder.h"

#include <algorithm>
#include <optional>

#include "reading/cues.h"
#include "reading/events/places.h"
#include "reading/events/said_acts.h"
#include "reading/lemma.h"

namespace checkback {
namespace {

// Predicates inside predicates that are looked at: "agreed to try to hold talks".
constexpr int kMostInside = 3;
// Events before one that it may answer: more than any article of the development stories has.
constexpr std::size_t kMostBefore = 64;

bool IsOne(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// How a predicate is meant by the auxiliaries beside it.
struct Meant {
  bool intended = false;  // "will", "would"
  bool denied = false;    // "not"
};

Meant MeantBy(const Grammar& grammar, WordIndex predicate) {
  Meant meant;
  bool perfect = false;
  for (const WordIndex d : grammar.Dependents(predicate)) {
    const std::string_view lower = grammar.Lower(d);
    const Relation part = UniversalPart(grammar[d].relation);
    if (part == Relation::kAux) {
      meant.intended |= IsOne(lower, {"will", "would", "shall", "'ll", "wo", "'d"});
      perfect |= lower == "have";
    }
    if (part == Relation::kAdvmod) meant.denied |= IsOne(lower, {"not", "n't", "never"});
  }
  if (perfect) meant.intended = false;
  return meant;
}

// "is not going to talk", "did not come to talk": denied by what stands above.
bool IsDeniedAbove(const Grammar& grammar, WordIndex predicate) {
  WordIndex at = predicate;
  for (int i = 0; i < kMostInside; ++i) {
    const Relation part = UniversalPart(grammar[at].relation);
    const auto head = grammar.Head(at);
    const bool wanted = part == Relation::kXcomp || part == Relation::kAdvcl;
    const auto mark = grammar.Dependent(at, Relation::kMark);
    if (!head || !wanted || !mark || grammar.Lower(*mark) != "to") return false;
    at = *head;
    if (MeantBy(grammar, at).denied) return true;
  }
  return false;
}

class RuleFinder {
 public:
  explicit RuleFinder(const EventSurroundings& around)
      : grammar_(around.grammar),
        rules_(EventRulesOf(around.grammar.language())),
        said_(around),
        parties_(around.grammar, around.names, around.times, around.quotes) {}

  std::vector<RuleEvent> Run() {
    if (rules_.rules.empty()) return {};
    for (std::size_t s = 0; s < grammar_.sentences(); ++s) Take(grammar_.Sentence(s));
    return std::move(events_);
  }

 private:
  void Take(WordRange sentence) {
    bool any = false;
    for (WordIndex i = sentence.first; i < sentence.end && !any; ++i) {
      any = rules_.OfLemma(grammar_.Lemma(i)) != nullptr;
    }
    const std::size_t before = events_.size();
    if (any) {
      parties_.StartSentence(sentence);
      TakeRules(sentence);
    }
    // What is said is an act of its own where no act is told beside it.
    if (events_.size() == before) TakeSaid(sentence, any);
  }

  void TakeSaid(WordRange sentence, bool started) {
    const auto act = said_.In(sentence, parties_);
    if (!act) return;
    if (!started) parties_.StartSentence(sentence);
    RuleEvent event;
    event.predicate = act->predicate;
    event.line = act->rule->line;
    event.type = act->rule->type;
    event.cameo = act->rule->cameo;
    event.said = true;
    event.source = {act->speaker};
    if (act->target) event.target = PartyAt(*act->target, event.source);
    if (event.target.empty()) event.target = Answered(event);
    events_.push_back(std::move(event));
  }

  void TakeRules(WordRange sentence) {
    std::vector<WordIndex> open;
    for (WordIndex i = sentence.first; i < sentence.end; ++i) {
      if (!grammar_.Head(i)) open.push_back(i);
    }
    while (!open.empty()) {
      const WordIndex word = open.back();
      open.pop_back();
      const bool taken = TakePredicate(word);
      for (const WordIndex d : grammar_.Dependents(word)) {
        const Relation part = UniversalPart(grammar_[d].relation);
        if (!taken || part == Relation::kConj || part == Relation::kParataxis) open.push_back(d);
      }
    }
  }

  // ---- rules ----

  // By its lemma or that of a noun before it: "aid deliveries" are aid.
  bool IsAmong(WordIndex word, const std::vector<std::string_view>& words) const {
    const auto named = [&](WordIndex w) {
      if (std::find(words.begin(), words.end(), grammar_.Lemma(w)) != words.end()) return true;
      // "reports" that the parser takes for a verb.
      return grammar_[w].upos == Upos::kVerb && grammar_[w].relation == Relation::kObj &&
             std::find(words.begin(), words.end(),
                       LemmaOf(grammar_.Lower(w), Upos::kNoun, Form::kPlural,
                               grammar_.language())) != words.end();
    };
    if (named(word)) return true;
    // "three of its cheeses", "part of a program": what is meant stands behind.
    const bool amount =
        grammar_[word].upos == Upos::kNum ||
        IsOne(grammar_.Lemma(word), {"part", "all", "some", "most", "many", "number", "half",
                                     "series", "lot", "group", "day"});
    const auto of = grammar_.Dependents(word);
    return std::any_of(of.begin(), of.end(), [&](WordIndex d) {
      if (grammar_[d].relation == Relation::kCompound) return named(d);
      return amount && UniversalPart(grammar_[d].relation) == Relation::kNmod && named(d);
    });
  }

  bool Holds(WordIndex word, const EventCondition& condition) const {
    const auto found = WordsAt(grammar_, word, condition.path);
    const bool there = std::any_of(found.begin(), found.end(), [&](WordIndex w) {
      return condition.words.empty() ? !parties_.IsTimeAt(w) : IsAmong(w, condition.words);
    });
    return there != condition.absent;
  }

  const EventRule* RuleAt(WordIndex word) const {
    const auto* const rules = rules_.OfLemma(grammar_.Lemma(word));
    if (rules == nullptr) return nullptr;
    if (grammar_[word].relation == Relation::kAmod && !IsVerbTakenForAdjective(grammar_, word))
      return nullptr;
    const Upos upos = grammar_[word].upos;
    for (const std::uint32_t number : *rules) {
      const EventRule& rule = rules_.rules[number];
      if (rule.part != upos) continue;
      const bool fits =
          std::all_of(rule.conditions.begin(), rule.conditions.end(),
                      [&](const EventCondition& condition) { return Holds(word, condition); });
      if (fits) return &rule;
    }
    return nullptr;
  }

  // ---- what is meant ----

  using Table = std::unordered_map<std::string_view, MeantEvent>;

  // "INTENDED:AGREE": what stands inside decides, else AGREE.
  const Table* TableOf(std::string_view type) const {
    if (type.starts_with("INTENDED:")) return &rules_.intended;
    if (type.starts_with("REFUSED:")) return &rules_.refused;
    if (type.starts_with("ASKED:")) return &rules_.asked;
    return nullptr;
  }

  // The predicate inside `word` that a rule fits, with its type: "hold talks" in "agreed to hold".
  const EventRule* RuleInside(WordIndex word, WordIndex& inside) const {
    WordIndex at = word;
    for (int i = 0; i < kMostInside; ++i) {
      std::optional<WordIndex> next;
      for (const WordIndex d : grammar_.Dependents(at)) {
        const Relation part = UniversalPart(grammar_[d].relation);
        const bool clause = part == Relation::kXcomp || part == Relation::kCcomp;
        const bool thing = part == Relation::kObj || part == Relation::kObl ||
                           part == Relation::kAdvcl || part == Relation::kNmod ||
                           part == Relation::kAcl;
        if (!clause && !thing) continue;
        const EventRule* rule = RuleAt(d);
        if (rule != nullptr && TableOf(rule->type) == nullptr) {
          inside = d;
          return rule;
        }
        if (clause && !next) next = d;
      }
      if (!next) return nullptr;
      at = *next;
    }
    return nullptr;
  }

  bool TakePredicate(WordIndex word) {
    const EventRule* const rule = RuleAt(word);
    if (rule == nullptr) return false;
    if (rule->type == "-" || IsOnlyIf(word) || IsByNobody(word)) return true;
    RuleEvent event;
    event.predicate = word;
    event.line = rule->line;
    event.type = rule->type;
    event.cameo = rule->cameo;
    const EventRule* inner = nullptr;
    WordIndex inside = word;
    if (const Table* table = TableOf(rule->type)) {
      event.type.remove_prefix(event.type.find(':') + 1);
      inner = RuleInside(word, inside);
      if (inner != nullptr) {
        const auto meant = table->find(inner->type);
        if (meant != table->end()) {
          event.type = meant->second.type;
          event.cameo = meant->second.cameo;
        }
      }
      if (event.type == "-") return false;
    } else {
      Meant meant = MeantBy(grammar_, word);
      if (IsDeniedAbove(grammar_, word)) meant = {true, true};
      if (meant.intended && !rule->as_it_is)
        Turn(meant.denied ? rules_.refused : rules_.intended, event);
    }
    FindParties(*rule, inner, inside, event);
    if (event.source.empty()) event.source = SourceByCue(event);
    if (event.source.empty()) event.source = ImpliedSource(event);
    if (!event.source.empty() && !event.target.empty() &&
        event.source[0].name == event.target[0].name) {
      event.target.clear();
    }
    if (event.source.empty() && event.target.empty()) return false;
    // A thing does nothing of this kind: "the deal allows", "a fire destroyed". Several are
    // mostly people: "growers", "hackers".
    const bool thing = !event.source.empty() && IsThing(event.source[0]);
    if (thing && event.type != "PROTEST") return true;
    events_.push_back(std::move(event));
    return true;
  }

  bool IsThing(const Party& party) const {
    if (party.actor || party.pronoun || party.several || party.acts) return false;
    const auto bodies = rules_.sets.find("bodies");
    return bodies == rules_.sets.end() ||
           std::find(bodies->second.begin(), bodies->second.end(), grammar_.Lemma(party.head)) ==
               bodies->second.end();
  }

  bool IsIn(std::string_view set, std::string_view lemma) const {
    const auto found = rules_.sets.find(set);
    return found != rules_.sets.end() &&
           std::find(found->second.begin(), found->second.end(), lemma) != found->second.end();
  }

  // "Nobody has offered me anything."
  bool IsByNobody(WordIndex predicate) const {
    const auto subject = SubjectOfVerb(grammar_, predicate);
    return subject && IsIn("nobody", grammar_.Lower(*subject));
  }

  // "if Illmark refuses", "unless it agrees": no event yet.
  bool IsOnlyIf(WordIndex predicate) const {
    const auto of = grammar_.Dependents(predicate);
    return std::any_of(of.begin(), of.end(), [&](WordIndex d) {
      return grammar_[d].relation == Relation::kMark && IsOne(grammar_.Lower(d), {"if", "unless"});
    });
  }

  static void Turn(const Table& table, RuleEvent& event) {
    const auto meant = table.find(event.type);
    if (meant == table.end()) return;
    event.type = meant->second.type;
    event.cameo = meant->second.cameo;
  }

  // ---- parties ----

  // "Police", "the company"; "an inquiry" is nobody.
  static bool CanBeTarget(const Party& party) {
    return party.actor || (party.acts && party.definite);
  }

  // The first of `paths` where a party stands.
  std::vector<Party> PartyBy(const std::vector<EventPath>& paths, WordIndex word, bool actors,
                             const std::vector<Party>& not_this) const {
    for (const EventPath& path : paths) {
      for (const WordIndex w : WordsAt(grammar_, word, path)) {
        if (parties_.IsTimeAt(w)) continue;
        std::vector<Party> found = parties_.PartiesAt(w);
        if (found.empty() || (actors && !CanBeTarget(found[0]))) continue;
        const bool same = !not_this.empty() && found[0].name == not_this[0].name;
        if (!same) return found;
      }
    }
    return {};
  }

  // Who stands at `word`, unless it is `not_this` or nobody who acts.
  std::vector<Party> PartyAt(WordIndex word, const std::vector<Party>& not_this) const {
    std::vector<Party> found = parties_.PartiesAt(word);
    const bool other = !found.empty() && CanBeTarget(found[0]) &&
                       (not_this.empty() || found[0].name != not_this[0].name);
    return other ? found : std::vector<Party>{};
  }

  // Who refuses or agrees to what the article told before that somebody asked of them: towards
  // those ("Deputies called on Kalo to go. Kalo said he would not.").
  std::vector<Party> Answered(const RuleEvent& event) const {
    if (event.source.empty() || !IsIn("answers", event.type)) return {};
    const auto is_source = [&](const Party& party) { return party.name == event.source[0].name; };
    std::size_t looked = 0;
    for (auto told = events_.rbegin(); told != events_.rend() && looked < kMostBefore;
         ++told, ++looked) {
      if (told->source.empty() || !IsIn("asks", told->type) || is_source(told->source[0])) continue;
      if (std::any_of(told->target.begin(), told->target.end(), is_source)) return told->source;
    }
    return {};
  }

  // "The lawyer blasted the claim": towards who made it, the last who accused anybody.
  std::vector<Party> Accuser(const RuleEvent& event) const {
    if (event.type != "REJECT") return {};
    const auto objects = WordsInPlace(grammar_, event.predicate, "obj");
    const bool pointed = std::any_of(objects.begin(), objects.end(), [&](WordIndex w) {
      const std::string_view lower = grammar_.Lower(w);
      const auto article = grammar_.Dependent(w, Relation::kDet);
      return lower == "it" || lower == "that" || lower == "this" ||
             (article && grammar_.Lower(*article) == "the" &&
              IsIn("accusation", grammar_.Lemma(w)));
    });
    if (!pointed) return {};
    std::size_t looked = 0;
    for (auto told = events_.rbegin(); told != events_.rend() && looked < kMostBefore;
         ++told, ++looked) {
      if (told->type != "ACCUSE" || told->source.empty()) continue;
      const bool own = !event.source.empty() && told->source[0].name == event.source[0].name;
      if (!own) return told->source;
    }
    return {};
  }

  // Who speaks, where the verb of speaking is the act: the quote knows, also where the parser lost
  // the subject.
  std::vector<Party> SourceByCue(const RuleEvent& event) const {
    const Quote* const quote = parties_.QuoteWithCue(event.predicate);
    if (quote == nullptr || quote->speaker.empty()) return {};
    return {parties_.SpeakerOf(*quote)};
  }

  // "He was questioned for six hours": by the police that the article speaks of, the last before,
  // else the first behind.
  std::vector<Party> ImpliedSource(const RuleEvent& event) const {
    if (!IsIn("by_police", grammar_.Lemma(event.predicate))) return {};
    constexpr WordIndex kFarthest = 600;
    const auto police = [&](WordIndex w) -> bool {
      return grammar_[w].upos != Upos::kPropn && IsIn("police", grammar_.Lower(w)) &&
             grammar_[w].relation != Relation::kCompound;
    };
    for (WordIndex i = 1; i < kFarthest; ++i) {
      for (const bool back : {true, false}) {
        if (back && i > event.predicate) continue;
        const WordIndex at = back ? event.predicate - i : event.predicate + i;
        if (at >= grammar_.size() || !police(at)) continue;
        Party party;
        party.name = std::string(grammar_.Lower(at));
        party.code = "---COP";
        party.actor = true;
        party.head = at;
        return {party};
      }
    }
    return {};
  }

  // Acts that take two: with the other side of the article where the sentence names nobody.
  bool TakesTwo(const RuleEvent& event) const { return IsIn("two_sided", event.type); }

  // "Switzerland said it had expelled ...": who "it" is, where the names do not tell.
  std::vector<Party> SpeakerAbove(const RuleEvent& event) const {
    WordIndex at = event.predicate;
    for (int i = 0; i < kMostInside; ++i) {
      const auto head = grammar_.Head(at);
      if (!head) break;
      at = *head;
      if (CueOf(grammar_.Lemma(at), grammar_[at].upos, grammar_.language()) == Cue::kNone) continue;
      const auto subject = SubjectOfVerb(grammar_, at);
      if (!subject) continue;
      auto found = parties_.PartiesAt(*subject);
      if (!found.empty() && !found[0].pronoun) return found;
    }
    return {};
  }

  // The first actor behind the predicate; not its object where that is no target: "sent troops".
  std::vector<Party> FirstBehind(const EventRule& rule, const RuleEvent& event) const {
    WordIndex first = event.predicate + 1;
    const bool object = std::any_of(rule.target.begin(), rule.target.end(),
                                    [](const EventPath& path) { return path[0] == "obj"; });
    if (!object) {
      for (const WordIndex w : WordsInPlace(grammar_, event.predicate, "obj")) {
        first = std::max(first, w + 1);
      }
    }
    return parties_.FirstIn({first, grammar_.WordsUnder(event.predicate).end}, event.source);
  }

  void FindParties(const EventRule& rule, const EventRule* inner, WordIndex inside,
                   RuleEvent& event) const {
    event.source = PartyBy(rule.source, event.predicate, false, {});
    if (!event.source.empty() && event.source[0].pronoun) {
      const WordIndex pronoun = event.source[0].head;
      event.source = SpeakerAbove(event);
      if (event.source.empty() && grammar_.Lower(pronoun) == "it") {
        event.source = parties_.LastSide(pronoun);
      }
    }
    event.target = PartyBy(rule.target, event.predicate, true, event.source);
    if (event.target.empty() && inner != nullptr) {
      event.target = PartyBy(inner->target, inside, true, event.source);
    }
    const bool joint = event.source.size() > 1 && event.target.empty();
    if (joint) {
      event.target.assign(event.source.begin() + 1, event.source.end());
      event.source.resize(1);
      return;
    }
    if (event.target.empty()) event.target = Accuser(event);
    if (event.target.empty()) event.target = Answered(event);
    if (event.target.empty() && !rule.no_target) {
      event.target = FirstBehind(rule, event);
      if (event.target.empty() && event.source.size() == 1 && TakesTwo(event)) {
        event.target = parties_.OtherSide(event.source[0], event.predicate);
      }
    }
    const bool nobody = !event.source.empty() && !event.source[0].actor &&
                        !event.source[0].several && !event.source[0].acts;
    if (nobody && event.target.empty()) event.source.clear();
  }

  const Grammar& grammar_;
  const EventRules& rules_;
  SaidActs said_;
  PartyReader parties_;
  std::vector<RuleEvent> events_;
};

}  // namespace

std::vector<RuleEvent> FindByRules(const EventSurroundings& around) {
  return RuleFinder(around).Run();
}

}  // namespace checkback
