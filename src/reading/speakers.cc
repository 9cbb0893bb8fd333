#include "reading/speakers.h"

#include <algorithm>
#include <array>

#include "reading/cues.h"
#include "reading/said_rules.h"

namespace checkback {
namespace {

// The head of an office and its name have no more words: "the head of the Marine Accident Office,
// Una Brandreth".
constexpr WordIndex kMostWordsOfASource = 40;

// "The newspaper Korve Tribune", "Radio 5": tells what others did. The words before "of" count: the
// editor of the Gazette is no newspaper.
bool IsOutlet(const Grammar& grammar, WordRange words) {
  const auto& outlets = SaidRulesOf(grammar.language()).outlets;
  const WordIndex end = std::min(words.end, words.first + kMostWordsOfASource);
  for (WordIndex word = words.first; word < end && grammar[word].upos != Upos::kAdp; ++word) {
    if (outlets.contains(grammar.Lemma(word))) return true;
  }
  return false;
}

}  // namespace

// What stands in a quote is told by its speaker, also where no clause around it says so.
std::optional<std::size_t> Speakers::InQuote(WordIndex word) {
  const std::size_t at = grammar_[word].span.start;
  const auto behind = std::upper_bound(
      quotes_.begin(), quotes_.end(), at,
      [](std::size_t byte, const Quote& quote) { return byte < quote.words.start; });
  if (behind == quotes_.begin()) return std::nullopt;
  const Quote& quote = *(behind - 1);
  if (at >= quote.words.end || quote.speaker.empty()) return std::nullopt;
  const std::size_t added = Add({WordsIn(quote.speaker_at), quote.speaker, quote.entity});
  if (IsAccording(quote)) sources_[added].official = false;
  return added;
}

// The one who speaks by the predicate of the clause at `place`.
std::optional<std::size_t> Speakers::Of(WordIndex cue, bool behind) {
  if (behind) {
    // Behind what was said: the subject is the nearest one, and not that of what was said.
    std::optional<WordIndex> subject;
    for (const WordIndex word : grammar_.Dependents(cue)) {
      if (UniversalPart(grammar_[word].relation) != Relation::kNsubj) continue;
      const std::size_t clause = clauses_.of_word[word];
      if (clause == Clauses::kNoClause || clauses_.all[clause].predicate != word) subject = word;
    }
    if (subject) return AddSpeaker(SourceAt(grammar_, names_, *subject));
    if (const auto source = SourceBefore(cue)) return AddSpeaker(*source);
  }
  const auto source = SourceOf(grammar_, names_, cue);
  if (!source) return std::nullopt;
  return AddSpeaker(*source);
}

// "We" is the speaker of the quote that it stands in; elsewhere the outlet itself speaks.
std::optional<std::size_t> Speakers::AddSpeaker(const Source& source) {
  const WordIndex first = source.words.first;
  const bool own = source.words.end == first + 1 && !source.entity &&
                   (grammar_.Lower(first) == "we" || grammar_.Lower(first) == "i");
  return own ? InQuote(first) : std::optional(Add(source));
}

// ", coastguard commander Fergus Daul told reporters": the words between the comma and the verb.
std::optional<Source> Speakers::SourceBefore(WordIndex cue) const {
  const WordRange sentence = grammar_.Sentence(grammar_.SentenceOf(cue));
  WordRange words{cue, cue};
  bool named = false;
  while (words.first > sentence.first && cue - words.first < kMostWordsOfASource) {
    const Upos upos = grammar_[words.first - 1].upos;
    if (upos == Upos::kPunct) break;
    named = named || upos == Upos::kNoun || upos == Upos::kPropn || upos == Upos::kPron;
    --words.first;
  }
  if (!named || words.first == sentence.first) return std::nullopt;
  Source source{words, std::string(Words(grammar_.text(), grammar_.Bytes(words))), {}};
  for (const Mention& mention : MentionsIn(words)) {
    if (names_.entities[mention.entity].kind == NameKind::kPlace) continue;
    source.name = names_.entities[mention.entity].name;
    source.entity = mention.entity;
  }
  return source;
}

// The source in "according to the charity", without the preposition.
Source Speakers::SourceBehind(WordIndex head) const {
  Source source = SourceAt(grammar_, names_, head);
  const auto preposition = grammar_.Dependent(head, Relation::kCase);
  if (!preposition) return source;
  const WordIndex end = grammar_.WordsUnder(*preposition).end;
  if (end <= source.words.first || end >= source.words.end) return source;
  source.words.first = end;
  if (!source.entity) source.name = Words(grammar_.text(), grammar_.Bytes(source.words));
  return source;
}

// The mentions that begin in `words`; they stand in the order of the text.
std::span<const Mention> Speakers::MentionsIn(WordRange words) const {
  const auto begins = [](const Mention& mention, WordIndex word) {
    return mention.words.first < word;
  };
  const auto& all = names_.mentions;
  const auto first = std::lower_bound(all.begin(), all.end(), words.first, begins);
  return {first, std::lower_bound(first, all.end(), words.end, begins)};
}

std::size_t Speakers::Add(const Source& source) {
  SourceOfClause added;
  added.name = source.name;
  added.entity = source.entity;
  added.official = IsOfficial(source.words, added.entity);
  sources_.push_back(std::move(added));
  return sources_.size() - 1;
}

bool Speakers::IsOfficial(WordRange words, std::optional<std::size_t> entity) const {
  const WordIndex end = std::min(words.end, words.first + kMostWordsOfASource);
  bool office = false, named = false, many = false, some = false;
  for (WordIndex word = words.first; word < end; ++word) {
    const Upos upos = grammar_[word].upos;
    // "a doctor at the General Hospital": not the doctor's office
    const Relation part = UniversalPart(grammar_[word].relation);
    if (word != words.first && grammar_[word].relation != Relation::kNmodPoss &&
        (part == Relation::kNmod || part == Relation::kAcl || part == Relation::kObl) &&
        (grammar_.Has(word, Relation::kCase) || part == Relation::kAcl)) {
      const WordRange below = grammar_.WordsUnder(word);
      if (below.first >= words.first && below.end <= words.end) {
        word = std::max(word, below.end - 1);
        continue;
      }
    }
    if (upos == Upos::kPropn) named = true;
    if (upos == Upos::kNoun || upos == Upos::kPropn) {
      const bool is =
          CueOf(grammar_.Lemma(word), Upos::kNoun, grammar_.language()) == Cue::kOfficial;
      office = office || is;
      // "commanders" are some of many, "the authorities" are not
      const bool as_body =
          CueOf(grammar_.Lower(word), Upos::kNoun, grammar_.language()) == Cue::kOfficial;
      if (is && grammar_[word].form == Form::kPlural && upos == Upos::kNoun && !as_body)
        many = true;
    }
    if (word == words.first && (grammar_.Lower(word) == "a" || grammar_.Lower(word) == "an" ||
                                grammar_.Lower(word) == "one" || grammar_.Lower(word) == "two")) {
      some = true;
    }
  }
  const bool person = entity && names_.entities[*entity].kind == NameKind::kPerson;
  if (!person && IsOutlet(grammar_, words)) return false;
  if (office) return !((many || some) && !named);
  if (!entity) return false;
  if (names_.entities[*entity].kind == NameKind::kOrganization) return true;
  for (const std::string& role : names_.entities[*entity].roles) {
    if (HoldsOffice(role)) return true;
  }
  return HoldsOffice(names_.entities[*entity].name);
}

// Up to a preposition: "doctor at the General Hospital" is no general.
bool Speakers::HoldsOffice(std::string_view words) const {
  constexpr std::array<std::string_view, 5> kPlaces = {"at", "in", "with", "from", "on"};
  std::string word;
  for (std::size_t i = 0; i <= words.size(); ++i) {
    const char c = i < words.size() ? words[i] : ' ';
    if (c != ' ' && c != '-') {
      word += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
      continue;
    }
    const Cue cue = CueOf(word, Upos::kNoun, grammar_.language());
    if (cue == Cue::kOfficial) return true;
    if (std::find(kPlaces.begin(), kPlaces.end(), word) != kPlaces.end()) return false;
    word.clear();
  }
  return false;
}

bool Speakers::IsAccording(const Quote& quote) const {
  const WordRange cue = WordsIn(quote.cue);
  return cue.first < cue.end && grammar_.Lower(cue.first) == "according";
}

// The words of a span.
WordRange Speakers::WordsIn(Span span) const {
  const auto& words = grammar_.parse().words;
  const auto before = [](const Word& word, std::size_t byte) { return word.span.start < byte; };
  const auto first = std::lower_bound(words.begin(), words.end(), span.start, before);
  const auto end = std::lower_bound(first, words.end(), span.end, before);
  return {static_cast<WordIndex>(first - words.begin()),
          static_cast<WordIndex>(end - words.begin())};
}

}  // namespace checkback
