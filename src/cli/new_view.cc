#include "cli/new_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "answer/question_words.h"
#include "answer/stories_json.h"
#include "answer/story_edits.h"
#include "answer/told_json.h"
#include "cli/article_view.h"
#include "cli/sheet.h"
#include "cli/versions_view.h"
#include "story/told/edit_reason.h"
#include "text/json_writer.h"

namespace checkback {
namespace {

constexpr std::size_t kShownId = 8;
constexpr std::size_t kColumn = kShownId + 2;
constexpr std::size_t kWordsColumn = kColumn + 2;
constexpr std::size_t kMostStatements = 8;  // --json has all
constexpr std::size_t kMostChanges = 3;     // of one edit

std::string ClockTime(Instant seen_at) {
  return Clock({.utc = seen_at, .offset = std::chrono::minutes(0), .has_time = true});
}

// Sentences that follow one another in a paragraph, as one run.
std::vector<Span> RunsOf(const std::vector<Span>& sentences, std::string_view text) {
  std::vector<Span> runs;
  for (const Span& span : sentences) {
    const bool follows =
        !runs.empty() &&
        Words(text, {runs.back().end, span.start}).find_first_not_of(' ') == std::string_view::npos;
    if (follows)
      runs.back().end = span.end;
    else
      runs.push_back(span);
  }
  return runs;
}

// "09:12 yesterday": hours are those of UTC, as everywhere.
std::string SinceWords(Instant since, Instant now) {
  using std::chrono::days;
  const auto today = std::chrono::floor<days>(now);
  const auto day = std::chrono::floor<days>(since);
  if (since > now || day < today - days(1)) return ClockTime(since);
  const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::minutes>(since - day));
  return fmt::format("{:02}:{:02}{}", clock.hours().count(), clock.minutes().count(),
                     day == today ? "" : " yesterday");
}

class NewSheet {
 public:
  NewSheet(const WholeStory& whole, const Terminal& terminal) : whole_(whole), sheet_(terminal) {}

  std::string Take(const ToldSince& kept, const LookBackFrom& from) {
    const StoredStory& story = whole_.story;
    sheet_.Line(kColumn, Style::kBold, story.title.empty() ? "(no headline)" : story.title,
                story.id.substr(0, kShownId));
    sheet_.Line(kColumn, Style::kPlain, OpeningLineOf(kept.counts, from));
    sheet_.Gap();
    NewFacts();
    Figures();
    Statements();
    Answered();
    StillOpen(kept.still_open);
    Edited(from.since.value_or(Instant::min()));
    return sheet_.Take();
  }

 private:
  std::string_view At(const Passage& passage) const {
    return Words(whole_.articles[passage.capture].text, passage.span);
  }
  std::string WhoAndWhen(std::size_t capture) const {
    const StoryCapture& c = whole_.story.captures[capture];
    return fmt::format("{}, {}", c.outlet, ClockTime(c.capture.seen_at));
  }
  void Heading(std::string_view words, bool& any) {
    if (!any) sheet_.Line(kColumn, Style::kBold, words);
    any = true;
  }

  // The captures with what each one brought.
  void NewFacts() {
    bool any = false;
    for (const StoryUpdate& update : whole_.told.updates) {
      if (update.sentences.empty() && update.notes.empty()) continue;
      Heading("New", any);
      const StoryCapture& c = whole_.story.captures[update.capture];
      const Article& article = whole_.articles[update.capture];
      sheet_.Line(kColumn, Style::kAccent, c.headline.empty() ? "(no headline)" : c.headline,
                  c.capture.id.substr(0, kShownId));
      sheet_.Line(kColumn, Style::kDim, WhoAndWhen(update.capture));
      for (const Span& span : RunsOf(update.sentences, article.text))
        sheet_.Line(kWordsColumn, Style::kPlain, Words(article.text, span));
      for (const NotePassage& note : update.notes)
        sheet_.Line(kWordsColumn, Style::kWarn, Words(article.blocks[note.block].text, note.span));
      sheet_.Gap();
    }
  }

  // The points as printed, where another value is told than by the one before.
  void Figures() {
    bool any = false;
    for (const FigureSeries& series : whole_.told.figures) {
      std::string points;
      std::size_t values = 0;
      const FigurePoint* last = nullptr;
      for (const FigurePoint& point : series.points) {
        const bool same = last != nullptr && last->value == point.value &&
                          last->high == point.high && last->bound == point.bound;
        // Copies that come late tell an old number once more.
        const bool is_new = IsInNewSentence(point.at, whole_.told.updates);
        if (same || (last != nullptr && !is_new)) continue;
        points += fmt::format("{}{}", values == 0 ? "" : " → ", At(point.at));
        ++values;
        last = &point;
      }
      if (values < 2) continue;  // a series of one value has not moved
      Heading("Figures that moved", any);
      sheet_.Line(kWordsColumn, Style::kPlain,
                  fmt::format("{}: {}", series.what.empty() ? series.unit : series.what, points));
    }
    if (any) sheet_.Gap();
  }

