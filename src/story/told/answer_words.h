// The sentences of a capture as answers are looked for in them: their words, whom they speak of,
// and whether they hold a number, a time, a reason.
//
//   "She will fly on Monday because of the storm."  -->  words {fly monday storm}, with the name
//   of "she", a time, a reason, planned

#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "reading/status.h"
#include "story/told/content_words.h"
#include "story/told/told.h"

namespace checkback {

using HeldWords = std::vector<std::uint64_t>;  // families of content words (content_words.h)

struct HeldClause;

struct HeldSentence {
  Span span;
  HeldWords words;       // sorted, each once, like those below
  HeldWords with_names;  // and the names of those whom it calls otherwise: "she", "the minister"
  HeldWords pairs;       // of neighbours
  HeldWords numbers;
  HeldWords actors;           // words of its names but those of places
  HeldWords times;            // hashes of values: days and hours
  HeldWords said_times;       // those that belong to what is told, not to when it was said
  HeldWords counted;          // words for what its figures count
  HeldWords sources;          // words of those who tell what it tells
  std::uint64_t printed = 0;  // equal for the same sentence
  bool is_new = false;
  bool has_figure = false;
  bool has_place = false;
  bool has_reason = false;
  bool has_said_time = false;  // durations too
  bool says_no = false;
  bool denies = false;              // by a verb: "denied"
  bool asks = false;                // holds an open question
  bool only_asks = false;           // nearly all of it is an open question
  bool is_unsure = false;           // planned, conditional, proposed or unclear
  bool leaves_open = false;         // says that something is not known or not told
  bool wavers = false;              // says what may be, or what one thinks: "is likely to"
  bool names_somebody = false;      // says who somebody is: "was identified as"
  bool settles = false;             // says how something turned out: "it emerged that"
  bool is_rumour = false;           // tells what nobody stands up for
  std::vector<HeldClause> clauses;  // of a sentence that is new
};

// What one statement of a sentence says.
struct HeldClause {
  HeldSentence said;
  HeldWords source;  // words of the one who says so
  Status status = Status::kReported;
  double happened = 0;
  bool denies_others = false;  // denied by one of whom it does not speak
  HeldWords act, arguments;    // the word for the act; who acts, and to whom or what, with names
};

// Reads words of one capture so. Keeps what it is given; linear in the names of the article, then
// in the words that are read.
class HeldReader {
 public:
  explicit HeldReader(const Telling& telling);
  HeldSentence Read(const Span& span) const;
  // The same of words whose content was read already.
  HeldSentence Read(const Span& span, const Content& content) const;

 private:
  void ReadWords(const Content& content, HeldSentence& held) const;
  void ReadNames(HeldSentence& held) const;
  void ReadTimes(HeldSentence& held) const;
  void ReadFigures(HeldSentence& held) const;
  void ReadQuestions(HeldSentence& held) const;

  bool IsSaid(std::size_t place) const;

  const Article* article_;
  const Reading* reading_;
  std::vector<HeldWords> names_;  // by entity
  std::vector<Span> said_;        // what statements cover, joined
};

// The head words of a statement for who acts and for whom or what it is done, with the names that
// they stand for.
HeldWords ArgumentsOf(const Telling& telling, const NewsStatement& statement);

// In the order of the article. Linear.
std::vector<HeldSentence> HeldSentencesOf(const Telling& telling, const StoryUpdate& update);

HeldWords SortedFamiliesOf(const Telling& telling, const Span& span);
HeldWords MentionedAt(const Telling& telling, const Span& span);

// The words of those of `names` that are mentioned in `span`, however they are called there.
HeldWords MentionedIn(const Telling& telling, const Span& span);

// In the order of the text, each as often as it stands there.
HeldWords FamiliesOf(std::string_view text, std::string_view language);
// Of neighbours in `words`: sorted, each once.
HeldWords PairsOf(const HeldWords& words);

void SortEachOnce(HeldWords& words);
bool StartsWithCapital(std::string_view text);

inline bool Holding(const HeldWords& sorted, std::uint64_t word) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

}  // namespace checkback
