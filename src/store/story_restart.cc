// The keeper of stories after a restart: snapshots, and what came after the last one.

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "page/zstd_frame.h"
#include "store/article_frame.h"
#include "store/story_statements.h"

namespace checkback {

Result<void> StoryWriter::Restore() {
  const Result<std::int64_t> since = TakeSnapshot(kAnyPlace);
  if (!since) return Fail(since.error());
  // What happened after the snapshot will happen again.
  if (const auto forgotten = ForgetSince(*since); !forgotten) return forgotten;
  if (const auto added = AddAgain(*since); !added) return added;
  settled_ = reached_;
  // In a rebuild, and when looking back, what people said has its time yet to come.
  const auto any = db_.Integer("select 1 from story_capture limit 1");
  if (!any) return Fail(any.error());
  if (!options_.keeps_snapshots || !any->has_value()) return {};
  if (const auto heard = ApplyEvents(kAnyPlace); !heard) return heard;
  settled_ = reached_;
  return {};
}

// The keeper as it was at the last snapshot up to `until`, or new; answers what the snapshot holds:
// everything with a place before.
Result<std::int64_t> StoryWriter::TakeSnapshot(std::int64_t until) {
  Result<Acceptance> acceptance = Acceptance::Trained();
  if (!acceptance) return Fail(acceptance.error());
  Result<Statement> snapshot = db_.Prepare(
      "select place, articles, newest, bytes from keeper_snapshot where place <= ?1 order by place "
      "desc limit 1");
  if (!snapshot) return Fail(snapshot.error());
  snapshot->Bind(1, until);
  const Result<bool> row = snapshot->Step();
  if (!row) return Fail(row.error());
  added_ = 0;
  if (!*row) {
    keeper_ = std::make_unique<StoryKeeper>(std::move(*acceptance));
    reached_ = 0, snapped_ = 0, newest_ = 0;
    return 0;
  }
  reached_ = snapshot->Integer(0);
  snapped_ = static_cast<std::uint64_t>(snapshot->Integer(1));
  newest_ = snapshot->Integer(2) * 1000;
  const Result<std::string> bytes = UnpackFrame(snapshot->Blob(3), kMostKeeperBytes);
  Result<std::unique_ptr<StoryKeeper>> kept =
      bytes ? StoryKeeper::Load(*bytes, std::move(*acceptance))
            : Result<std::unique_ptr<StoryKeeper>>(Fail(bytes.error()));
  if (!kept)
    return Fail(Errc::kBadInput, fmt::format("the stories cannot be read ({}): checkback rebuild",
                                             kept.error().what));
  keeper_ = std::move(*kept);
  return reached_;
}

// What happened to stories from this place on.
Result<void> StoryWriter::ForgetSince(std::int64_t place) {
  for (const std::string& sql :
       {fmt::format("delete from sleeper where slept >= {}", place),
        fmt::format("update sleeper set woken = null where woken >= {}", place),
        fmt::format("delete from story_redirect where place >= {}", place),
        fmt::format("delete from story_move where place >= {}", place)}) {
    if (const auto ran = db_.Run(sql); !ran) return ran;
  }
  return {};
}

// The captures that the snapshot does not hold. Their rows are there; the keeper has to know them.
Result<void> StoryWriter::AddAgain(std::int64_t since) {
  Result<Statement> rows = db_.Prepare(
      "select s.capture, s.place, s.follows, c.seen_at, a.json, s.voice from story_capture s "
      "join capture c using (capture) join article a using (article) "
      "where s.place >= ?1 order by s.place");
  if (!rows) return Fail(rows.error());
  rows->Bind(1, since);
  while (true) {
    const Result<bool> row = rows->Step();
    if (!row) return Fail(row.error());
    if (!*row) return {};
    const std::int64_t key = rows->Integer(0), place = rows->Integer(1);
    const Instant seen_at{std::chrono::seconds(rows->Integer(3))};
    if (const auto done = ApplyEvents(place); !done) return done;
    if (added_ >= options_.snapshot_every) {
      if (const auto written = WriteSnapshot(); !written) return written;
    }
    reached_ = place + 1;
    newest_ = std::max(newest_, Milliseconds(seen_at));
    if (rows->Integer(5) != key) continue;  // a visit
    const Result<Article> article = ArticleOfFrame(rows->Blob(4));
    if (!article) return Fail(article.error());
    const StoryArticle added = StoryArticleFor(key, seen_at, *article, rows->Integer(2));
    if (const auto woken = WakeFor(added, place); !woken) return woken;
    keeper_->Add(added);
    if (const auto written = WriteChanges(place); !written) return written;
    ++added_;
  }
}

Result<void> StoryWriter::WriteSnapshot() {
  if (!options_.keeps_snapshots) return {};
  const std::string bytes = PackFrame(keeper_->Save(), kKeeperLevel);
  snapped_ += std::exchange(added_, 0);
  Statement& write = *sql_->snapshot;
  write.Bind(1, reached_);
  write.Bind(2, static_cast<std::int64_t>(snapped_));
  write.Bind(3, std::int64_t{newest_ / 1000});
  write.BindBlob(4, bytes);
  if (const auto written = write.Run(); !written) return written;
  return ThinSnapshots();
}

// Drops snapshots between neighbours that are near enough to each other for their age.
Result<void> StoryWriter::ThinSnapshots() {
  Result<Statement> rows =
      db_.Prepare("select place, articles from keeper_snapshot order by place desc");
  if (!rows) return Fail(rows.error());
  struct Kept {
    std::int64_t place = 0;
    std::uint64_t articles = 0;
  };
  std::vector<Kept> kept;
  while (true) {
    const Result<bool> row = rows->Step();
    if (!row) return Fail(row.error());
    if (!*row) break;
    kept.push_back({rows->Integer(0), static_cast<std::uint64_t>(rows->Integer(1))});
  }
  rows->Reset();
  std::uint64_t later = snapped_;  // articles of the next later one that stays
  for (std::size_t i = 1; i < kept.size(); ++i) {
    const std::uint64_t before = i + 1 < kept.size() ? kept[i + 1].articles : 0;
    const std::uint64_t since = snapped_ - std::min(snapped_, before);
    if (later - std::min(later, before) > std::max(options_.snapshot_every, since / 4)) {
      later = kept[i].articles;
      continue;
    }
    const auto dropped =
        db_.Run(fmt::format("delete from keeper_snapshot where place = {}", kept[i].place));
    if (!dropped) return dropped;
  }
  return {};
}

}  // namespace checkback