  // Whether it can be read alone and says more than that somebody said it, and none beside it says
  // the same with more words.
  bool IsWorthALine(std::size_t place) const {
    constexpr std::size_t kFewWords = 4, kNear = 20;
    const auto& all = whole_.told.statements;
    const StoryStatement& statement = all[place];
    const std::string_view words = At(statement.at);
    if (statement.source.empty() || statement.status == NameOf(Status::kReported)) return false;
    if (static_cast<std::size_t>(std::count(words.begin(), words.end(), ' ')) + 1 < kFewWords)
      return false;
    const std::size_t end = std::min(all.size(), place + kNear);
    for (std::size_t i = place - std::min(place, kNear); i < end; ++i) {
      const Span outer = all[i].at.span, inner = statement.at.span;
      if (i != place && all[i].at.capture == statement.at.capture && outer != inner &&
          outer.start <= inner.start && inner.end <= outer.end &&
          all[i].status == statement.status && all[i].source == statement.source) {
        return false;
      }
    }
    return true;
  }

  // Of new sentences, those that somebody is named for and that are more, or less, than a report.
  void Statements() {
    bool any = false;
    std::size_t shown = 0, left = 0;
    for (std::size_t i = 0; i < whole_.told.statements.size(); ++i) {
      const StoryStatement& statement = whole_.told.statements[i];
      if (!IsInNewSentence(statement.at, whole_.told.updates) || !IsWorthALine(i)) continue;
      if (shown == kMostStatements) {
        ++left;
        continue;
      }
      ++shown;
      Heading("Who says what", any);
      sheet_.Line(kWordsColumn, Style::kDim,
                  fmt::format("{} · {} · {}", statement.source, statement.status,
                              WhoAndWhen(statement.at.capture)));
      sheet_.Line(kWordsColumn + 2, Style::kPlain, At(statement.at));
    }
    if (left > 0)
      sheet_.Line(kWordsColumn, Style::kDim,
                  fmt::format("and {}", Counted(left, "more statement", "more statements")));
    if (any) sheet_.Gap();
  }

  void Answered() {
    bool any = false;
    for (const StoryQuestion& question : whole_.told.questions) {
      if (!question.answer) continue;
      Heading("Answered", any);
      sheet_.Line(kWordsColumn, Style::kDim, QuestionWords(whole_, question));
      sheet_.Line(kWordsColumn + 2, Style::kPlain, At(*question.answer));
    }
    if (any) sheet_.Gap();
  }
  void StillOpen(const std::vector<StoryQuestion>& questions) {
    bool any = false;
    for (const StoryQuestion& question : questions) {
      Heading("Still open", any);
      sheet_.Line(kWordsColumn, Style::kWarn, QuestionWords(whole_, question));
    }
    if (any) sheet_.Gap();
  }

  // How pages were changed, with the words that were there and those that are.
  void Edited(Instant since) {
    bool any = false;
    for (const StoryEdit& edit : EditsSince(whole_, since)) {
      Heading("Edited", any);
      sheet_.Line(kWordsColumn, Style::kWarn,
                  fmt::format("{}: {}, {}", NameOf(edit.reason),
                              edit.diff.edits.empty() ? "a note" : KindsOf(edit.diff),
                              WhoAndWhen(edit.to)));
      const std::size_t shown = std::min(kMostChanges, edit.diff.edits.size());
      for (std::size_t i = 0; i < shown; ++i) {
        const Edit& change = edit.diff.edits[i];
        Phrase(TextOf(whole_.articles[edit.from], change), change.was_phrase, "-", Style::kBad);
        Phrase(TextOf(whole_.articles[edit.to], change), change.now_phrase, "+", Style::kAccent);
      }
    }
    if (any) sheet_.Gap();
  }
  void Phrase(std::string_view text, const Span& phrase, std::string_view sign, Style style) {
    if (phrase.empty()) return;
    sheet_.Line(kWordsColumn + 2, style, Words(text, phrase),
                std::string(kWordsColumn, ' ') + std::string(sign), style);
  }

  const WholeStory& whole_;
  Sheet sheet_;
};

// What is said where nothing came; "nothing new" only where all was looked at.
std::string NothingOf(const SinceCounts& counts) {
  if (counts.pages_seen == counts.pages) return "nothing new";
  const std::size_t left = counts.pages - counts.pages_seen;
  return fmt::format("nothing came; {} of {} not been seen again", left,
                     counts.pages == 1 ? "1 page has" : fmt::format("{} pages have", counts.pages));
}

}  // namespace

std::string OpeningLineOf(const SinceCounts& counts, const LookBackFrom& from) {
  std::vector<std::string> parts;
  const auto part = [&](std::size_t count, std::string_view one, std::string_view many) {
    if (count > 0) parts.push_back(Counted(count, one, many));
  };
  part(counts.articles, "article", "articles");
  part(counts.copies, "copy", "copies");
  part(counts.versions, "page changed", "pages changed");
  part(counts.sentences, "new sentence", "new sentences");
  part(counts.statements, "new statement", "new statements");
  part(counts.figures, "figure changed", "figures changed");
  part(counts.opened, "question opened", "questions opened");
  part(counts.answered, "question answered", "questions answered");
  std::string told =
      counts.IsEmpty() ? NothingOf(counts) : fmt::format("{}", fmt::join(parts, ", "));
  if (!from.since) return told;
  // What was seen at `since` itself is known: since a day is since the second before it began.
  return fmt::format("Since {}: {}", SinceWords(*from.since + std::chrono::seconds(1), from.now),
                     told);
}

std::string NewViewOf(const WholeStory& whole, const ToldSince& kept, const LookBackFrom& from,
                      const Terminal& terminal) {
  return NewSheet(whole, terminal).Take(kept, from);
}

}  // namespace checkback
