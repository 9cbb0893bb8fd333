// What a story has told so far: which sentence was new when it came, what is open and what was
// answered, how numbers moved, where outlets disagree, what happened when and what is to come.
//
//   captures of one story, by time, each with its article and what was read in it
//      |
//   TellStory --> ToldStory { names, updates, questions, figures, statements, quotes,
//                             contradictions, timeline, expected }
//
// Everything is a span of the text of one capture, so nothing can be shown that was not printed. A
// story as of some moment is TellStory of the captures until then.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "reading/reading.h"
#include "text/instant.h"
#include "text/span.h"

namespace checkback {

// One capture of a story. Articles and readings outlive the call.
struct Telling {
  const Article* article = nullptr;
  const Reading* reading = nullptr;  // without its parse
  Instant seen_at{};
  std::size_t page = 0;                // the same for captures of one page
  std::size_t origin = 0;              // the same for captures that go back to one report
  bool is_visit = false;               // its page said the same before
  std::optional<std::size_t> copy_of;  // the earliest capture whose text it carries
};

// Words of one capture.
struct Passage {
  std::size_t capture = 0;  // place in the tellings
  Span span;                // in Article::text

  friend bool operator==(const Passage&, const Passage&) = default;
};

// A sentence of a correction note, which is no part of Article::text.
struct NotePassage {
  std::size_t block = 0;  // of Article::blocks
  Span span;              // in Block::text

  friend bool operator==(const NotePassage&, const NotePassage&) = default;
};

// The sentences of a capture that tell a reader of all earlier ones something new.
struct StoryUpdate {
  std::size_t capture = 0;
  std::vector<Span> sentences;
  std::vector<NotePassage> notes;  // that its page put up since it was seen last

  friend bool operator==(const StoryUpdate&, const StoryUpdate&) = default;
};

enum class QuestionState : std::uint8_t { kOpen, kAnswered, kExpired, kWithdrawn };

// An open question of the story: the same one asked by several is one. Open, answered by a new
// sentence (story/told/answers.h), withdrawn or expired (story/told/question_book.h).
struct StoryQuestion {
  std::string id;    // stable: of the capture and the words that opened it (question_ids.h)
  std::string kind;  // "whether", "who", ..., "how many"
  Passage opened;
  Span asked;  // in the text of the capture that opened it: "whether the envoys would go"
  AnswerType wants = AnswerType::kPolarity;
  std::vector<std::string> about;
  std::vector<Passage> asked_again;
  std::size_t origins = 1;  // independent reports that ask it
  std::string due;          // the last day that it is about: "2025-05-16"; "": none is named
  QuestionState state = QuestionState::kOpen;
  std::optional<Passage> answer;  // the sentence that settles it
  std::string headline;  // its words where a headline asks it: then `opened` and `asked` have none
  std::string outcome;   // "yes", "no", a value as printed; "" where it is open
  // The capture that settled it, took it out, or came after its day.
  std::optional<std::size_t> closed;

  friend bool operator==(const StoryQuestion&, const StoryQuestion&) = default;
};

// One whom the story names: a person, a body or a place, by all articles together.
struct StoryName {
  std::string id;    // stable: of the capture and the words that named it first
  std::string name;  // the fullest that was published: "Teodor Amaral"
  Passage printed;   // where it stands so
  NameKind kind = NameKind::kOther;
  std::string country;                // ISO 3166-1 alpha-3; "" where nothing tells it
  std::string stands_for;             // for whom it acts: "Russia" of the Kremlin; "" for others
  std::vector<Passage> roles;         // what it is called: "foreign minister"; each once
  std::vector<std::string> forms;     // as printed, each once, in the order of the story
  std::vector<std::size_t> captures;  // that name it, ascending; without visits
  std::size_t origins = 0;            // reports that name it

  friend bool operator==(const StoryName&, const StoryName&) = default;
};

// How one number moved.
struct FigurePoint {
  Passage at;
  double value = 0;
  std::optional<double> high;
  std::string bound;  // "exact", "at least", ...
  std::string source;
  std::optional<std::size_t> who;  // the source, in ToldStory::names

  friend bool operator==(const FigurePoint&, const FigurePoint&) = default;
};
struct FigureSeries {
  std::string id;
  std::string what;
  std::string unit;
  std::vector<FigurePoint> points;  // by time

