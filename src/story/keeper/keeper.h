// Which articles tell one story? Found as they arrive, from the first one, and kept right.
//
//   Quake shakes Halvar coast            founds    story 1
//   Talks on Lake Oro water fail         founds    story 2
//   Halvar: dozens hurt in earthquake    joins     story 1   quake 0.31, halvar 0.28, coast ...
//   (the first one again, elsewhere)     follows   story 1
//
// A story here is an event: one thing that happened, as long as it is news. Each article is
// compared with the living stories that share its rarest words (story_index.h), by their words in
// headline, lede and body, by names, figures and time (measures.h); a trained forest says how
// likely it belongs to each (acceptance.h), and the likeliest takes it, or none. Stories that turn
// out to be one are merged while they are small (shelf_repair.cc). Copies follow their original
// and carry no weight, so that a reprint never pulls a story anywhere.
//
// Each language has its own shelf. Idf is learned from what came before (vocabulary.h). The time
// of an article is what its page says, as far as that can be, else when it was seen; nothing else
// depends on the clock, and the same articles in the same order give the same stories, with a
// restart between them or without.
//
// How a store calls it, for each article in the order in which they were seen (for what comes later
// than that, store/story_order.cc takes an earlier snapshot and adds again what is younger):
//
//   article.follows = first exact or edited copy, or the version before
//   for sleepers that may be meant (of `follows`; or first - 14 days <= time <= last + 14 days,
//     where the article is older than anything alive):   keeper.Wake(sleeper.bytes)
//   placement = keeper.Add(article)                      keep it: it is what `explain` shows
//   changes   = keeper.TakeChanges()                     apply: labels, redirects
//   sleepers  = keeper.TakeSleepers()                    keep their bytes, by story
//   every so often, in one transaction with the above:   snapshot = keeper.Save()
//
// Where the day turns, by when articles were seen, Add lets all stories of the day look around
// first (Repair). After a restart: StoryKeeper::Load(snapshot), then Add what came since.

#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "story/keeper/acceptance.h"
#include "story/keeper/article.h"
#include "story/keeper/pins.h"
#include "story/keeper/placement.h"
#include "story/keeper/shelf.h"
#include "text/result.h"

namespace checkback {

// Takes some 4 kB for a living story of two articles, all told. For one thread at a time.
class StoryKeeper {
 public:
  explicit StoryKeeper(Acceptance acceptance, KeeperOptions options = {});
  ~StoryKeeper();
  StoryKeeper(const StoryKeeper&) = delete;
  StoryKeeper& operator=(const StoryKeeper&) = delete;

  // Where the article goes, at once. An id that is known already changes nothing and gets the
  // story it has (reason kFollows).
  Placement Add(const StoryArticle& article);
  // Every story that an article came to since the last call looks for others of its kind.
  void Repair();

  // What changed besides what Add answered, since the last call.
  Changes TakeChanges();
  // The stories that went to sleep since the last call. Must be asked for, else they pile up.
  std::vector<Sleeper> TakeSleepers();
  // Gives a sleeping story back, so that articles may join it. False where it is none, or
  // lives already.
  bool Wake(const Sleeper& sleeper);

  // People's word, said in one go. It holds at once where the articles are known, and from then on.
  // What is pinned together leaves a story together.
  void Set(std::span<const Pin> pins);
  void Set(const Pin& pin) { Set({&pin, 1}); }
  // `story merge A B` and `story split A --articles ...` as pins, which are set and returned. No
  // pins: there was nothing to do.
  std::vector<Pin> MergeStories(StoryId a, StoryId b);
  std::vector<Pin> SplitStory(StoryId story, const std::vector<ArticleId>& articles);
  const std::vector<Pin>& pins() const { return pins_.all(); }

  // 0: the article is not known, or its story sleeps.
  StoryId StoryOf(ArticleId article) const;
  // Where the redirects lead; `story` itself without one.
  StoryId Current(StoryId story) const;
  // By arrival. Linear in the number of stories: for people, not for loops.
  std::vector<ArticleId> ArticlesOf(StoryId story) const;
  std::vector<StoryId> Stories() const;  // that live
  std::size_t StoryCount() const;
  // Why the article is where it is, by what is known now: its story without it, beside the others.
  // The words are read from `article` again. Nothing where it is not known or only follows.
  std::optional<Placement> Explain(const StoryArticle& article);
  // The score that these measures give: what Placement::score was made from.
  float ScoreOf(const Measures& measures) const { return acceptance_.VerdictOf(measures).score; }

  // All of the state but the options. Equal states, equal bytes.
  std::string Save() const;
  // An error where the bytes are not a snapshot of this format.
  static Result<std::unique_ptr<StoryKeeper>> Load(std::string_view bytes, Acceptance acceptance,
                                                   KeeperOptions options = {});

 private:
  Shelf* FollowedOn(const StoryArticle& article) const;
  Shelf& ShelfFor(const StoryArticle& article, const ArticleTerms& terms);
  Shelf& ShelfOf(const std::string& language);
  Shelf* Knowing(ArticleId article) const;
  void Note(Shelf& shelf);

  Acceptance acceptance_;
  Pins pins_;
  ShelfRules rules_;
  std::map<std::string, std::unique_ptr<Shelf>> shelves_;
  std::uint64_t arrivals_ = 0;
  StoryTime day_ = 0;  // of the newest article by when it was seen, in days since 1970
  std::unordered_map<StoryId, StoryId> redirects_;
  Changes changes_;
};

}  // namespace checkback
