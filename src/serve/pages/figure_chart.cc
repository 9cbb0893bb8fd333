#include "serve/pages/figure_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "serve/pages/story_sections.h"
#include "text/sentences.h"

namespace checkback {
namespace {

constexpr double kWidth = 640, kHeight = 132;
constexpr double kLeft = 14, kRight = 626, kTop = 26, kBottom = 108;
constexpr std::size_t kMostDots = 200;  // the newest; the line goes through all

class Scale {
 public:
  Scale(const WholeStory& whole, const FigureSeries& series) : whole_(whole) {
    first_ = last_ = TimeAt(series.points.front());
    low_ = high_ = series.points.front().value;
    for (const FigurePoint& point : series.points) {
      first_ = std::min(first_, TimeAt(point));
      last_ = std::max(last_, TimeAt(point));
      low_ = std::min(low_, point.value);
      high_ = std::max({high_, point.value, point.high.value_or(point.value)});
    }
  }
  double X(const FigurePoint& point) const {
    if (first_ == last_) return (kLeft + kRight) / 2;
    return kLeft + (kRight - kLeft) * (TimeAt(point) - first_) / (last_ - first_);
  }
  double Y(double value) const {
    if (low_ == high_) return (kTop + kBottom) / 2;
    return kBottom - (kBottom - kTop) * (value - low_) / (high_ - low_);
  }