  friend bool operator==(const FigureSeries&, const FigureSeries&) = default;
};

// Who said what, and how sure it was.
struct StoryStatement {
  Passage at;
  std::string source;  // by the fullest name of its article
  std::string status;
  std::optional<std::size_t> who;  // the source, in ToldStory::names

  friend bool operator==(const StoryStatement&, const StoryStatement&) = default;
};

// What several say of one thing, or one says otherwise than before: nothing is overwritten
// (story/told/claim_layer.h).
struct StoryClaim {
  std::string id;                    // stable: of the words that it was first made with
  std::vector<StoryStatement> rows;  // by time, two or more; another source or status each

  friend bool operator==(const StoryClaim&, const StoryClaim&) = default;
};

// The words of one whom an article quotes, or whose words it reports.
struct StoryQuote {
  Passage at;
  QuoteKind kind = QuoteKind::kDirect;
  std::string speaker;             // by the fullest name of its article; "" where nobody is named
  std::optional<std::size_t> who;  // the speaker, in ToldStory::names

  friend bool operator==(const StoryQuote&, const StoryQuote&) = default;
};

// How two passages came to exclude each other.
enum class ContradictionKind : std::uint8_t {
  kChangedSilently,  // a page prints another value in the same words, and says nothing of it
  kSideBySide,       // one report gives both
  kFell,             // a number that can only grow was higher before
  kAcross,           // two pages count the same thing differently
  kDenied,           // one says what the other says is not so
  kDay,              // two reports tell of one act on two days
  kPlace,            // in two places
  kWho,              // by two that cannot both have done it
};

// Two passages that cannot both hold. Never a verdict which does.
struct Contradiction {
  std::string id;  // stable: of the captures and the words
  std::string about;
  Passage a, b;
  ContradictionKind kind = ContradictionKind::kChangedSilently;
  Span a_says, b_says;  // the words in the sentences that exclude each other

  friend bool operator==(const Contradiction&, const Contradiction&) = default;
};

struct TimelineEntry {
  std::string date;  // 2025-05-14
  std::vector<Passage> sentences;
  std::size_t pages = 0;  // that name the day or were printed on it

  friend bool operator==(const TimelineEntry&, const TimelineEntry&) = default;
};

enum class ExpectedState : std::uint8_t { kDue, kHappened, kOverdue };

// What the story promised for a day.
struct Expected {
  std::string date;
  Passage at;
  ExpectedState state = ExpectedState::kDue;
  std::optional<Passage> happened;

  friend bool operator==(const Expected&, const Expected&) = default;
};

struct ToldStory {
  std::vector<StoryName> names;      // in the order in which they were named
  std::vector<StoryUpdate> updates;  // of every capture that is no visit, also where nothing is new
  std::vector<StoryQuestion> questions;  // in the order in which they were opened
  std::vector<FigureSeries> figures;
  std::vector<StoryStatement> statements;
  std::vector<StoryClaim> claims;  // in the order of their first row
  std::vector<StoryQuote> quotes;
  std::vector<Contradiction> contradictions;
  std::vector<TimelineEntry> timeline;  // by date
  std::vector<Expected> expected;       // by date

  friend bool operator==(const ToldStory&, const ToldStory&) = default;
};

// `tellings` by time. `language` is that of most of them (BCP 47). Deterministic. Safe to call from
// many threads.
ToldStory TellStory(std::span<const Telling> tellings, std::string_view language);

// The parts of it, each of the same captures. TellStory calls them in this order.
std::vector<StoryUpdate> FindUpdates(std::span<const Telling> tellings);
// What happened when (story/told/timeline.h).
std::vector<TimelineEntry> FindTimeline(std::span<const Telling> tellings,
                                        std::span<const StoryUpdate> updates);
// Figures of the same thing, also of copies; in the order of their first point.
std::vector<FigureSeries> FindFigureSeries(std::span<const Telling> tellings);
// What new sentences plan for a day after that of print, by that day. "Overdue" is counted from the
// last capture.
std::vector<Expected> FindExpected(std::span<const Telling> tellings,
                                   std::span<const StoryUpdate> updates);
// What cannot both hold, in the order in which it was seen (story/told/contradictions.h).
std::vector<Contradiction> FindContradictions(std::span<const Telling> tellings);

std::string_view NameOf(QuestionState state);     // "answered"
std::string_view NameOf(ExpectedState state);     // "overdue"
std::string_view NameOf(ContradictionKind kind);  // "changed silently"

}  // namespace checkback
