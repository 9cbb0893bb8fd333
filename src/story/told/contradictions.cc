#include "story/told/contradictions.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/hash.h"

namespace checkback {

void ContradictionLayer::Add(const NextCapture& next, std::span<const PlacedNumber> placed) {
  urls_.resize(std::max(urls_.size(), next.capture + 1));
  urls_[next.capture] = fmt::format("{} {}", next.telling.article->url,
                                    next.telling.seen_at.time_since_epoch().count());
  if (next.update == nullptr) return;
  ReadSentences sentences(next);
  std::vector<Contradiction> found = silent_.Add(next, sentences);
  for (auto& of_series : disputed_.Add(next, placed)) found.push_back(std::move(of_series));
  for (auto& denied : denials_.Add(next, sentences)) found.push_back(std::move(denied));
  for (auto& clash : clashes_.Add(next, sentences)) found.push_back(std::move(clash));
  for (auto& reply : replies_.Add(next, sentences)) found.push_back(std::move(reply));
  std::stable_sort(found.begin(), found.end(), [](const Contradiction& x, const Contradiction& y) {
    return x.b.span.start < y.b.span.start;
  });
  const auto first = static_cast<std::ptrdiff_t>(told_.size());
  for (Contradiction& contradiction : found) {
    // The same two sentences once, whatever it is that shows it.
    const bool again =
        std::any_of(told_.begin() + first, told_.end(), [&](const Contradiction& told) {
          return told.a == contradiction.a && told.b == contradiction.b;
        });
    if (again) continue;
    const std::string words =
        fmt::format("{} {} {} {}", urls_[contradiction.a.capture], contradiction.a_says.start,
                    urls_[contradiction.b.capture], contradiction.b_says.start);
    contradiction.id = fmt::format("x{:08x}", Hash64(words) & 0xFFFFFFFF);
    told_.push_back(std::move(contradiction));
  }
}

std::vector<Contradiction> FindContradictions(std::span<const Telling> tellings) {
  FigureLayer figures;
  ContradictionLayer layer;
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    const StoryUpdate none;
    const NextCapture next{i, tellings[i], tellings[i].is_visit ? nullptr : &none};
    layer.Add(next, figures.Add(next));
  }
  return layer.Told();
}

std::string_view NameOf(ContradictionKind kind) {
  switch (kind) {
    case ContradictionKind::kChangedSilently:
      return "changed silently";
    case ContradictionKind::kSideBySide:
      return "side by side";
    case ContradictionKind::kFell:
      return "fell";
    case ContradictionKind::kAcross:
      return "across";
    case ContradictionKind::kDenied:
      return "denied";
    case ContradictionKind::kDay:
      return "day";
    case ContradictionKind::kPlace:
      return "place";
    case ContradictionKind::kWho:
      return "who";
  }
  return "across";
}

}  // namespace checkback
