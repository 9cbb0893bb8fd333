#include "answer/alerts/state_changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "answer/story_edits.h"
#include "reading/cues.h"
#include "reading/lemma.h"
#include "story/told/in_sentence.h"
#include "story/told/sentence_around.h"
#include "story/told/since.h"
#include "story/told/time_span.h"
#include "story/words.h"
#include "text/hash.h"

namespace checkback {
namespace {

constexpr std::array<std::string_view, kChangeKinds> kNames = {
    "new",    "opened",        "answered", "denied",   "confirmed",
    "number", "contradiction", "edited",   "expected", "overdue"};
constexpr std::size_t kKeyDigits = 24;  // 96 bits

// What a text is known by: its letters, without regard to case, quotation marks and dashes.
std::string KnownBy(std::string_view text) {
  std::string known;
  for (const FoldedWord& word : WordsOf(text)) known += fmt::format("{:x} ", word.hash);
  return known;
}

std::string KeyOf(ChangeKind kind, std::string_view known_by) {
  return Sha256Hex(fmt::format("{}\n{}", NameOf(kind), known_by)).substr(0, kKeyDigits);
}

// "denied", "a lie", "untrue", "wrong".
bool HasWordOfDenial(std::string_view sentence, std::string_view language) {
  constexpr std::pair<Upos, Form> kRead[] = {{Upos::kVerb, Form::kPast},
                                             {Upos::kVerb, Form::kPresent},
                                             {Upos::kNoun, Form::kSingular},
                                             {Upos::kAdj, Form::kPositive}};
  const std::vector<FoldedWord> words = WordsOf(sentence);
  return std::any_of(words.begin(), words.end(), [&](const FoldedWord& word) {
    const std::string_view printed = Words(sentence, {word.start, word.end});
    return std::any_of(std::begin(kRead), std::end(kRead), [&](const auto& read) {
      const std::string lemma = LemmaOf(printed, read.first, read.second, language);
      return CueOf(lemma, read.first, language) == Cue::kDeny;
    });
  });
}

class ChangeFinder {
 public:
  explicit ChangeFinder(const WholeStory& whole) : whole_(whole), told_(whole.told) {}

  std::vector<StateChange> Find() {
    NewSentences();
    Questions();
    Claims();
    Denials();
    Numbers();
    Contradictions();
    Edits();
    ExpectedDays();
    std::stable_sort(changes_.begin(), changes_.end(),
                     [](const StateChange& a, const StateChange& b) {
                       return std::pair(a.capture, a.kind) < std::pair(b.capture, b.kind);
                     });
    KeepFirst();
    return std::move(changes_);
  }

 private:
  // The words of `span` as they are.
  ChangedWords At(std::string_view role, std::size_t capture, const Span& span) const {
    return {role, capture, span, std::string(Words(whole_.articles[capture].text, span))};
  }
  // The sentence around them.
  ChangedWords Sentence(std::string_view role, const Passage& at) const {
    if (whole_.readings.empty()) return At(role, at.capture, at.span);
    const Span sentence = SentenceAround(whole_.readings[at.capture], at.span);
    const bool holds = sentence.start <= at.span.start && at.span.end <= sentence.end;
    return At(role, at.capture, holds ? sentence : at.span);
  }
  void Add(ChangeKind kind, std::vector<ChangedWords> words, std::string about, std::string detail,
           std::vector<std::string> keys) {
    const std::size_t capture = words.front().capture;
    changes_.push_back(
        {kind, capture, std::move(words), std::move(about), std::move(detail), std::move(keys)});
  }

  void NewSentences() {
    for (const StoryUpdate& update : told_.updates) {
      const auto add = [&](ChangedWords words) {
        std::string key = KeyOf(ChangeKind::kNew, KnownBy(words.text));
        Add(ChangeKind::kNew, {std::move(words)}, "", "", {std::move(key)});
      };
      for (const Span& span : update.sentences) add(At("new", update.capture, span));
      for (const NotePassage& note : update.notes) {
        const Block& block = whole_.articles[update.capture].blocks[note.block];
        add({"new", update.capture, std::nullopt, std::string(Words(block.text, note.span))});
      }
    }
  }

