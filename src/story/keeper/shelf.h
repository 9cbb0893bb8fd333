// The living stories of one language.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "story/keeper/acceptance.h"
#include "story/keeper/kept.h"
#include "story/keeper/measures.h"
#include "story/keeper/pins.h"
#include "story/keeper/placement.h"
#include "story/keeper/story_index.h"

namespace checkback {

// What all shelves share; it must outlive them.
struct ShelfRules {
  const Acceptance* acceptance = nullptr;
  const Pins* pins = nullptr;
  KeeperOptions options;
};

class Shelf {
 public:
  Shelf(std::string language, const ShelfRules& rules);

  // The article joins a story or founds one. Without terms it goes where the voice is that it
  // follows. `arrival` counts all articles of the keeper.
  Placement Add(const StoryArticle& article, const ArticleTerms& terms, std::uint64_t arrival);
  // Where the article would go now, were it not in its story, and why. Nothing where it is not
  // known or only follows.
  std::optional<Placement> Explain(const StoryArticle& article, const ArticleTerms& terms);
  // Every story that an article came to since the last time looks around.
  void Repair();

  bool Knows(ArticleId article) const { return places_.contains(article); }
  // Whether it is known and follows no other.
  bool IsVoice(ArticleId article) const;
  StoryId StoryOf(ArticleId article) const;
  std::vector<ArticleId> ArticlesOf(StoryId story) const;
  std::vector<StoryId> Stories() const;  // that live, by place

  void Join(ArticleId a, ArticleId b);             // their stories become one
  void Part(const std::vector<ArticleId>& moved);  // of one story: they get a story of their own

  // What changed since the last call.
  Changes TakeChanges();
  std::vector<Sleeper> TakeSleepers();
  // Gives a sleeping story back. False where `bytes` are none, or it lives already.
  bool Wake(const std::string& bytes);

  // Whether every place and number leads somewhere: after a snapshot was read.
  bool IsSound() const;

  const std::string& language() const { return language_; }
  const Vocabulary& vocabulary() const { return vocabulary_; }
  std::size_t stories() const { return stories_.size() - free_stories_.size(); }

  template <typename Archive>
  friend void Fields(Archive& archive, Shelf& s) {
    archive(s.vocabulary_, s.articles_, s.free_articles_, s.stories_, s.free_stories_, s.index_,
            s.newest_, s.arrival_, s.repaired_, s.tidied_);
    if constexpr (Archive::kLoads) s.Reindex();
  }

 private:
  std::uint32_t PlaceOf(ArticleId article) const;
  StoryTime TimeOf(const StoryArticle& article) const;

  // Taking in.
  Placement Answer(ArticleId article, const std::vector<Candidate>& candidates) const;
  // The terms that an article shares with the story at `place`; `ids` as in VectorOf.
  std::vector<SharedTerm> Shared(const ArticleTerms& terms, const std::vector<TermId>& ids,
                                 const TermVector& article, std::uint32_t place) const;
  Placement Follow(KeptArticle kept, std::uint32_t story);
  std::uint32_t PinnedStory(ArticleId article) const;
  bool MayHold(std::uint32_t story, ArticleId article) const;
  void Foresee(std::uint32_t place, std::size_t step) const;
  std::vector<Candidate> CandidatesOf(const KeptArticle& article, std::uint32_t without,
                                      const KeptStory* rest = nullptr);
  std::uint32_t Keep(KeptArticle article);
  std::uint32_t Found(std::uint32_t article);
  void Enter(std::uint32_t article, std::uint32_t story);
  void Put(std::uint32_t article, std::uint32_t story);  // without weighing it
  void Weigh(std::uint32_t story);

  // Repair.
  void LookAround(std::uint32_t story);
  float Belongs(std::uint32_t mover, std::uint32_t target);
  std::vector<Candidate> Reconsider(std::uint32_t article);
  void LetGo(std::uint32_t story);
  void Leave(const std::vector<std::uint32_t>& leave, std::uint32_t to, float score, bool by_hand);
  void Rebuild(std::uint32_t story, const std::vector<std::uint32_t>& articles);
  void SortByArrival(std::vector<std::uint32_t>& articles) const;
  std::vector<std::uint32_t> WithFollowers(std::uint32_t article) const;
  bool MayMerge(std::uint32_t a, std::uint32_t b) const;
  std::uint32_t Merge(std::uint32_t a, std::uint32_t b);
  StoryId FreshId(const std::vector<std::uint32_t>& articles);
  std::uint32_t TakePlace();
  void Free(std::uint32_t story);

  // Sleep.
  void Tidy();
  void Sleep(std::uint32_t story);
  void ForgetTerms();
  void Reindex();
  bool TermsAreKnown() const;

  std::string language_;
  const ShelfRules& rules_;
  Vocabulary vocabulary_;
  std::vector<KeptArticle> articles_;
  std::vector<std::uint32_t> free_articles_;
  std::vector<KeptStory> stories_;
  std::vector<std::uint32_t> free_stories_;
  StoryIndex index_;
  StoryTime newest_ = 0;
  std::uint64_t arrival_ = 0;
  std::uint64_t repaired_ = 0;  // the arrival up to which Repair has seen
  std::uint32_t tidied_ = 0;    // the place that Tidy looks at next
  std::unordered_map<ArticleId, std::uint32_t> places_;
  Changes changes_;
  std::vector<Sleeper> sleepers_;
};

}  // namespace checkback
