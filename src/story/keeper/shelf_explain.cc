// Why an article is where it is.

#include <algorithm>

#include "story/keeper/shelf.h"

namespace checkback {

std::string_view NameOf(Placement::Reason reason) {
  switch (reason) {
    case Placement::Reason::kFounded:
      return "founded";
    case Placement::Reason::kJoined:
      return "joined";
    case Placement::Reason::kFollows:
      return "follows";
    case Placement::Reason::kPinned:
      return "pinned";
  }
  return "founded";
}

std::vector<SharedTerm> Shelf::Shared(const ArticleTerms& terms, const std::vector<TermId>& ids,
                                      const TermVector& article, std::uint32_t place) const {
  const KeptStory& story = stories_[place];
  std::vector<SharedTerm> shared;
  if (story.length.all <= 0) return shared;
  const std::span<const TermId> others = story.sum.terms();
  std::size_t s = 0;
  for (const Weight& a : article) {
    while (s < others.size() && others[s] < a.term) ++s;
    if (s == others.size()) break;
    if (others[s] != a.term) continue;
    const auto id = std::find(ids.begin(), ids.end(), a.term);
    if (id == ids.end()) continue;
    const Term& term = terms.terms[static_cast<std::size_t>(id - ids.begin())];
    shared.push_back({term.word, a.all * story.sum.All(s) / story.length.all, a.name > 0});
  }
  std::sort(shared.begin(), shared.end(), [](const SharedTerm& a, const SharedTerm& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.word < b.word;
  });
  if (shared.size() > Placement::kMostShared) shared.resize(Placement::kMostShared);
  return shared;
}

Placement Shelf::Answer(ArticleId article, const std::vector<Candidate>& candidates) const {
  Placement placement;
  placement.article = article;
  if (!candidates.empty()) {
    placement.best = stories_[candidates[0].story].id;
    placement.score = candidates[0].score;
    placement.measures = candidates[0].measures;
  }
  if (candidates.size() > 1) {
    placement.runner_up = stories_[candidates[1].story].id;
    placement.runner_up_score = candidates[1].score;
  }
  return placement;
}

std::optional<Placement> Shelf::Explain(const StoryArticle& article, const ArticleTerms& terms) {
  const std::uint32_t place = PlaceOf(article.id);
  if (place == kNowhere || articles_[place].follows != 0) return std::nullopt;
  const std::vector<Candidate> candidates = Reconsider(place);
  Placement placement = Answer(article.id, candidates);
  placement.story = stories_[articles_[place].story].id;
  placement.reason = placement.best == placement.story && placement.score >= rules_.options.least
                         ? Placement::Reason::kJoined
                         : Placement::Reason::kFounded;
  if (PinnedStory(article.id) != kNowhere) placement.reason = Placement::Reason::kPinned;
  if (candidates.empty()) return placement;
  std::vector<TermId> ids;
  ids.reserve(terms.terms.size());
  for (const Term& term : terms.terms) ids.push_back(vocabulary_.Find(term.hash));
  placement.shared = Shared(terms, ids, Unpacked(articles_[place].terms), candidates[0].story);
  return placement;
}

}  // namespace checkback
