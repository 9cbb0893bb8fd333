// Keeping what came, and telling what it says: first the store, then the book.

#include <algorithm>
#include <utility>

#include "follow/following/following_inside.h"
#include "follow/following/page_outcome.h"
#include "follow/keep_told.h"
#include "text/memory.h"

namespace checkback {
namespace {

// A batch costs two waits for the disk.
constexpr std::size_t kBatch = 128;
constexpr std::size_t kBatchBytes = std::size_t{32} << 20;

// Late captures and running stories are put right so often (Store::RepairStories).
constexpr std::chrono::minutes kRepairEvery{10};

// What stories say for their pages is asked for so often even where not all of them are told.
constexpr std::chrono::minutes kLookEvery{10};

ArticleSize SizeOf(const Article& article) {
  ArticleSize size;
  for (const Block& block : article.blocks) size.paragraphs += block.span.has_value();
  size.characters = static_cast<std::uint32_t>(article.text.size());
  return size;
}

}  // namespace

Result<void> Following::Inside::TakeMade(std::vector<Made> made) {
  for (Made& one : made) {
    const Result<void> done = std::holds_alternative<MadePage>(one)
                                  ? TakePage(std::get<MadePage>(std::move(one)))
                                  : TakeFeed(std::get<MadeFeed>(std::move(one)));
    if (!done) return done;
  }
  return {};
}

Result<void> Following::Inside::TakePage(MadePage made) {
  if (made.wants) return WantPart(std::move(made));
  if (!made.capture) {
    making_.erase(made.page.key);
    const Result<void> failed = PageFailed(made.page, NoPageVisit(made.why_not, made.page, Now()));
    return failed ? TextDone(made.of_poll, made.page.key) : failed;
  }
  if (batch_.empty()) batch_began_ = Clock();
  batch_bytes_ += made.capture->member.size() + made.capture->article_frame.size() +
                  made.capture->reading_frame.size();
  batch_.push_back(std::move(made));
  return {};
}

bool Following::Inside::BatchIsDue() const {
  return !batch_.empty() && (batch_.size() >= kBatch || batch_bytes_ >= kBatchBytes ||
                             Clock() - batch_began_ >= options_.keep_every);
}

Result<void> Following::Inside::KeepBatch() {
  if (batch_.empty()) return {};
  // Stories follow the order of time: what is late is put right later, and that costs.
  std::stable_sort(batch_.begin(), batch_.end(), [](const MadePage& a, const MadePage& b) {
    return a.capture->seen_at < b.capture->seen_at;
  });
  std::vector<NewCapture> captures;
  captures.reserve(batch_.size());
  for (MadePage& made : batch_) captures.push_back(std::move(*made.capture));
  const Result<KeepTally> kept = store_.Keep(captures, {});
  if (!kept) return Fail(kept.error());
  tally_.kept += *kept;
  for (std::size_t i = 0; i < batch_.size(); ++i) batch_[i].capture = std::move(captures[i]);
  const Result<void> entered = book_->Step([&](SourceBook& book) -> Result<void> {
    for (const MadePage& made : batch_)
      if (const Result<void> done = Enter(book, made); !done) return done;
    return {};
  });
  if (!entered) return Fail(entered.error());
  for (const MadePage& made : batch_) {
    making_.erase(made.page.key);
    if (const Result<void> done = TextDone(made.of_poll, made.page.key); !done) return done;
  }
  batch_.clear();
  batch_bytes_ = 0;
  to_tell_ = true;
  return {};
}

// What became of one page, after its capture is kept.
Result<void> Following::Inside::Enter(SourceBook& book, const MadePage& made) {
  const FoundPage& page = made.page;
  if (made.instead.empty()) return EnterAs(book, made, page);
  const NewPage instead{.url = made.instead, .published_at = page.published_at};
  const Result<SourceBook::Added> added =
      book.AddPages(page.source, std::span(&instead, 1), made.capture->seen_at);
  if (!added) return Fail(added.error());
  const Result<FoundPage> other = book.PageAt(added->keys[0]);
  if (!other) return Fail(other.error());
  const Result<void> done =
      book.Visited(page.key, VisitElsewhere(made.instead, made.capture->seen_at));
  return done ? EnterAs(book, made, *other) : done;
}

Result<void> Following::Inside::EnterAs(SourceBook& book, const MadePage& made,
                                        const FoundPage& page) {
  const NewCapture& capture = *made.capture;
  PageVisit visit{.at = capture.seen_at, .validators = {}, .reason = made.why_not};
  // What is unchanged since then shows as little as it did then.
  if (made.is_revisit && page.reason == kNeedsScripts) visit.reason = page.reason;
  std::optional<Instant> changed_at;
  if (page.visited && !made.is_revisit) {
    const Result<Capture> stored = store_.FindCapture(capture.id);
    if (!stored) return Fail(stored.error());
    visit.changed = stored->is_version;
    if (capture.article && capture.article->modified_at && capture.article->modified_at->has_time)
      changed_at = capture.article->modified_at->utc;
    if (changed_at && (*changed_at <= *page.visited || *changed_at > capture.seen_at))
      changed_at.reset();
  }
  tally_.revisits += page.visited.has_value();
  tally_.changed += visit.changed;
  if (made.of_feed) {
    visit.state = PageState::kDone;
    visit.reason = "its text stands in the feed";
  } else {
    visit.validators = {made.answer.etag, made.answer.last_modified, made.answer.url};
    watch_.Visited(page, capture.seen_at, visit.changed, changed_at);
    visit.history = watch_.HistoryOf(page.key);
    learned_.insert(page.site);
  }
  if (const Result<void> done = book.Visited(page.key, visit); !done) return done;
  if (made.is_revisit || page.source == 0) return {};
  if (!made.why_not.empty()) return book.NotKept(page.source, capture.seen_at);
  return book.Kept(page.source, SizeOf(*capture.article), capture.seen_at);
}

Result<void> Following::Inside::KeepRates() {
  return book_->Step([&](SourceBook& book) -> Result<void> {
    for (const SiteNumber site : learned_)
      if (const Result<void> done = book.KeepRates(site, watch_.RatesOf(site).Bytes()); !done)
        return done;
    learned_.clear();
    return {};
  });
}

Result<void> Following::Inside::TellNow(const std::function<bool()>& stop) {
  const FetchTime now = Clock();
  if (now - repaired_ >= kRepairEvery || ending_) {
    repaired_ = now;
    if (const Result<void> repaired = store_.RepairStories(); !repaired) return repaired;
    if (const Result<void> kept = KeepRates(); !kept) return kept;
  }
  bool stopped = false;
  const auto ends = [&] {
    stopped = stopped || stop();
    return stopped;
  };
  const Result<std::size_t> told = KeepToldStories(
      store_, {.threads = std::max(1U, options_.threads), .stop = ends, .tellers = &tellers_});
  if (!told) return Fail(told.error());
  tally_.told += *told;
  told_ = now;
  to_tell_ = stopped;
  // A look tells what is not told, and all of it on this thread: while telling is behind, that
  // would hold up what comes in.
  if (!stopped || now - looked_ >= kLookEvery) {
    looked_ = now;
    if (const auto done = stories_.Look(store_, *book_, watch_, Now()); !done) return done;
  }
  GiveBackMemory();
  return {};
}

// A follower lives for weeks, and most of them it waits. What was unpacked for telling is gone;
// while telling is behind there is more to keep and to tell, and what is held for it stays.
void Following::Inside::GiveBackMemory() {
  if (!to_tell_) {
    store_.GiveBackMemory();
    book_->GiveBackMemory();
  }
  GiveBackFreedMemory();
}

}  // namespace checkback
