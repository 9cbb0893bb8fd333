#include "story/told/since.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace checkback {
namespace {

class SinceKeeper {
 public:
  SinceKeeper(std::span<const Telling> tellings, Instant since) : tellings_(tellings) {
    const auto first = std::find_if(tellings.begin(), tellings.end(),
                                    [&](const Telling& t) { return t.seen_at > since; });
    first_ = static_cast<std::size_t>(first - tellings.begin());
  }

  ToldSince Keep(ToldStory told) {
    CountArticles();
    KeepUpdates(told);
    KeepFigures(told.figures);
    KeepQuestions(told.questions);
    std::erase_if(told.contradictions,
                  [&](const Contradiction& c) { return !IsSince(c.a) && !IsSince(c.b); });
    std::erase_if(told.timeline, [&](const TimelineEntry& entry) {
      return std::none_of(entry.sentences.begin(), entry.sentences.end(),
                          [&](const Passage& p) { return IsSince(p); });
    });
    std::erase_if(told.expected, [&](const Expected& e) {
      return !IsSince(e.at) && !(e.happened && IsSince(*e.happened));
    });
    return {counts_, std::move(told)};
  }

 private:
  bool IsSince(const Passage& passage) const { return passage.capture >= first_; }

  void CountArticles() {
    std::unordered_set<std::size_t> pages;
    for (std::size_t i = 0; i < tellings_.size(); ++i) {
      const bool is_first = pages.insert(tellings_[i].page).second;
      if (i < first_ || tellings_[i].is_visit) continue;
      ++(is_first ? counts_.articles : counts_.versions);
      if (is_first && tellings_[i].copy_of) ++counts_.copies;
    }
  }

  void KeepUpdates(ToldStory& told) {
    std::erase_if(told.updates, [&](const StoryUpdate& u) { return u.capture < first_; });
    std::erase_if(told.statements, [&](const StoryStatement& s) { return !IsSince(s.at); });
    std::erase_if(told.quotes, [&](const StoryQuote& q) { return !IsSince(q.at); });
    for (const StoryUpdate& update : told.updates)
      counts_.sentences += update.sentences.size() + update.notes.size();
    for (const StoryStatement& statement : told.statements)
      if (IsInNewSentence(statement.at, told.updates)) ++counts_.statements;
  }

  static bool IsInNewSentence(const Passage& passage, const std::vector<StoryUpdate>& updates) {
    const auto update =
        std::lower_bound(updates.begin(), updates.end(), passage.capture,
                         [](const StoryUpdate& u, std::size_t c) { return u.capture < c; });
    if (update == updates.end() || update->capture != passage.capture) return false;
    return std::any_of(update->sentences.begin(), update->sentences.end(), [&](const Span& span) {
      return span.start <= passage.span.start && passage.span.start < span.end;
    });
  }

  // Each series from the point before the first new one on; those without a new point go.
  void KeepFigures(std::vector<FigureSeries>& figures) {
    for (FigureSeries& series : figures) {
      const auto fresh = std::find_if(series.points.begin(), series.points.end(),
                                      [&](const FigurePoint& point) { return IsSince(point.at); });
      const bool moved =
          fresh != series.points.begin() &&
          std::any_of(fresh, series.points.end(), [&](const FigurePoint& point) {
            return point.value != std::prev(fresh)->value || point.high != std::prev(fresh)->high;
          });
      if (moved) ++counts_.figures;
      if (fresh == series.points.end())
        series.points.clear();
      else if (fresh != series.points.begin())
        series.points.erase(series.points.begin(), std::prev(fresh));
    }
    std::erase_if(figures, [](const FigureSeries& series) { return series.points.empty(); });
  }

  void KeepQuestions(std::vector<StoryQuestion>& questions) {
    std::erase_if(questions, [&](const StoryQuestion& question) {
      const bool opened = IsSince(question.opened);
      const bool answered = question.answer && IsSince(*question.answer);
      counts_.opened += opened ? 1 : 0;
      counts_.answered += answered ? 1 : 0;
      return !opened && !answered;
    });
  }

  std::span<const Telling> tellings_;
  std::size_t first_ = 0;
  SinceCounts counts_;
};

}  // namespace

ToldSince KeepSince(std::span<const Telling> tellings, ToldStory told, Instant since) {
  return SinceKeeper(tellings, since).Keep(std::move(told));
}

}  // namespace checkback