  ChangedWords Asked(const StoryQuestion& question) const {
    if (question.headline.empty()) return Sentence("asked", question.opened);
    return {"asked", question.opened.capture, std::nullopt, question.headline};
  }

  void Questions() {
    for (const StoryQuestion& question : told_.questions) {
      const ChangedWords asked = Asked(question);
      std::vector<std::string> known = {KnownBy(asked.text)};  // the first form is the main one
      for (const Passage& again : question.asked_again) {
        std::string form = KnownBy(Sentence("asked", again).text);
        if (std::find(known.begin(), known.end(), form) == known.end())
          known.push_back(std::move(form));
      }
      std::vector<std::string> opened, answered;
      ChangedWords by;
      if (question.answer) by = Sentence("by", *question.answer);
      // A yes or a no is the same one whoever says it.
      const bool is_plain = question.wants == AnswerType::kPolarity && !question.outcome.empty();
      for (const std::string& one : known) {
        opened.push_back(KeyOf(ChangeKind::kOpened, question.kind + '\n' + one));
        if (!question.answer) continue;
        const std::string begin = question.kind + '\n' + one + '\n';
        answered.push_back(KeyOf(ChangeKind::kAnswered, begin + KnownBy(by.text)));
        if (is_plain)
          answered.push_back(KeyOf(ChangeKind::kAnswered, begin + '\n' + question.outcome));
      }
      Add(ChangeKind::kOpened, {asked}, question.id, "", std::move(opened));
      if (question.answer)
        Add(ChangeKind::kAnswered, {std::move(by), asked}, question.id, question.outcome,
            std::move(answered));
    }
  }

  // Of what was said before with another status.
  void Claims() {
    for (const StoryClaim& claim : told_.claims) {
      for (std::size_t i = 1; i < claim.rows.size(); ++i) {
        const StoryStatement& row = claim.rows[i];
        const auto kind = ChangeOf(row.status);
        const auto other = std::find_if(
            claim.rows.begin(), claim.rows.begin() + static_cast<std::ptrdiff_t>(i),
            [&](const StoryStatement& earlier) { return earlier.status != row.status; });
        if (!kind || &*other == &row) continue;
        ChangedWords says = Sentence("says", row.at);
        std::string key = KeyOf(*kind, KnownBy(says.text));
        Add(*kind, {std::move(says), Sentence("against", other->at)}, claim.id, other->status,
            {std::move(key)});
      }
    }
  }
  static std::optional<ChangeKind> ChangeOf(std::string_view status) {
    if (status == NameOf(Status::kDenied)) return ChangeKind::kDenied;
    if (status == NameOf(Status::kConfirmed)) return ChangeKind::kConfirmed;
    return std::nullopt;
  }

  // What is denied of others, and what somebody denies in a new sentence though nobody was seen to
  // say it. Not every "not": "nobody was hurt" denies nothing.
  void Denials() {
    for (const Contradiction& contradiction : told_.contradictions) {
      if (contradiction.kind != ContradictionKind::kDenied) continue;
      const bool b_last = contradiction.b.capture >= contradiction.a.capture;
      ChangedWords says = Sentence("says", b_last ? contradiction.b : contradiction.a);
      std::string key = KeyOf(ChangeKind::kDenied, KnownBy(says.text));
      Add(ChangeKind::kDenied,
          {std::move(says), Sentence("against", b_last ? contradiction.a : contradiction.b)},
          contradiction.id, "", {std::move(key)});
    }
    for (const StoryStatement& statement : told_.statements) {
      if (statement.status != NameOf(Status::kDenied) ||
          !IsInNewSentence(statement.at, told_.updates))
        continue;
      ChangedWords says = Sentence("says", statement.at);
      if (!HasWordOfDenial(says.text, whole_.articles[says.capture].language)) continue;
      std::string key = KeyOf(ChangeKind::kDenied, KnownBy(says.text));
      Add(ChangeKind::kDenied, {std::move(says)}, "", "", {std::move(key)});
    }
  }

