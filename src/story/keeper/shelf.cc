#include "story/keeper/shelf.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace checkback {
namespace {

constexpr std::size_t kCandidates = 24;
constexpr std::size_t kMembers = 8;
constexpr double kHour = 3'600'000;

float HoursBetween(StoryTime a, StoryTime b) {
  return static_cast<float>(static_cast<double>(a < b ? b - a : a - b) / kHour);
}

std::vector<const Weight*> Heaviest(const TermVector& terms, std::size_t most) {
  std::vector<const Weight*> top;
  for (const Weight& w : terms) top.push_back(&w);
  const auto heavier = [](const Weight* a, const Weight* b) {
    return a->all != b->all ? a->all > b->all : a->term < b->term;
  };
  if (top.size() > most) {
    std::nth_element(top.begin(), top.begin() + static_cast<std::ptrdiff_t>(most), top.end(), heavier);
    top.resize(most);
  }
  return top;
}

}  // namespace

void Shelf::Measure(const KeptArticle& article, const TermLookup& lookup, const KeptStory& story,
                    Measures& e) const {
  e.fill(0);
  double head = 0, lede = 0, all = 0, name = 0, cross = 0, cross2 = 0;
  double shared_head = 0, shared_lede = 0, shared_names = 0, digits_shared = 0;
  double names_mass = 0, names_found = 0;
  for (const Weight& s : story.sum) {
    const Weight* a = lookup.Find(s.term);
    if (a == nullptr) continue;
    head += a->head * s.head;
    lede += a->lede * s.lede;
    all += a->all * s.all;
    name += a->name * s.name;
    cross += a->head * s.all;
    cross2 += a->all * s.head;
    const double idf = vocabulary.Idf(s.term);
    if (a->head > 0 && s.head > 0) shared_head += idf;
    if (a->lede > 0 && s.lede > 0) shared_lede += idf;
    if (a->name > 0 && s.name > 0) shared_names += idf;
    if (a->name > 0) names_found += a->name * a->name;
  }
  (void)names_mass;
  (void)digits_shared;
  const auto over = [](double dot, float length) {
    return length > 0 ? static_cast<float>(dot / length) : 0.0f;
  };
  const auto n = static_cast<float>(std::max<std::uint32_t>(story.voices, 1));
  e[kCosHead] = over(head, story.length.head);
  e[kCosLede] = over(lede, story.length.lede);
  e[kCosAll] = over(all, story.length.all);
  e[kCosName] = over(name, story.length.name);
  e[kHeadInAll] = over(cross, story.length.all);
  e[kAllInHead] = over(cross2, story.length.head);
  e[kMeanHead] = over(head, n);
  e[kMeanLede] = over(lede, n);
  e[kMeanAll] = over(all, n);
  e[kMeanName] = over(name, n);
  e[kSharedHeadIdf] = static_cast<float>(shared_head);
  e[kSharedLedeIdf] = static_cast<float>(shared_lede);
  e[kSharedNames] = static_cast<float>(shared_names);
  e[kNamesFound] = static_cast<float>(names_found);

  float nearest = 1e9f;
  double words = 0;
  std::size_t voices = 0;
  std::size_t looked = 0;
  for (auto it = story.articles.rbegin(); it != story.articles.rend(); ++it) {
    const KeptArticle& member = articles[*it];
    if (member.follows) continue;
    nearest = std::min(nearest, HoursBetween(article.time, member.time));
    words += member.words;
    ++voices;
    if (voices > 64) break;
    if (looked >= kMembers) continue;
    ++looked;
    double mh = 0, ml = 0, ma = 0, mn = 0;
    for (const Weight& s : member.terms) {
      const Weight* a = lookup.Find(s.term);
      if (a == nullptr) continue;
      mh += a->head * s.head;
      ml += a->lede * s.lede;
      ma += a->all * s.all;
      mn += a->name * s.name;
    }
    e[kBestHead] = std::max(e[kBestHead], static_cast<float>(mh));
    e[kBestLede] = std::max(e[kBestLede], static_cast<float>(ml));
    e[kBestAll] = std::max(e[kBestAll], static_cast<float>(ma));
    e[kBestName] = std::max(e[kBestName], static_cast<float>(mn));
  }
  e[kHoursToNearest] = nearest;
  e[kHoursToFirst] = HoursBetween(article.time, story.first);
  e[kHoursToLast] = HoursBetween(article.time, story.last);
  e[kVoices] = n;
  e[kHeadWords] = article.head_words;
  e[kWords] = article.words;
  e[kStoryWords] = static_cast<float>(words / static_cast<double>(std::max<std::size_t>(voices, 1)));
  e[kCohesionLede] = story.length.lede / n;
  e[kCohesionAll] = story.length.all / n;

  for (const Weight* w : Heaviest(story.sum, 8)) {
    if (lookup.Find(w->term) != nullptr) e[kStoryTopFound] += 0.125f;
  }
}

