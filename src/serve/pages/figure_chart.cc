#include "serve/pages/figure_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "serve/pages/story_sections.h"

namespace checkback {
namespace {

constexpr double kWidth = 640, kHeight = 132;
constexpr double kLeft = 14, kRight = 626, kTop = 26, kBottom = 108;
constexpr std::size_t kMostDots = 60;  // the newest; the line goes through all

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

// A dot leads to its sentence, and says it.
void PutDot(const WholeStory& whole, const Scale& scale, const FigurePoint& point,
            const Asked& asked, Html& html) {
  constexpr double kWhisker = 14;
  const StoryCapture& c = whole.story.captures[point.at.capture];
  const std::string x = Px(scale.X(point)), y = Px(scale.Y(point.value));
  const Passage sentence = SentenceHolding(whole, point.at);
  html.Put("<a class=\"dot\" href=\"/captures/{}{}#s{}\"><title>{}: {}\n{}, {}</title>",
           c.capture.id, AsOfOf(asked), sentence.span.start, PointWords(point),
           Words(whole.articles[point.at.capture].text, sentence.span), c.outlet,
           WordsOf(c.capture.seen_at, asked));
  if (point.high && *point.high > point.value)
    html.Put("<path class=\"range\" d=\"M{} {}V{}\"/>", x, y, Px(scale.Y(*point.high)));
  if (const int open = OpenTo(point.bound); open != 0)
    html.Put("<path class=\"range\" d=\"M{} {}V{}\"/>", x, y,
             Px(scale.Y(point.value) - kWhisker * open));
  html.Put("<circle cx=\"{}\" cy=\"{}\" r=\"4\"/></a>", x, y);
}

}  // namespace

std::vector<PrintedOnce> PointsOnce(const FigureSeries& series, HoldingSentences& sentences) {
  std::vector<std::string> keys;
  keys.reserve(series.points.size());
  for (const FigurePoint& point : series.points)
    keys.push_back(fmt::format("{}\n{}", PointWords(point), sentences.WordsOf(point.at)));
  return EachOnce(keys);
}

Html FigureChart(const WholeStory& whole, const FigureSeries& series,
                 const std::vector<PrintedOnce>& once, const Asked& asked) {
  const Scale scale(whole, series);
  std::vector<const FigurePoint*> points;
  for (const PrintedOnce& one : once) points.push_back(&series.points[one.first]);
  std::string line;
  for (const FigurePoint* point : points) {
    const std::string x = Px(scale.X(*point)), y = Px(scale.Y(point->value));
    line += line.empty() ? fmt::format("M{} {}", x, y) : fmt::format("H{}V{}", x, y);
  }
  line += fmt::format("H{}", Px(kRight));
  Html html;
  html.Put(
      "<svg class=\"chart\" viewBox=\"0 0 {} {}\" role=\"group\" aria-label=\"{}: {}, from {} "
      "to {}; the table below has them all\"><path class=\"axis\" d=\"M{} {}H{}\"/>"
      "<path class=\"step\" d=\"{}\"/>",
      static_cast<int>(kWidth), static_cast<int>(kHeight),
      series.what.empty() ? series.unit : series.what, CountOf(points.size(), "value", "values"),
      PointWords(*points.front()), PointWords(*points.back()), Px(kLeft), Px(kBottom + 8),
      Px(kRight), line);
  const std::size_t skipped = points.size() - std::min(points.size(), kMostDots);
  for (std::size_t i = skipped; i < points.size(); ++i)
    PutDot(whole, scale, *points[i], asked, html);
  // Over the dots, so that they can be read.
  double taken_to = 0;
  const FigurePoint* before = nullptr;
  for (const FigurePoint* point : points) {
    if (before == nullptr || before->value != point->value) PutLabel(scale, *point, taken_to, html);
    before = point;
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
