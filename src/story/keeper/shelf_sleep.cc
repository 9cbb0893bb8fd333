// Stories that nothing comes to any more leave the shelf, and may come back.

#include <algorithm>

#include "story/keeper/shelf.h"
#include "story/keeper/snapshot.h"

namespace checkback {
namespace {

constexpr std::uint32_t kTidied = 4;  // stories looked at with each article
constexpr std::uint32_t kFormat = 2;

// A term that knows its word by itself: numbers of terms may mean another one later.
struct AsleepTerm {
  std::uint64_t hash = 0;
  bool figure = false;
};
template <typename Archive>
void Fields(Archive& archive, AsleepTerm& term) {
  archive(term.hash, term.figure);
}

struct Asleep {
  std::uint32_t format = kFormat;
  KeptStory story;
  std::vector<KeptArticle> articles;
  std::vector<AsleepTerm> terms;  // the vectors name them by place
};
template <typename Archive>
void Fields(Archive& archive, Asleep& asleep) {
  archive(asleep.format);
  if constexpr (Archive::kLoads) {
    if (asleep.format != kFormat) archive.Spoil();
  }
  archive(asleep.story, asleep.articles, asleep.terms);
}

}  // namespace

void Shelf::Tidy() {
  for (std::uint32_t i = 0; i < kTidied && !stories_.empty(); ++i) {
    tidied_ = (tidied_ + 1) % static_cast<std::uint32_t>(stories_.size());
    const KeptStory& story = stories_[tidied_];
    const bool crowded = places_.size() > rules_.options.most_awake;
    if (story.id != 0 && story.touched + rules_.options.sleeps_after_arrivals < arrival_ &&
        (crowded || story.last + rules_.options.sleeps_after < newest_)) {
      Sleep(tidied_);
    }
  }
}

void Shelf::Sleep(std::uint32_t place) {
  Sleeper sleeper;
  Asleep asleep;
  std::unordered_map<TermId, TermId> numbers;
  const auto renumber = [&](auto&& vector) {
    for (auto& w : vector) {
      const auto [number, is_new] =
          numbers.emplace(w.term, static_cast<TermId>(asleep.terms.size()));
      if (is_new) {
        asleep.terms.push_back({vocabulary_.HashOf(w.term), vocabulary_.IsFigure(w.term)});
      }
      w.term = number->second;
    }
    return std::move(vector);
  };
  asleep.story = stories_[place];
  asleep.story.sum = StoryTerms(renumber(asleep.story.sum.Unpacked()));
  asleep.story.indexed.clear();
  asleep.story.top = {};
  asleep.story.names = {};
  for (const std::uint32_t a : asleep.story.articles) {
    sleeper.articles.push_back(articles_[a].id);
    asleep.articles.push_back(std::move(articles_[a]));
    PackedVector& packed = asleep.articles.back().terms;
    packed = PackedVector(renumber(packed.Weights()));
    places_.erase(sleeper.articles.back());
    articles_[a] = {};
    free_articles_.push_back(a);
  }
  sleeper.story = asleep.story.id;
  sleeper.first = asleep.story.first;
  sleeper.last = asleep.story.last;
  Saver saver;
  saver(asleep);
  sleeper.bytes = saver.Take();
  sleepers_.push_back(std::move(sleeper));
  Free(place);
}

bool Shelf::Wake(const std::string& bytes) {
  Loader loader(bytes);
  Asleep asleep;
  loader(asleep);
  if (!loader.ok() || !loader.at_end() || asleep.articles.empty()) return false;
  for (const KeptArticle& article : asleep.articles) {
    if (Knows(article.id)) return false;
  }
  std::vector<TermId> ids;
  for (const AsleepTerm& term : asleep.terms)
    ids.push_back(vocabulary_.IdOf(term.hash, term.figure));
  bool whole = true;
  const auto renumber = [&](auto&& vector) {
    for (auto& w : vector) {
      whole = whole && w.term < ids.size();
      if (whole) w.term = ids[w.term];
    }
    whole = whole && vector.size() <= kStoryTerms;
    std::sort(vector.begin(), vector.end(),
              [](const auto& a, const auto& b) { return a.term < b.term; });
    return std::move(vector);
  };
  asleep.story.sum = StoryTerms(renumber(asleep.story.sum.Unpacked()));
  for (KeptArticle& article : asleep.articles)
    article.terms = PackedVector(renumber(article.terms.Weights()));
  if (!whole) return false;

  const std::uint32_t place = TakePlace();
  stories_[place] = std::move(asleep.story);
  stories_[place].touched = arrival_;
  stories_[place].articles.clear();
  for (KeptArticle& article : asleep.articles) {
    article.story = place;
    stories_[place].articles.push_back(Keep(std::move(article)));
  }
  Weigh(place);
  return true;
}

bool Shelf::TermsAreKnown() const {
  const auto known = [&](const auto& vector) {
    const std::span<const TermId> terms = vector.terms();
    return terms.size() <= kStoryTerms && std::all_of(terms.begin(), terms.end(), [&](TermId term) {
             return term < vocabulary_.size();
           });
  };
  return std::all_of(articles_.begin(), articles_.end(),
                     [&](const KeptArticle& article) { return known(article.terms); }) &&
         std::all_of(stories_.begin(), stories_.end(),
                     [&](const KeptStory& story) { return known(story.sum); });
}

bool Shelf::IsSound() const {
  if (!TermsAreKnown()) return false;
  for (const KeptArticle& article : articles_) {
    if (article.id != 0 && article.story >= stories_.size()) return false;
  }
  for (const KeptStory& story : stories_) {
    if ((story.id != 0) == story.articles.empty()) return false;
    for (const std::uint32_t a : story.articles) {
      if (a >= articles_.size() || articles_[a].id == 0) return false;
    }
    for (const TermId term : story.indexed) {
      if (!index_.Has(term)) return false;
    }
  }
  const auto within = [](const std::vector<std::uint32_t>& places, std::size_t end) {
    return std::all_of(places.begin(), places.end(), [&](std::uint32_t p) { return p < end; });
  };
  return within(free_articles_, articles_.size()) && within(free_stories_, stories_.size()) &&
         index_.AllBelow(static_cast<std::uint32_t>(stories_.size()));
}

void Shelf::ForgetTerms() {
  std::vector<bool> used(vocabulary_.size(), false);
  for (const KeptArticle& article : articles_) {
    for (const TermId term : article.terms.terms()) used[term] = true;
  }
  for (const KeptStory& story : stories_) {
    for (const TermId term : story.sum.terms()) used[term] = true;
    for (const TermId term : story.indexed) used[term] = true;
  }
  vocabulary_.Forget(used);
}

}  // namespace checkback