  // Values that a series never had. Another source that stays with an earlier one moves nothing.
  void Numbers() {
    for (const FigureSeries& series : told_.figures) {
      std::set<std::pair<double, double>> had;
      for (std::size_t i = 0; i < series.points.size(); ++i) {
        const FigurePoint& point = series.points[i];
        const double high = point.high.value_or(point.value);
        if (!had.emplace(point.value, high).second || i == 0) continue;
        ChangedWords now = Sentence("now", point.at);
        const std::string value = fmt::format("\n{} {}\n", point.value, high);
        std::vector<std::string> keys = {
            KeyOf(ChangeKind::kNumber, value + KnownBy(now.text)),
            KeyOf(ChangeKind::kNumber, series.what + '\n' + series.unit + '\n' + value)};
        std::string detail =
            fmt::format("{} -> {}",
                        Words(whole_.articles[series.points[i - 1].at.capture].text,
                              series.points[i - 1].at.span),
                        Words(whole_.articles[point.at.capture].text, point.at.span));
        Add(ChangeKind::kNumber, {std::move(now), Sentence("was", series.points[i - 1].at)},
            series.id, std::move(detail), std::move(keys));
      }
    }
  }

  void Contradictions() {
    for (const Contradiction& contradiction : told_.contradictions) {
      ChangedWords a = Sentence("says", contradiction.a), b = Sentence("says", contradiction.b);
      if (b.capture >= a.capture) std::swap(a, b);
      b.role = "against";
      std::string one = KnownBy(a.text), other = KnownBy(b.text);
      if (other < one) std::swap(one, other);
      std::string key = KeyOf(ChangeKind::kContradiction, one + '\n' + other);
      Add(ChangeKind::kContradiction, {std::move(a), std::move(b)}, contradiction.id,
          std::string(NameOf(contradiction.kind)), {std::move(key)});
    }
  }

  void Edits() {
    for (const StoryEdit& edit : EditsOf(whole_)) {
      if (edit.reason == EditReason::kUpdate) continue;  // what it put in is new, or it is not news
      StateChange change{.kind = ChangeKind::kEdited,
                         .capture = edit.to,
                         .words = {},
                         .about = {},
                         .detail = std::string(NameOf(edit.reason)),
                         .keys = {}};
      const std::string page = fmt::format(
          "{}\n{}\n", PageKeyOf(whole_.story.captures[edit.to].capture.url), NameOf(edit.reason));
      for (const Edit& one : edit.diff.edits) AddEdit(edit, one, page, change);
      if (edit.reason == EditReason::kCorrection) AddNotes(edit, page, change);
      if (!change.words.empty()) changes_.push_back(std::move(change));
    }
  }
  void AddEdit(const StoryEdit& edit, const Edit& one, const std::string& page,
               StateChange& change) const {
    const auto words = [&](std::string_view role, std::size_t capture, const Span& span) {
      const std::string_view text = TextOf(whole_.articles[capture], one);
      ChangedWords said{role, capture, span, std::string(Words(text, span))};
      if (one.what == EditKind::kHeadline) said.span.reset();
      return said;
    };
    const ChangedWords now = words("now", edit.to, one.now_phrase);
    const ChangedWords was = words("was", edit.from, one.was_phrase);
    change.keys.push_back(
        KeyOf(ChangeKind::kEdited, page + KnownBy(was.text) + '\n' + KnownBy(now.text)));
    if (!now.text.empty()) change.words.push_back(now);
    if (!was.text.empty()) change.words.push_back(was);
  }
  void AddNotes(const StoryEdit& edit, const std::string& page, StateChange& change) const {
    for (const std::string& note :
         DiffArticles(whole_.articles[edit.from], whole_.articles[edit.to]).corrections) {
      change.words.push_back({"note", edit.to, std::nullopt, note});
      change.keys.push_back(KeyOf(ChangeKind::kEdited, page + KnownBy(note)));
    }
  }

