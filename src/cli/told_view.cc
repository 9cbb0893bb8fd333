#include "cli/told_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <set>

#include "answer/most_named.h"
#include "cli/article_view.h"

namespace checkback {
namespace {

constexpr std::size_t kIndent = 14;
constexpr std::size_t kMostSentences = 5;  // of one capture; --json has all
constexpr std::size_t kMostPeople = 8;     // those that most captures name
constexpr std::size_t kMostOthers = 8;
constexpr std::size_t kMostPoints = 24;  // of a sparkline: the newest

class ToldView {
 public:
  ToldView(const WholeStory& whole, Sheet& sheet) : whole_(whole), sheet_(sheet) {}

  void Whole() {
    People();
    Questions("Still open", QuestionState::kOpen);
    Questions("Answered", QuestionState::kAnswered);
    Figures();
    Contradictions();
    Timeline();
    ExpectedDays();
  }

 private:
  std::string_view At(const Passage& passage) const {
    return Words(whole_.articles[passage.capture].text, passage.span);
  }
  std::string WhoAndWhen(std::size_t capture) const {
    const StoryCapture& c = whole_.story.captures[capture];
    return fmt::format(
        "{}, {}", c.outlet,
        Clock({.utc = c.capture.seen_at, .offset = std::chrono::minutes(0), .has_time = true}));
  }
  void Title(std::string_view title) {
    sheet_.Gap();
    sheet_.Line(0, Style::kBold, title);
  }

  void Questions(std::string_view title, QuestionState state) {
    bool any = false;
    for (const StoryQuestion& question : whole_.told.questions) {
      if (question.state != state) continue;
      if (!any) Title(title);
      any = true;
      const bool open = state == QuestionState::kOpen;
      sheet_.Line(kIndent, open ? Style::kWarn : Style::kPlain, At(question.opened),
                  "  " + question.kind);
      sheet_.Line(kIndent, Style::kDim, WhoAndWhen(question.opened.capture));
      if (!question.answer) continue;
      sheet_.Line(kIndent + 2, Style::kBold, At(*question.answer));
      sheet_.Line(kIndent + 2, Style::kDim, WhoAndWhen(question.answer->capture));
    }
  }

  void People() {
    const ToldStory& told = whole_.told;
    if (told.names.empty()) return;
    Title("Who");
    const std::vector<const StoryName*> people = MostNamed(told, NameKind::kPerson);
    for (std::size_t i = 0; i < std::min(people.size(), kMostPeople); ++i) {
      std::string line = people[i]->name;
      for (const Passage& role : TellingRoles(whole_, *people[i]))
        line += fmt::format(" · {}", At(role));
      sheet_.Line(4, Style::kPlain, line, "  ");
    }
    Others("Bodies", MostNamed(told, NameKind::kOrganization));
    Others("Places", MostNamed(told, NameKind::kPlace));
  }

  void Others(std::string_view title, const std::vector<const StoryName*>& names) {
    if (names.empty()) return;
    std::string line;
    for (std::size_t i = 0; i < std::min(names.size(), kMostOthers); ++i)
      line += fmt::format("{}{}", line.empty() ? "" : ", ", names[i]->name);
    if (names.size() > kMostOthers) line += fmt::format(" and {} more", names.size() - kMostOthers);
    sheet_.Line(kIndent, Style::kDim, line, fmt::format("  {}", title));
  }

  // Only numbers that moved, or that several gave.
  void Figures() {
    bool any = false;
    for (const FigureSeries& series : whole_.told.figures) {
      const auto moved = std::any_of(
          series.points.begin(), series.points.end(),
          [&](const FigurePoint& point) { return point.value != series.points.front().value; });
      if (!moved || series.what.empty()) continue;
      if (!any) Title("Figures that moved");
      any = true;
      std::vector<double> values;
      for (const FigurePoint& point : series.points) values.push_back(point.value);
      if (values.size() > kMostPoints) values.erase(values.begin(), values.end() - kMostPoints);
      sheet_.Line(4, Style::kPlain, fmt::format("{}  {}", SparklineOf(values), series.what), "  ");
      std::set<std::string> shown;
      for (const FigurePoint& point : series.points) {
        if (!shown.insert(ValueOf(point)).second) continue;  // who said it first
        sheet_.Line(kIndent, Style::kPlain,
                    fmt::format("{} · {}", At(point.at), WhoAndWhen(point.at.capture)),
                    fmt::format("    {}", ValueOf(point)));
      }
    }
  }

  static std::string ValueOf(const FigurePoint& point) {
    if (point.high) return fmt::format("{}–{}", point.value, *point.high);
    if (point.bound == "at least") return fmt::format("≥ {}", point.value);
    if (point.bound == "at most") return fmt::format("≤ {}", point.value);
    if (point.bound == "about") return fmt::format("~ {}", point.value);
    return fmt::format("{}", point.value);
  }

  void Contradictions() {
    if (whole_.told.contradictions.empty()) return;
    Title("They disagree");
    for (const Contradiction& contradiction : whole_.told.contradictions) {
      for (const Passage& side : {contradiction.a, contradiction.b}) {
        sheet_.Line(4, Style::kPlain, At(side), "  ");
        sheet_.Line(4, Style::kDim, WhoAndWhen(side.capture));
      }
      sheet_.Gap();
    }
  }

  void Timeline() {
    if (whole_.told.timeline.empty()) return;
    Title("Day by day");
    for (const TimelineEntry& entry : whole_.told.timeline) {
      std::string label = "  " + entry.date;
      for (const Passage& passage : entry.sentences) {
        sheet_.Line(kIndent, Style::kPlain, At(passage), label);
        label.clear();
      }
    }
  }

  void ExpectedDays() {
    if (whole_.told.expected.empty()) return;
    Title("Expected");
    for (const Expected& expected : whole_.told.expected) {
      sheet_.Line(kIndent, Style::kPlain, At(expected.at), "  " + expected.date);
      sheet_.Line(kIndent, Style::kDim,
                  fmt::format("{}; {}", NameOf(expected.state), WhoAndWhen(expected.at.capture)));
    }
  }

  const WholeStory& whole_;
  Sheet& sheet_;
};

}  // namespace

void ShowTold(const WholeStory& whole, Sheet& sheet) {
  ToldView(whole, sheet).Whole();
}

void ShowUpdate(const WholeStory& whole, const StoryUpdate& update, std::size_t indent,
                Sheet& sheet) {
  const std::string& text = whole.articles[update.capture].text;
  const std::size_t shown = std::min(kMostSentences, update.sentences.size());
  for (std::size_t i = 0; i < shown; ++i)
    sheet.Line(indent + 2, Style::kPlain, Words(text, update.sentences[i]),
               std::string(indent, ' ') + "+");
  if (shown < update.sentences.size())
    sheet.Line(indent + 2, Style::kDim,
               fmt::format("and {}", Counted(update.sentences.size() - shown, "more new sentence",
                                             "more new sentences")));
}

std::string SparklineOf(const std::vector<double>& values) {
  constexpr std::array<std::string_view, 8> kBars = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  if (values.size() < 2) return {};
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  std::string line;
  for (const double value : values) {
    const double share = *most > *least ? (value - *least) / (*most - *least) : 1;
    line += kBars[static_cast<std::size_t>(share * (kBars.size() - 1) + 0.5)];
  }
  return line;
}

}  // namespace checkback
