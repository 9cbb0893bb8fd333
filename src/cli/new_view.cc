#include "cli/new_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "answer/question_words.h"
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

class NewSheet {
 public:
  NewSheet(const WholeStory& whole, const Terminal& terminal) : whole_(whole), sheet_(terminal) {}

  std::string Take(const SinceCounts& counts, std::optional<Instant> since) {
    const StoredStory& story = whole_.story;
    sheet_.Line(kColumn, Style::kBold, story.title.empty() ? "(no headline)" : story.title,
                story.id.substr(0, kShownId));
    sheet_.Line(kColumn, Style::kPlain, OpeningLineOf(counts, since));
    sheet_.Gap();
    Sentences();
    Figures();
    Questions("Answered", true);
    Questions("Still open", false);
    return sheet_.Take();
  }

 private:
  std::string_view At(const Passage& passage) const {
    return Words(whole_.articles[passage.capture].text, passage.span);
  }

  // The captures with what each one brought, and how it changed the page.
  void Sentences() {
    std::map<std::int64_t, std::size_t> last;
    auto update = whole_.told.updates.begin();
    for (std::size_t i = 0; i < whole_.story.captures.size(); ++i) {
      const StoryCapture& c = whole_.story.captures[i];
      if (c.is_visit) continue;
      const auto before = last.find(c.page);
      if (update != whole_.told.updates.end() && update->capture == i)
        Capture(*update++, before == last.end() ? std::nullopt : std::optional(before->second));
      last[c.page] = i;
    }
  }

  void Capture(const StoryUpdate& update, std::optional<std::size_t> before) {
    if (update.sentences.empty() && update.notes.empty()) return;
    const StoryCapture& c = whole_.story.captures[update.capture];
    const Article& article = whole_.articles[update.capture];
    sheet_.Line(kColumn, Style::kBold, c.headline.empty() ? "(no headline)" : c.headline,
                c.capture.id.substr(0, kShownId));
    sheet_.Line(kColumn, Style::kDim,
                fmt::format("{}, {}", c.outlet, ClockTime(c.capture.seen_at)));
    if (before) {
      const Article& was = whole_.articles[*before];
      const Diff diff = DiffArticles(was, article);
      sheet_.Line(kColumn, Style::kWarn,
                  fmt::format("{}: {}", NameOf(ReasonOf(was, article, diff)), KindsOf(diff)));
    }
    for (const Span& span : RunsOf(update.sentences, article.text))
      sheet_.Line(kWordsColumn, Style::kPlain, Words(article.text, span));
    for (const NotePassage& note : update.notes)
      sheet_.Line(kWordsColumn, Style::kWarn, Words(article.blocks[note.block].text, note.span));
    sheet_.Gap();
  }

  // The points as printed; a series of one point has not moved.
  void Figures() {
    bool any = false;
    for (const FigureSeries& series : whole_.told.figures) {
      if (series.points.size() < 2) continue;
      if (!any) sheet_.Line(kColumn, Style::kBold, "Figures");
      any = true;
      std::string row = series.what.empty() ? series.unit : series.what;
      std::string_view last;
      for (const FigurePoint& point : series.points) {
        if (At(point.at) == last) continue;
        row += fmt::format("{}{}", last.empty() ? ": " : "; ", At(point.at));
        last = At(point.at);
      }
      sheet_.Line(kWordsColumn, Style::kPlain, row);
    }
    if (any) sheet_.Gap();
  }

  void Questions(std::string_view heading, bool answered) {
    bool any = false;
    for (const StoryQuestion& question : whole_.told.questions) {
      if (answered != question.answer.has_value() ||
          (!answered && question.state != QuestionState::kOpen))
        continue;
      if (!any) sheet_.Line(kColumn, Style::kBold, heading);
      any = true;
      sheet_.Line(kWordsColumn, answered ? Style::kDim : Style::kWarn,
                  QuestionWords(whole_, question));
      if (question.answer) sheet_.Line(kWordsColumn + 2, Style::kPlain, At(*question.answer));
    }
    if (any) sheet_.Gap();
  }

  const WholeStory& whole_;
  Sheet sheet_;
};

}  // namespace

std::string OpeningLineOf(const SinceCounts& counts, std::optional<Instant> since) {
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
  // What was seen at `since` itself is known: since a day is since the second before it began.
  const auto from = since ? *since + std::chrono::seconds(1) : Instant();
  std::string line = since ? fmt::format("Since {}: ", ClockTime(from)) : "";
  if (parts.empty()) return line + (since ? "nothing new" : "Nothing new");
  return line + fmt::format("{}", fmt::join(parts, ", "));
}

std::string NewViewOf(const WholeStory& whole, const SinceCounts& counts,
                      std::optional<Instant> since, const Terminal& terminal) {
  return NewSheet(whole, terminal).Take(counts, since);
}

std::string NewAsJson(const WholeStory& whole, const SinceCounts& counts,
                      std::optional<Instant> since) {
  JsonWriter json;
  const auto number = [&](std::string_view name, std::size_t count) {
    json.Key(name).Number(static_cast<std::int64_t>(count));
  };
  json.Object([&] {
    json.Key("id").Text(whole.story.id);
    json.Key("title").TextOrNull(whole.story.title);
    json.Key("since").TextOrNull(since ? ToRfc3339(*since) : "");
    json.Key("counts").Object([&] {
      number("articles", counts.articles);
      number("copies", counts.copies);
      number("versions", counts.versions);
      number("sentences", counts.sentences);
      number("statements", counts.statements);
      number("figures", counts.figures);
      number("opened", counts.opened);
      number("answered", counts.answered);
    });
    WriteTold(whole, json);
  });
  return json.Take();
}

}  // namespace checkback