  void ExpectedDays() {
    for (const Expected& expected : told_.expected) {
      ChangedWords promised = Sentence("promised", expected.at);
      const std::string known = expected.date + '\n' + KnownBy(promised.text);
      Add(ChangeKind::kExpected, {promised}, "", expected.date,
          {KeyOf(ChangeKind::kExpected, known)});
      if (expected.state != ExpectedState::kOverdue) continue;
      const auto since = OverdueFrom(expected);
      if (!since) continue;
      Add(ChangeKind::kOverdue, {std::move(promised)}, "", expected.date,
          {KeyOf(ChangeKind::kOverdue, known)});
      changes_.back().capture = *since;
    }
  }
  // The first capture after the last day that was promised.
  std::optional<std::size_t> OverdueFrom(const Expected& expected) const {
    using std::chrono::days;
    if (whole_.readings.empty()) return std::nullopt;
    const Reading& reading = whole_.readings[expected.at.capture];
    std::optional<std::chrono::sys_days> last;
    for (const TimeExpression& time : InSentence(reading.times, expected.at.span)) {
      const auto named = DaysOf(time.value);
      if (!named || ToRfc3339(Instant(named->first)).substr(0, 10) != expected.date) continue;
      last = std::max(last.value_or(named->last), named->last);
    }
    const std::vector<StoryCapture>& captures = whole_.story.captures;
    for (std::size_t i = expected.at.capture; last && i < captures.size(); ++i)
      if (std::chrono::floor<days>(captures[i].capture.seen_at) > *last) return i;
    return std::nullopt;
  }

  // The first of those that are one, with the keys of all.
  void KeepFirst() {
    std::unordered_map<std::string, std::size_t> by_key;
    std::vector<StateChange> kept;
    kept.reserve(changes_.size());
    for (StateChange& change : changes_) {
      const auto has = [&](const std::string& key) { return by_key.contains(key); };
      if (!IsKnown(change, has)) {
        for (const std::string& key : change.keys) by_key.emplace(key, kept.size());
        kept.push_back(std::move(change));
      } else if (change.kind != ChangeKind::kEdited) {
        const auto first = std::find_if(change.keys.begin(), change.keys.end(), has);
        const std::size_t place = by_key[*first];
        for (std::string& key : change.keys)
          if (by_key.emplace(key, place).second) kept[place].keys.push_back(std::move(key));
      }
    }
    changes_ = std::move(kept);
  }

  const WholeStory& whole_;
  const ToldStory& told_;
  std::vector<StateChange> changes_;
};

}  // namespace

std::vector<StateChange> StateChangesOf(const WholeStory& whole) {
  return ChangeFinder(whole).Find();
}

bool IsKnown(const StateChange& change, const std::function<bool(const std::string&)>& has) {
  return change.kind == ChangeKind::kEdited
             ? std::all_of(change.keys.begin(), change.keys.end(), has)
             : std::any_of(change.keys.begin(), change.keys.end(), has);
}

std::vector<StateChange> StateChangesBetween(const WholeStory& before, const WholeStory& after) {
  std::unordered_set<std::string> known;
  for (const StateChange& change : StateChangesOf(before))
    known.insert(change.keys.begin(), change.keys.end());
  std::vector<StateChange> changes = StateChangesOf(after);
  std::erase_if(changes, [&](const StateChange& change) {
    return IsKnown(change, [&](const std::string& key) { return known.contains(key); });
  });
  return changes;
}

std::string ChangeIdOf(const WholeStory& whole, const StateChange& change) {
  return Sha256Hex(fmt::format("{}\n{}", whole.story.captures[change.capture].capture.id,
                               change.keys.front()))
      .substr(0, kKeyDigits);
}

std::string_view NameOf(ChangeKind kind) {
  return kNames[static_cast<std::size_t>(kind)];
}

std::optional<ChangeKind> ChangeKindOf(std::string_view name) {
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<ChangeKind>(found - kNames.begin());
}

}  // namespace checkback
