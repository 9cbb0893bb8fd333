#include "follow/keep_told.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "follow/in_order.h"
#include "follow/kept_articles.h"
#include "follow/told_frame.h"
#include "follow/whole_story.h"
#include "store/article_frame.h"
#include "store/reading_frame.h"

namespace checkback {
namespace {

// Rows of one transaction, and stories under way with the bytes of their frames.
constexpr std::size_t kRows = 1024;
constexpr std::size_t kWindow = 256;
constexpr std::size_t kWindowBytes = std::size_t{64} << 20;

struct PackedStory {
  StoredStory story;
  std::vector<CaptureFrames> frames;
};

Result<PackedStory> PackedOf(const Store& store, std::int64_t key) {
  Result<StoredStory> story = store.StoryOfKey(key);
  if (!story) return Fail(story.error());
  PackedStory packed{std::move(*story), {}};
  packed.frames.reserve(packed.story.captures.size());
  for (const StoryCapture& c : packed.story.captures) {
    Result<CaptureFrames> frames = store.FramesOf(c.capture);
    if (!frames) return Fail(frames.error());
    packed.frames.push_back(std::move(*frames));
  }
  return packed;
}

std::size_t WeightOf(const PackedStory& packed) {
  std::size_t bytes = 0;
  for (const CaptureFrames& frames : packed.frames)
    bytes += frames.article.size() + frames.reading.size();
  return bytes;
}

Result<WholeStory> UnpackedOf(PackedStory packed) {
  WholeStory whole;
  whole.story = std::move(packed.story);
  for (std::size_t i = 0; i < packed.frames.size(); ++i) {
    const CaptureFrames& frames = packed.frames[i];
    Result<Article> article = ArticleOfFrame(frames.article);
    if (!article) return Fail(article.error());
    Result<Reading> reading = frames.reading.empty()
                                  ? ReadNow(*article, whole.story.captures[i].capture.seen_at)
                                  : ReadingOfFrame(frames.reading);
    if (!reading) return Fail(reading.error());
    whole.articles.push_back(std::move(*article));
    whole.readings.push_back(std::move(*reading));
  }
  return whole;
}

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

Result<ToldRow> ToldRowOf(PackedStory packed) {
  ToldRow row{.story = packed.story.key, .told_from = {}, .frame = {}, .articles = {}};
  if (packed.story.captures.empty()) return row;
  const Result<WholeStory> whole = UnpackedOf(std::move(packed));
  if (!whole) return Fail(whole.error());
  const std::vector<Telling> tellings = TellingsOf(*whole);
  const ToldStory told = TellStory(tellings, whole->story.language);
  row.told_from = ToldFrom(whole->story, tellings);
  row.frame = ToldFrameOf(told, ChangesOf(whole->story, whole->articles));
  row.articles = ArticlesFrameOf(whole->articles);
  row.part = PartOf(whole->story);
  row.open_questions = CountOpen(told);
  row.items = ItemsOf(told);
  return row;
}

}  // namespace

Result<std::size_t> KeepToldStories(Store& store, const KeepToldOptions& options) {
  const Result<std::vector<std::int64_t>> stories = store.StoriesToTell();
  if (!stories) return Fail(stories.error());
  std::mutex storing;  // one thread reads while another keeps
  std::vector<ToldRow> rows;
  std::size_t kept = 0;
  std::optional<Error> not_read, not_kept;
  const auto keep = [&] {
    const std::lock_guard lock(storing);
    const Result<void> done = store.KeepTold(rows);
    if (!done) not_kept = done.error();
    kept += rows.size();
    rows.clear();
    return done.has_value();
  };
  auto next = stories->begin();
  RunInOrder<PackedStory, Result<ToldRow>>(
      {.threads = options.threads, .window = kWindow, .weight = kWindowBytes},
      [&](PackedStory& packed) -> std::optional<std::size_t> {
        if (next == stories->end() || options.stop()) return std::nullopt;
        const std::lock_guard lock(storing);
        Result<PackedStory> read = PackedOf(store, *next++);
        if (!read) not_read = read.error();
        if (!read) return std::nullopt;
        packed = std::move(*read);
        return WeightOf(packed);
      },
      [](PackedStory& packed) { return ToldRowOf(std::move(packed)); },
      [&](Result<ToldRow> row) {
        if (!row) not_kept = row.error();
        if (!row) return false;
        rows.push_back(std::move(*row));
        return rows.size() < kRows || keep();
      });
  if (!not_read && !not_kept && !rows.empty()) keep();
  if (not_read || not_kept) return Fail(not_read ? *not_read : *not_kept);
  return kept;
}

}  // namespace checkback
