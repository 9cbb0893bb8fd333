#include "reading/figure_sense.h"

#include <algorithm>

#include "reading/cues.h"
#include "reading/sources.h"

namespace checkback {
namespace {

// How far heads are followed; deeper nesting says nothing sure of a number.
constexpr int kMostSteps = 12;
// Words of a phrase that are looked at.
constexpr WordIndex kMostWords = 16;

// Those of its own piece (kLongestParsed): the roots of later pieces of an endless sentence hang on
// its first word too.
std::span<const WordIndex> Below(const Grammar& grammar, WordIndex word) {
  const auto all = grammar.Dependents(word);
  return all.first(std::min(all.size(), kLongestParsed));
}

bool IsNoun(const Word& word) {
  return word.upos == Upos::kNoun || word.upos == Upos::kPropn;
}

bool IsPassive(const Grammar& grammar, WordIndex word) {
  return grammar[word].form == Form::kPassiveParticiple || grammar.Has(word, Relation::kAuxPass);
}

}  // namespace

bool FigureSense::IsPerson(WordIndex noun) const {
  const Word& word = (*grammar_)[noun];
  if (rules_->persons.contains(grammar_->Lemma(noun)) ||
      rules_->persons.contains(grammar_->Lower(noun)))
    return true;
  // Peoples: "2.6 million Mexicans".
  const std::string_view printed = grammar_->Printed(noun);
  const bool name = printed[0] >= 'A' && printed[0] <= 'Z' && word.form == Form::kPlural;
  return name && printed.ends_with("ans");
}

WordIndex FigureSense::TopOf(WordRange range) const {
  WordIndex top = range.first;
  for (WordIndex i = range.first; i < range.end; ++i) {
    const auto head = grammar_->Head(i);
    if ((*grammar_)[i].upos == Upos::kPunct) continue;
    if (!head || !range.Holds(*head)) top = i;
  }
  return top;
}

std::optional<WordIndex> FigureSense::CountedBy(const FigurePhraseWords& phrase,
                                                WordIndex top) const {
  const Grammar& g = *grammar_;
  const Relation relation = UniversalPart(g[top].relation);
  const auto head = g.Head(top);
  const bool before_noun = relation == Relation::kNummod || relation == Relation::kCompound ||
                           relation == Relation::kAmod || relation == Relation::kDet ||
                           relation == Relation::kNmod;
  const WordIndex end = phrase.words.end;
  if (head && before_noun && *head >= end && *head < end + kMostWords &&
      (IsNoun(g[*head]) || g[*head].upos == Upos::kAdj)) {
    // "640 deck and engine-room staff"
    const auto joined = g.Dependent(*head, Relation::kConj);
    const bool part = g[*head].form == Form::kSingular && joined && IsPerson(*joined);
    return part ? joined : head;
  }
  const bool of = end < g.size() && g.Lower(end) == "of";
  for (WordIndex i = phrase.words.first; of && i < end; ++i) {
    for (const WordIndex below : Below(g, i)) {
      if (UniversalPart(g[below].relation) == Relation::kNmod && below >= end) return below;
    }
  }
  // What the tree missed: a noun in the plural right behind.
  if (end < g.size() && g[end].form == Form::kPlural && g[end].upos == Upos::kNoun &&
      g.SentenceOf(end) == g.SentenceOf(top)) {
    return end;
  }
  return std::nullopt;
}

FigureSense::Link FigureSense::LinkOf(WordIndex word) const {
  const Grammar& g = *grammar_;
  const auto head = g.Head(word);
  if (!head) return Link::kOther;
  switch (g[word].relation) {
    case Relation::kNsubjPass:
    case Relation::kObj:
      return Link::kObject;
    default:
      break;
  }
  if (UniversalPart(g[word].relation) != Relation::kNsubj) return Link::kOther;
  return IsPassive(g, *head) ? Link::kObject : Link::kSubject;
}

bool FigureSense::IsNegated(WordIndex word) const {
  for (const WordIndex below : Below(*grammar_, word)) {
    const std::string_view lower = grammar_->Lower(below);
    if (lower == "not" || lower == "n't" || lower == "n\u2019t" || lower == "never") return true;
  }
  return false;
}

std::optional<FigureSense::Role> FigureSense::Test(WordIndex word, Link link,
                                                   WordIndex head) const {
  const Grammar& g = *grammar_;
  for (const FigureRole& role : UsesOf(word)) {
    switch (role.use) {
      case FigureRoleUse::kWord:
        if (!role.before.empty() && (word == 0 || g.Lower(word - 1) != role.before)) break;
        return Role{role.name, word, false};
      case FigureRoleUse::kSubject:
        if (link == Link::kSubject) return Role{role.name, word, true};
        break;
      case FigureRoleUse::kObject:
        if (link == Link::kObject) return Role{role.name, word, true};
        break;
      case FigureRoleUse::kPassive:  // only by the words beside: a memorial is held too
        break;
      case FigureRoleUse::kDoing:
        if (link == Link::kObject && g[word].form == Form::kPresentParticiple)
          return Role{role.name, word, true};
        break;
      case FigureRoleUse::kNot:
        if (link == Link::kObject && IsNegated(word)) return Role{role.name, word, true};
        break;
      case FigureRoleUse::kPair: {
        if (g.Lemma(head) == role.noun && link == Link::kObject) return Role{role.name, word, true};
        for (const WordIndex below : Below(g, word)) {
          if (below != head && g.Lemma(below) == role.noun) return Role{role.name, word, true};
        }
        break;
      }
    }
  }
  return std::nullopt;
}

// What stands under the counted noun: "people killed", "wounded soldiers", "people on board".
std::optional<FigureSense::Role> FigureSense::TestBelow(WordIndex head) const {
  const Grammar& g = *grammar_;
  for (const WordIndex below : Below(g, head)) {
    const Relation part = UniversalPart(g[below].relation);
    Link link = Link::kOther;
    if (part == Relation::kAcl) {
      const bool active = g[below].relation == Relation::kAclRelcl && !IsPassive(g, below);
      const bool subject = active && g.Has(below, Relation::kNsubj);
      const bool doing = g[below].form == Form::kPresentParticiple ||
                         (g[below].form == Form::kInfinitive && !IsPassive(g, below));
      link = subject || doing ? Link::kSubject : Link::kObject;
      if (const auto role = TestVerb(below, link, head)) return role;
      continue;
    }
    if (part == Relation::kAmod) link = Link::kObject;
    if (part != Relation::kAmod && part != Relation::kAdvmod && part != Relation::kNmod &&
        part != Relation::kObl && part != Relation::kAppos && part != Relation::kCompound)
      continue;
    if (const auto role = Test(below, link, head)) return role;
  }
  return std::nullopt;
}

// The verb, what completes it ("are known to have died", "left 26 dead"), what stands beside it.
std::optional<FigureSense::Role> FigureSense::TestVerb(WordIndex verb, Link link,
                                                       WordIndex head) const {
  const Grammar& g = *grammar_;
  if (const auto role = Test(verb, link, head)) return role;
  for (const WordIndex below : Below(g, verb)) {
    if (below == head) continue;
    const Relation part = UniversalPart(g[below].relation);
    if (part == Relation::kXcomp || part == Relation::kCcomp) {
      // Who is known to have died, died.
      const Link inner = IsPassive(g, below) ? Link::kObject : Link::kSubject;
      if (part == Relation::kCcomp && g.Has(below, Relation::kNsubj)) continue;
      if (const auto role = Test(below, inner, head)) return role;
    }
    if (part == Relation::kAdvmod || part == Relation::kObl || part == Relation::kAmod) {
      const auto role = Test(below, Link::kOther, head);
      if (role && below > verb) return role;
    }
  }
  return std::nullopt;
}

std::optional<FigureSense::Role> FigureSense::RoleOf(WordIndex head) const {
  const Grammar& g = *grammar_;
  if (const auto role = Test(head, Link::kOther, head)) return role;
  if (const auto role = TestBelow(head)) return role;
  WordIndex at = head;
  for (int i = 0; i < kMostSteps; ++i) {
    const auto above = g.Head(at);
    if (!above) return std::nullopt;
    const Relation part = UniversalPart(g[at].relation);
    if (part == Relation::kNsubj || part == Relation::kObj || part == Relation::kObl ||
        part == Relation::kXcomp) {
      return TestVerb(*above, LinkOf(at), at);
    }
    if (part == Relation::kNmod) return Test(*above, Link::kOther, at);
    if (part != Relation::kConj && part != Relation::kAppos) return std::nullopt;
    at = *above;
  }
  return std::nullopt;
}

// "wounded between 60 and 80": what the tree takes for a place is an object.
std::optional<FigureSense::Role> FigureSense::RoleOfBare(WordIndex top) const {
  const Grammar& g = *grammar_;
  if (auto role = RoleOf(top)) return role;
  const auto head = g.Head(top);
  const Relation part = UniversalPart(g[top].relation);
  if (!head || (part != Relation::kObl && part != Relation::kAdvmod)) return std::nullopt;
  // "More than 150 have been injured": of a verb without a subject it is that.
  if (top < *head && !g.Has(*head, Relation::kNsubj)) {
    return TestVerb(*head, IsPassive(g, *head) ? Link::kObject : Link::kSubject, top);
  }
  const auto mark = g.Dependent(top, Relation::kCase);
  if (!mark || (g.Lower(*mark) != "between" && g.Lower(*mark) != "than")) return std::nullopt;
  if (g.Has(*head, Relation::kObj)) return std::nullopt;
  return TestVerb(*head, Link::kObject, top);
}

bool FigureSense::NamesNumber(WordIndex noun) const {
  const std::string_view lemma = grammar_->Lemma(noun);
  if (rules_->numbers.contains(lemma) || rules_->measures.contains(lemma)) return true;
  const auto role = rules_->roles.find(lemma);
  return role != rules_->roles.end() && role->second.front().use == FigureRoleUse::kWord;
}

std::optional<WordIndex> FigureSense::NamedBeside(WordIndex top) const {
  const Grammar& g = *grammar_;
  const auto over = g.Head(top);
  if (!over) return std::nullopt;
  // "gave the number of wounded as four": the tree puts "four" under "wounded".
  if (const auto above = g.Head(*over);
      above && IsNoun(g[*above]) && rules_->numbers.contains(g.Lemma(*above)))
    return above;
  if (UniversalPart(g[top].relation) == Relation::kNmod && *over < top) {
    return IsNoun(g[*over]) ? over : std::nullopt;
  }
  std::optional<WordIndex> object, subject;
  for (const WordIndex below : Below(g, *over)) {
    if (below == top || !IsNoun(g[below])) continue;
    if (NamesNumber(below)) return below;
    const Relation part = UniversalPart(g[below].relation);
    if (part == Relation::kObj) object = below;
    if (part == Relation::kNsubj) subject = below;
  }
  if (const auto number = NumberNear(top)) return number;
  return object && !IsNoun(g[*over]) ? object : subject;
}

// "as the number of dead in the province climbed to 23": a noun for numbers near by, whatever the
// tree makes of it.
std::optional<WordIndex> FigureSense::NumberNear(WordIndex top) const {
  constexpr WordIndex kBefore = 14;
  constexpr WordIndex kBehind = 4;
  const Grammar& g = *grammar_;
  const WordRange sentence = g.Sentence(g.SentenceOf(top));
  const WordIndex first = std::max(sentence.first, top - std::min(top, kBefore));
  const WordIndex end = std::min(sentence.end, top + kBehind);
  for (WordIndex i = end; i-- > first;) {
    if (IsNoun(g[i]) && rules_->numbers.contains(g.Lemma(i))) return i;
  }
  return std::nullopt;
}

std::optional<WordIndex> FigureSense::MeasuredBy(WordIndex top) const {
  const Grammar& g = *grammar_;
  // "22 per cent of the shares"
  for (const WordIndex below : Below(g, top)) {
    const auto mark = g.Dependent(below, Relation::kCase);
    if (UniversalPart(g[below].relation) == Relation::kNmod && below > top && IsNoun(g[below]) &&
        mark && g.Lower(*mark) == "of")
      return below;
  }
  if (const auto subject = g.Dependent(top, Relation::kNsubj)) return subject;
  const auto head = g.Head(top);
  if (!head) return std::nullopt;
  const Relation part = UniversalPart(g[top].relation);
  if (part == Relation::kObj) return std::nullopt;
  const bool in_noun = part == Relation::kNmod || part == Relation::kCompound ||
                       part == Relation::kAmod || part == Relation::kNummod ||
                       part == Relation::kAppos;
  // "to 4.1 per cent from 3.8 per cent": of what the other one is.
  if (in_noun && rules_->units.contains(g.Lower(*head))) return NamedBeside(*head);
  if (in_noun && IsNoun(g[*head])) return head;
  return NamedBeside(top);
}

// The noun with what stands before it and belongs to it, in lower case but for names; without
// articles and numbers.
std::string FigureSense::NounText(WordIndex noun, const FigurePhraseWords& phrase) const {
  const Grammar& g = *grammar_;
  WordIndex first = noun;
  while (first > 0 && noun - first < 3) {
    const WordIndex before = first - 1;
    const Relation part = UniversalPart(g[before].relation);
    const bool belongs = part == Relation::kCompound || part == Relation::kAmod;
    if (!belongs || phrase.words.Holds(before) || g[before].upos == Upos::kNum) break;
    if (!g.WordsUnder(noun).Holds(before)) break;
    first = before;
  }
  while (first < noun && g[first].upos == Upos::kPunct) ++first;
  std::string text;
  for (WordIndex i = first; i <= noun; ++i) {
    if (phrase.words.Holds(i)) continue;
    if (!text.empty() && g[i - 1].span.end < g[i].span.start) text += ' ';
    text += g[i].upos == Upos::kPropn ? g.Printed(i) : g.Lower(i);
  }
  return text;
}

FigureStanding FigureSense::StandingOf(const FigurePhraseWords& phrase, WordIndex top,
                                       const Figure& figure) const {
  const Grammar& g = *grammar_;
  const WordIndex first = phrase.words.first;
  const WordIndex sentence = g.Sentence(g.SentenceOf(first)).first;
  const std::string_view before = first > sentence ? g.Lower(first - 1) : "";
  const std::string_view before2 = first > sentence + 1 ? g.Lower(first - 2) : "";
  const std::string_view behind =
      phrase.words.end < g.Sentence(g.SentenceOf(first)).end ? g.Lower(phrase.words.end) : "";
  if (rules_->more.contains(before) && before != "more") return FigureStanding::kMore;
  if (rules_->more.contains(behind)) return FigureStanding::kMore;
  if (rules_->fewer.contains(behind)) return FigureStanding::kFewer;
  if (before == "up" || before == "down") {
    return before == "up" ? FigureStanding::kMore : FigureStanding::kFewer;
  }
  if (before == "from" && (before2 == "up" || before2 == "down")) return FigureStanding::kBefore;
  // The verb over it: by how much, from what.
  WordIndex at = figure.counted && !phrase.has_unit ? *figure.counted : top;
  const auto head = g.Head(at);
  if (!head) return FigureStanding::kWhole;
  // "rose to 4.1 per cent from 3.8 per cent": the tree often hangs it deeper.
  std::optional<WordIndex> above = head;
  for (int i = 0; before == "from" && above && i < 3; ++i) {
    if (rules_->change.contains(g.Lemma(*above))) return FigureStanding::kBefore;
    above = g.Head(*above);
  }
  const bool changes =
      rules_->change.contains(g.Lemma(*head)) || rules_->rise.contains(g.Lemma(*head));
  if (!changes) return FigureStanding::kWhole;
  const bool bare =
      UniversalPart(g[at].relation) == Relation::kObj || g[at].relation == Relation::kOblUnmarked;
  const bool percent = figure.unit == "per cent" || figure.unit == "percentage points";
  if (before == "by" || (bare && percent)) {
    if (rules_->rise.contains(g.Lemma(*head))) return FigureStanding::kMore;
    if (rules_->fall.contains(g.Lemma(*head))) return FigureStanding::kFewer;
  }
  return FigureStanding::kWhole;
}

void FigureSense::Read(const FigurePhraseWords& phrase, Figure& figure) const {
  const Grammar& g = *grammar_;
  const WordIndex top = TopOf(phrase.words);
  const WordIndex whole = TopOf(phrase.whole);
  std::optional<WordIndex> noun;
  std::optional<Role> role;
  bool named_beside = false;
  if (phrase.has_unit) {
    noun = MeasuredBy(top);
  } else {
    noun = CountedBy(phrase, top);
    role = RoleBeside(phrase, noun);
    if (noun && !role) role = RoleOfBare(*noun);
    if (!role) role = RoleOfBare(top);
    if (!role && whole != top) role = RoleOfBare(whole);
    if (!noun && !role) {
      noun = NamedBeside(whole);
      named_beside = true;
      if (noun && !role) role = RoleWithin(*noun);
      // "the number of dead"
      if (noun && rules_->numbers.contains(g.Lemma(*noun))) {
        const auto of = g.Dependent(*noun, Relation::kNmod);
        const auto mark = of ? g.Dependent(*of, Relation::kCase) : std::nullopt;
        if (mark && g.Lower(*mark) == "of") noun = of;
      }
      if (noun) {
        const auto measure = rules_->measures.find(g.Lemma(*noun));
        if (measure != rules_->measures.end()) figure.unit = measure->second;
      }
      // "voted 312 to 187"
      const auto verb = g.Head(top);
      const auto measure = verb ? rules_->measures.find(g.Lemma(*verb)) : rules_->measures.end();
      if (figure.unit.empty() && !role && measure != rules_->measures.end())
        figure.unit = measure->second;
    } else if (noun && figure.unit.empty()) {
      figure.unit = g.Lower(*noun);
    }
    // "At least 11 bodies": of the dead, whoever finds them.
    if (!role && noun && g[*noun].form == Form::kPlural) {
      const auto remains = rules_->remains.find(g.Lemma(*noun));
      if (remains != rules_->remains.end()) role = Role{remains->second, *noun, false};
    }
    const bool person = noun && (IsPerson(*noun) || rules_->tallies.contains(g.Lemma(*noun)));
    const bool pronoun = noun && g[*noun].upos == Upos::kPron;
    const bool known = !noun || person || pronoun || *noun == (role ? role->word : *noun + 1);
    // Houses burn and films are released; whatever is killed is said to be.
    if (role && !known && !rules_->anyone.contains(role->name)) role.reset();
    if (pronoun) figure.unit.clear();
    const bool tally = noun && rules_->tallies.contains(g.Lemma(*noun));
    const bool people = (person && (!tally || role)) || (role && (figure.unit.empty() || known));
    if (people && (!named_beside || figure.unit.empty())) figure.unit = "people";
  }
  figure.counted = noun;
  if (role) {
    figure.role = role->name;
    figure.predicate = role->word;
  }
  figure.standing = StandingOf(phrase, top, figure);
  if (role) {
    const bool own = noun && (!named_beside || IsPerson(*noun));
    const bool told = own && g[*noun].form == Form::kPlural && g[*noun].upos == Upos::kNoun &&
                      *noun != role->word && !rules_->remains.contains(g.Lemma(*noun));
    figure.what = (told                               ? std::string(g.Lower(*noun))
                   : figure.unit == "people" || !noun ? "people"
                                                      : std::string(g.Lower(*noun))) +
                  ' ' + figure.role;
  } else if (noun) {
    figure.what = NounText(*noun, phrase);
  } else if (const auto verb = g.Head(top); verb && g[*verb].upos != Upos::kNum) {
    figure.what = g.Lemma(*verb);
  }
  figure.source = SourceAround(top);
  const bool told = role || figure.unit == "magnitude" || (noun && NamesNumber(*noun));
  if (figure.source.empty() && told) figure.source = TellerOf(top);
}

// "The institute rates the quake at 5.9": whoever puts a number says it.
std::string FigureSense::TellerOf(WordIndex top) const {
  const Grammar& g = *grammar_;
  std::optional<WordIndex> verb = g.Head(top);
  for (int i = 0; verb && g[*verb].upos != Upos::kVerb && i < 2; ++i) verb = g.Head(*verb);
  if (!verb || !rules_->tell.contains(g.Lemma(*verb))) return "";
  const auto source = SourceOf(g, *names_, *verb);
  if (!source || source->words.Holds(top)) return "";
  const bool pronoun =
      g[source->words.first].upos == Upos::kPron && source->name == g.Printed(source->words.first);
  return pronoun ? "" : source->name;
}

std::string FigureSense::SourceAround(WordIndex word) const {
  const Grammar& g = *grammar_;
  const auto speaks = [&](WordIndex at) {
    if (g[at].upos != Upos::kVerb) return false;
    const Cue cue = CueOf(g.Lemma(at), g[at].upos, g.language());
    return cue == Cue::kSay || cue == Cue::kConfirm || cue == Cue::kAnnounce ||
           cue == Cue::kClaim || cue == Cue::kBelieve;
  };
  const auto name_by = [&](WordIndex cue) -> std::string {
    const auto source = SourceOf(g, *names_, cue);
    if (!source || source->words.Holds(word)) return std::string();
    const bool nobody = source->words.end == source->words.first + 1 &&
                        g[source->words.first].upos == Upos::kPron &&
                        source->name == g.Printed(source->words.first);
    return nobody ? std::string() : source->name;
  };
  std::optional<WordIndex> at = word;
  for (int i = 0; at && i < kMostSteps; ++i) {
    for (const WordIndex below : Below(g, *at)) {
      // "..., the ministry said"; "according to the ministry"
      const Relation part = UniversalPart(g[below].relation);
      if (part == Relation::kParataxis && speaks(below)) {
        if (std::string name = name_by(below); !name.empty()) return name;
      }
      if (part == Relation::kObl || part == Relation::kNmod) {
        const auto mark = g.Dependent(below, Relation::kCase);
        if (mark && g.Lower(*mark) == "according") return SourceAt(g, *names_, below).name;
      }
    }
    const auto head = g.Head(*at);
    if (head && speaks(*head)) {
      const Relation part = UniversalPart(g[*at].relation);
      if (part == Relation::kCcomp || part == Relation::kObj || part == Relation::kParataxis ||
          part == Relation::kObl) {
        if (std::string name = name_by(*head); !name.empty()) return name;
      }
    }
    at = head;
  }
  return "";
}

}  // namespace checkback
