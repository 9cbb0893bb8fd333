#include "follow/keep_told.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "follow/in_order.h"
#include "follow/story_under_way.h"
#include "follow/told_frame.h"
#include "follow/whole_story.h"
#include "store/article_frame.h"
#include "store/reading_frame.h"

namespace checkback {
namespace {

// Rows of one transaction, and stories under way with the bytes of their frames.
constexpr std::size_t kRows = 1024;
constexpr std::size_t kCaptures = 1024;  // that wait for the shelf
constexpr std::size_t kWindow = 256;
constexpr std::size_t kWindowBytes = std::size_t{64} << 20;

// A story with the frames of those captures that are to be unpacked.
struct PackedStory {
  StoredStory story;
  std::vector<Telling> tellings;                              // BareTellingsOf
  StoryUnderWay under_way;                                    // as far as it was told before
  std::vector<std::pair<std::size_t, std::size_t>> versions;  // VersionPairsOf, to be compared
  std::vector<std::pair<std::size_t, CaptureFrames>> frames;  // by place in the story, ascending
};

// The story as far as it was told, where the store has what was kept of that.
Result<StoryUnderWay> UnderWayOf(const Store& store, TellerShelf* tellers,
                                 const PackedStory& packed) {
  if (tellers == nullptr) return StoryUnderWay();
  std::optional<StoryUnderWay> found = tellers->Take(packed.story.key);
  if (!found || !found->Begins(packed.story, packed.tellings)) return StoryUnderWay();
  const Result<std::optional<ToldRow>> kept = store.ToldHeadOf(packed.story);
  if (!kept) return Fail(kept.error());
  if (!kept->has_value() || (*kept)->told_from != found->kept_from()) return StoryUnderWay();
  return std::move(*found);
}

Result<PackedStory> PackedOf(const Store& store, std::int64_t key, TellerShelf* tellers) {
  Result<StoredStory> story = store.StoryOfKey(key);
  if (!story) return Fail(story.error());
  PackedStory packed{
      .story = std::move(*story), .tellings = {}, .under_way = {}, .versions = {}, .frames = {}};
  if (packed.story.captures.empty()) return packed;
  packed.tellings = BareTellingsOf(packed.story);
  Result<StoryUnderWay> under_way = UnderWayOf(store, tellers, packed);
  if (!under_way) return Fail(under_way.error());
  packed.under_way = std::move(*under_way);
  const std::size_t told = packed.under_way.captures();
  std::set<std::size_t> wanted;
  for (const auto& [from, to] : VersionPairsOf(packed.story)) {
    if (to < told) continue;
    packed.versions.emplace_back(from, to);
    wanted.insert(from);
  }
  for (std::size_t i = told; i < packed.story.captures.size(); ++i) wanted.insert(i);
  packed.frames.reserve(wanted.size());
  for (const std::size_t i : wanted) {
    Result<CaptureFrames> frames = store.FramesOf(packed.story.captures[i].capture);
    if (!frames) return Fail(frames.error());
    packed.frames.emplace_back(i, std::move(*frames));
  }
  return packed;
}

std::size_t WeightOf(const PackedStory& packed) {
  std::size_t bytes = 0;
  for (const auto& [place, frames] : packed.frames)
    bytes += frames.article.size() + frames.reading.size();
  return bytes;
}

// Tells the captures of a story that were not told, one after the other.
class Unpacker {
 public:
  explicit Unpacker(PackedStory& packed)
      : packed_(packed), told_(packed.under_way.captures()), next_(packed.versions.begin()) {
    for (const auto& [from, to] : packed.versions) compared_.insert(from);
  }

  Result<void> Take(std::size_t place, const CaptureFrames& frames) {
    Result<Article> article = ArticleOfFrame(frames.article);
    if (!article) return Fail(article.error());
    if (place >= told_) {
      const auto told = Tell(place, *article, frames.reading);
      if (!told) return told;
    }
    if (next_ != packed_.versions.end() && next_->second == place) {
      packed_.under_way.Add(ChangeOf(before_.at(next_->first), *article, next_->first, place));
      before_.erase(next_->first);
      ++next_;
    }
    if (compared_.contains(place)) before_.emplace(place, std::move(*article));
    return {};
  }

 private:
  Result<void> Tell(std::size_t place, const Article& article, const std::string& frame) {
    const StoryCapture& capture = packed_.story.captures[place];
    const Result<Reading> reading =
        frame.empty() ? ReadNow(article, capture.capture.seen_at) : ReadingOfFrame(frame);
    if (!reading) return Fail(reading.error());
    Telling telling = packed_.tellings[place];
    telling.article = &article;
    telling.reading = &*reading;
    packed_.under_way.Add(capture, telling);
    return {};
  }