 private:
  double TimeAt(const FigurePoint& point) const {
    return static_cast<double>(
        whole_.story.captures[point.at.capture].capture.seen_at.time_since_epoch().count());
  }
  const WholeStory& whole_;
  double first_ = 0, last_ = 0, low_ = 0, high_ = 0;
};

std::string Px(double value) {
  return fmt::format("{:.1f}", value);
}

// A value over its dot, where it differs from the one before and does not run into its label.
void PutLabel(const Scale& scale, const FigurePoint& point, double& taken_to, Html& html) {
  const std::string words = PointWords(point);
  const double half = 4.0 * static_cast<double>(words.size()) + 2;
  const double x = std::clamp(scale.X(point), kLeft + half - 10, kRight - half + 10);
  if (x - half < taken_to) return;
  taken_to = x + half;
  html.Put("<text x=\"{}\" y=\"{}\">{}</text>", Px(x), Px(scale.Y(point.value) - 9), words);
}

// Which way a value may lie off its dot: 1 "at least", -1 "up to", 0 neither.
int OpenTo(std::string_view bound) {
  for (const std::string_view up : {"at least", "more than", "over"})
    if (bound.starts_with(up)) return 1;
  for (const std::string_view down : {"at most", "up to", "less than", "fewer than", "under"})
    if (bound.starts_with(down)) return -1;
  return 0;
}

// The sentence that `span` of `text` stands in. A line break always ends one.
std::string_view SentenceOf(std::string_view text, Span span, std::string_view language) {
  const std::size_t start = text.rfind('\n', span.start) + 1;  // 0 where there is none before it
  const std::size_t end = std::min(text.find('\n', span.end), text.size());
  const std::string_view line = text.substr(start, end - start);
  for (const Span& sentence : FindSentences(line, language))
    if (start + sentence.end >= span.end) return Words(line, sentence);
  return Words(text, span);
}

// A dot can be focused and says its sentence; the same stands as a link in the table below.
void PutDot(const WholeStory& whole, const Scale& scale, const FigurePoint& point,
            const Asked& asked, Html& html) {
  constexpr double kWhisker = 14;
  const StoryCapture& c = whole.story.captures[point.at.capture];
  const std::string x = Px(scale.X(point)), y = Px(scale.Y(point.value));
  const std::string_view words =
      SentenceOf(whole.articles[point.at.capture].text, point.at.span, c.language);
  html.Put(
      "<g class=\"dot\" tabindex=\"0\" role=\"img\" aria-label=\"{}: {} ({})\" "
      "data-href=\"/captures/{}{}#s{}\">",
      PointWords(point), words, c.outlet, c.capture.id, AsOfOf(asked), point.at.span.start);
  if (point.high && *point.high > point.value)
    html.Put("<line class=\"range\" x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/>", x, x, y,
             Px(scale.Y(*point.high)));
  if (const int open = OpenTo(point.bound); open != 0)
    html.Put("<line class=\"range\" x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/>", x, x, y,
             Px(scale.Y(point.value) - kWhisker * open));
  html.Put(
      "<circle cx=\"{}\" cy=\"{}\" r=\"4\"/><foreignObject class=\"tip\" x=\"0\" y=\"{}\" "
      "width=\"{}\" height=\"100\"><p dir=\"auto\" lang=\"{}\"><b>{}</b> {} <span "
      "class=\"by\">{}, {}</span></p></foreignObject></g>",
      x, y, Px(kBottom + 12), static_cast<int>(kWidth), c.language, PointWords(point), words,
      c.outlet, WordsOf(c.capture.seen_at, asked));
}

}  // namespace

Html FigureChart(const WholeStory& whole, const FigureSeries& series, const Asked& asked) {
  const Scale scale(whole, series);
  std::string line;
  for (const FigurePoint& point : series.points) {
    const std::string x = Px(scale.X(point)), y = Px(scale.Y(point.value));
    line += line.empty() ? fmt::format("M{} {}", x, y) : fmt::format("H{}V{}", x, y);
  }
  Html html;
  html.Put(
      "<svg class=\"chart\" viewBox=\"0 0 {} {}\" role=\"group\" aria-label=\"{}: {} values, from "
      "{} "
      "to {}; the table below has them all\"><path class=\"axis\" d=\"M{} {}H{}\"/>"
      "<path class=\"step\" d=\"{}\"/>",
      static_cast<int>(kWidth), static_cast<int>(kHeight),
      series.what.empty() ? series.unit : series.what, series.points.size(),
      PointWords(series.points.front()), PointWords(series.points.back()), Px(kLeft),
      Px(kBottom + 8), Px(kRight), line);
  const std::size_t skipped = series.points.size() - std::min(series.points.size(), kMostDots);
  for (std::size_t i = skipped; i < series.points.size(); ++i)
    PutDot(whole, scale, series.points[i], asked, html);
  // Over the dots, so that they can be read.
  double taken_to = 0;
  const FigurePoint* before = nullptr;
  for (const FigurePoint& point : series.points) {
    if (before == nullptr || before->value != point.value) PutLabel(scale, point, taken_to, html);
    before = &point;
  }
  const auto seen = [&](const FigurePoint& point) {
    return WhenOf(whole.story.captures[point.at.capture].capture.seen_at, asked);
  };
  html.Put("</svg><p class=\"ends\"><span>{}</span><span>{}</span></p>",
           seen(series.points.front()), seen(series.points.back()));
  return html;
}

Html ActivityLine(const StoredStory& story) {
  constexpr std::size_t kBars = 24;
  constexpr double kBar = 5, kTall = 20;
  std::array<std::size_t, kBars> counts{};
  const Instant first = story.captures.front().capture.seen_at;
  const auto whole = (story.captures.back().capture.seen_at - first).count() + 1;
  std::size_t most = 0;
  for (const StoryCapture& c : story.captures) {
    if (c.is_visit) continue;
    const auto age = (c.capture.seen_at - first).count();
    std::size_t& bar =
        counts[static_cast<std::size_t>(age) * kBars / static_cast<std::size_t>(whole)];
    most = std::max(most, ++bar);
  }
  Html html;
  html.Put("<svg class=\"activity\" viewBox=\"0 0 120 20\" aria-hidden=\"true\">");
  for (std::size_t i = 0; i < kBars; ++i) {
    if (counts[i] == 0) continue;
    const double tall = kTall * static_cast<double>(counts[i]) / static_cast<double>(most);
    html.Put("<rect x=\"{}\" y=\"{}\" width=\"4\" height=\"{}\"/>",
             Px(static_cast<double>(i) * kBar), Px(kTall - tall), Px(tall));
  }
  html.Put("</svg>");
  return html;
}

}  // namespace checkback