std::vector<Candidate_> Shelf::Judge(const KeptArticle& article) {
  const TermLookup lookup(article.terms);
  std::vector<Candidate_> candidates;
  for (const StoryIndex::Hit& hit : index_.Find(article.terms, kCandidates)) {
    Candidate_ c;
    c.story = hit.story;
    Measure(article, lookup, stories[hit.story], c.evidence);
    candidates.push_back(c);
  }
  // Beside the others: by how much is it better than the best of the rest?
  for (const auto& [from, to] : {std::pair{kCosLede, kMarginLede}, std::pair{kCosAll, kMarginAll}}) {
    float best = 0, second = 0;
    for (const Candidate_& c : candidates) {
      const float value = c.evidence[from];
      if (value > best) {
        second = best;
        best = value;
      } else {
        second = std::max(second, value);
      }
    }
    for (Candidate_& c : candidates) {
      const float value = c.evidence[from];
      c.evidence[to] = value - (value == best ? second : best);
    }
  }
  const auto top = Heaviest(article.terms, 8);
  for (Candidate_& c : candidates) {
    const TermVector& sum = stories[c.story].sum;
    for (const Weight* w : top) {
      const auto at = std::lower_bound(sum.begin(), sum.end(), w->term, [](const Weight& a, TermId t) { return a.term < t; });
      if (at != sum.end() && at->term == w->term) c.evidence[kOwnTopFound] += 1.0f / static_cast<float>(top.size());
    }
    for (const Candidate_& o : candidates) c.evidence[kRankAll] += o.evidence[kCosAll] > c.evidence[kCosAll] ? 1 : 0;
  }
  if (forest_ != nullptr) {
    std::vector<std::span<const float>> rows;
    for (const Candidate_& c : candidates) rows.emplace_back(c.evidence);
    const std::vector<float> scores = forest_->Judge(rows);
    for (std::size_t i = 0; i < candidates.size(); ++i) candidates[i].score = scores[i];
  } else {
    for (Candidate_& c : candidates) {
      const float days = c.evidence[kHoursToNearest] / 30;
      const float cosine = 0.5f * c.evidence[kCosAll] + 0.5f * c.evidence[kCosLede];
      c.score = cosine * std::exp(-0.5f * days * days);
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate_& a, const Candidate_& b) { return a.score > b.score; });
  return candidates;
}

std::uint32_t Shelf::Found(std::uint32_t article) {
  const auto story = static_cast<std::uint32_t>(stories.size());
  KeptStory& fresh = stories.emplace_back();
  fresh.id = articles[article].id;
  fresh.living = true;
  articles[article].founded = true;
  fresh.first = fresh.last = articles[article].time;
  Join(article, story);
  return story;
}

void Shelf::Join(std::uint32_t place, std::uint32_t at) {
  KeptArticle& article = articles[place];
  KeptStory& story = stories[at];
  article.story = at;
  story.articles.push_back(place);
  story.first = std::min(story.first, article.time);
  story.last = std::max(story.last, article.time);
  if (article.follows) return;
  ++story.voices;
  AddTo(story.sum, article.terms, 1, kStoryTerms);
  story.length = LengthsOf(story.sum);
  index_.Update(at, story.sum, story.indexed);
}

std::uint32_t Shelf::Add(const StoryArticle& article) {
  const auto place = static_cast<std::uint32_t>(articles.size());
  KeptArticle kept;
  kept.id = article.id;
  kept.time = article.published_at.value_or(article.seen_at);
  const auto original = places.find(article.follows);
  if (article.follows != 0 && original != places.end()) {
    kept.follows = true;
    kept.followed = article.follows;
    const std::uint32_t story = articles[original->second].story;
    articles.push_back(std::move(kept));
    places.emplace(article.id, place);
    Join(place, story);
    return story;
  }
  const ArticleTerms terms = TermsOf(article.headline, article.description, article.text);
  std::vector<TermId> ids;
  for (const Term& term : terms.terms) ids.push_back(vocabulary.IdOf(term.hash));
  kept.head_words = static_cast<std::uint16_t>(std::min<std::uint32_t>(terms.head_words, 60'000));
  kept.words = static_cast<std::uint16_t>(std::min<std::uint32_t>(terms.words, 60'000));
  kept.terms = VectorOf(terms, ids, vocabulary);
  const std::vector<Candidate_> candidates = Judge(kept);
  if (watch) watch(article.id, candidates);
  vocabulary.Learn(ids);
  articles.push_back(std::move(kept));
  places.emplace(article.id, place);
  if (!candidates.empty() && candidates[0].score >= cut) {
    Join(place, candidates[0].story);
    return candidates[0].story;
  }
  return Found(place);
}

}  // namespace checkback