  PackedStory& packed_;
  std::size_t told_;
  std::vector<std::pair<std::size_t, std::size_t>>::const_iterator next_;
  std::unordered_set<std::size_t> compared_;         // places of versions that another one follows
  std::unordered_map<std::size_t, Article> before_;  // those that wait for it
};

// Of what can be asked why it is so.
std::vector<std::string> ItemsOf(const ToldStory& told) {
  std::vector<std::string> items;
  items.reserve(told.questions.size() + told.figures.size() + told.contradictions.size());
  for (const StoryQuestion& question : told.questions) items.push_back(question.id);
  for (const FigureSeries& series : told.figures) items.push_back(series.id);
  for (const Contradiction& contradiction : told.contradictions) items.push_back(contradiction.id);
  return items;
}

// How it stands among the parts of a running story.
RunningStory::Part PartOf(const StoredStory& story) {
  RunningStory::Part part{.id = {},
                          .title = story.title,
                          .first = story.captures.front().capture.seen_at,
                          .last = {},
                          .articles = story.articles};
  for (const StoryCapture& c : story.captures)
    if (!c.is_visit) part.last = c.capture.seen_at;
  return part;
}

struct ToldNow {
  ToldRow row;
  StoryUnderWay under_way;
};

Result<ToldNow> TellNow(PackedStory packed) {
  ToldNow now{.row = {.story = packed.story.key, .told_from = {}, .frame = {}, .articles = {}},
              .under_way = {}};
  if (packed.story.captures.empty()) return now;
  Unpacker unpacker(packed);
  for (auto& [place, frames] : packed.frames) {
    if (const auto taken = unpacker.Take(place, frames); !taken) return Fail(taken.error());
    frames = {};
  }
  now.under_way = std::move(packed.under_way);
  const ToldStory told = now.under_way.Told();
  now.row.told_from = ToldFrom(packed.story, packed.tellings);
  now.row.frame = now.under_way.FrameOf(told);
  StoryUnderWay::Parts parts = now.under_way.TakeParts();
  now.row.articles = std::move(parts.frames);
  now.row.first_part = parts.first;
  now.row.part = PartOf(packed.story);
  now.row.open_questions = CountOpen(told);
  now.row.items = ItemsOf(told);
  return now;
}

// What was told on its way into the store, and then onto the shelf.
class ToldBatch {
 public:
  ToldBatch(Store& store, TellerShelf* tellers) : store_(store), tellers_(tellers) {}

  void Add(ToldNow now) {
    rows_.push_back(std::move(now.row));
    if (tellers_ == nullptr) return;
    captures_ += now.under_way.captures();
    under_way_.push_back(std::move(now.under_way));
  }
  bool IsFull() const { return rows_.size() >= kRows || captures_ >= kCaptures; }

  Result<void> Keep() {
    if (rows_.empty()) return {};
    if (const Result<void> kept = store_.KeepTold(rows_); !kept) return kept;
    for (std::size_t i = 0; i < under_way_.size(); ++i) {
      under_way_[i].IsKept(std::move(rows_[i].told_from));
      tellers_->Put(rows_[i].story, std::move(under_way_[i]));
    }
    kept_ += rows_.size();
    rows_.clear();
    under_way_.clear();
    captures_ = 0;
    return {};
  }
  std::size_t kept() const { return kept_; }

 private:
  Store& store_;
  TellerShelf* tellers_;
  std::vector<ToldRow> rows_;
  std::vector<StoryUnderWay> under_way_;  // of the same stories, where there is a shelf
  std::size_t captures_ = 0;              // of them
  std::size_t kept_ = 0;
};

}  // namespace

Result<std::size_t> KeepToldStories(Store& store, const KeepToldOptions& options) {
  const Result<std::vector<std::int64_t>> stories = store.StoriesToTell();
  if (!stories) return Fail(stories.error());
  std::mutex storing;  // one thread reads while another keeps
  ToldBatch batch(store, options.tellers);
  std::optional<Error> not_read, not_kept;
  const auto keep = [&] {
    const std::lock_guard lock(storing);
    const Result<void> done = batch.Keep();
    if (!done) not_kept = done.error();
    return done.has_value();
  };
  auto next = stories->begin();
  RunInOrder<PackedStory, Result<ToldNow>>(
      {.threads = options.threads, .window = kWindow, .weight = kWindowBytes},
      [&](PackedStory& packed) -> std::optional<std::size_t> {
        if (next == stories->end() || options.stop()) return std::nullopt;
        const std::lock_guard lock(storing);
        Result<PackedStory> read = PackedOf(store, *next++, options.tellers);
        if (!read) not_read = read.error();
        if (!read) return std::nullopt;
        packed = std::move(*read);
        return WeightOf(packed);
      },
      [](PackedStory& packed) { return TellNow(std::move(packed)); },
      [&](Result<ToldNow> now) {
        if (!now) not_kept = now.error();
        if (!now) return false;
        batch.Add(std::move(*now));
        return !batch.IsFull() || keep();
      });
  if (!not_read && !not_kept) keep();
  if (not_read || not_kept) return Fail(not_read ? *not_read : *not_kept);
  return batch.kept();
}

}  // namespace checkback
