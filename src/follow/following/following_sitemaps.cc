// Indexes of sitemaps: a poll of one goes on to the sitemaps that it names, one after another, and
// ends when they are read.

#include <fmt/format.h>

#include <tuple>
#include <utility>

#include "follow/following/following_inside.h"

namespace checkback {

// True where the poll goes on with sitemaps that the answer leads to.
Result<bool> Following::Inside::BeginIndex(MadeFeed& made) {
  constexpr int kUnchanged = 304;
  const SourcePoll& poll = *made.read.poll;
  if (made.source.kind != FollowedKind::kSitemap || poll.failure != PollFailure::kNone)
    return false;
  Result<std::vector<SitemapPart>> known = book_->SitemapParts(made.source.key);
  if (!known) return Fail(known.error());
  std::vector<SitemapPart> listed = std::move(made.read.parts);
  // What an index that is as it was says nothing of may have changed all the same.
  if (poll.status == kUnchanged)
    for (const SitemapPart& part : *known)
      if (!part.lastmod) listed.push_back(part);
  if (listed.empty()) return false;
  IndexPoll& index = indexes_[made.source.key];
  index.met.insert(made.source.url_in_use);
  for (SitemapPart& part : PartsToRead(std::move(listed), *known))
    if (index.met.insert(part.url).second) index.waiting.emplace_back(std::move(part), 1);
  index.made = std::move(made);
  return true;
}

// Asks for the next sitemap, or ends the poll.
Result<void> Following::Inside::NextPart(SourceKey key) {
  IndexPoll& index = indexes_.at(key);
  if (index.waiting.empty() || index.asked >= kMostPartsRead) return EndIndex(key);
  std::tie(index.part, index.depth) = std::move(index.waiting.front());
  index.waiting.pop_front();
  ++index.asked;
  fetcher_.Start({.tag = TagOf(Asking::kPart, key),
                  .url = index.part.url,
                  .etag = index.part.validators.etag,
                  .last_modified = index.part.validators.last_modified,
                  .validators_of = index.part.validators.of,
                  .ask_robots = false});
  return {};
}

Result<void> Following::Inside::TakeSitemapAnswer(FetchAnswer answer) {
  const auto found = indexes_.find(KeyOf(answer.tag));
  if (found == indexes_.end()) return {};
  // As if it were followed by itself.
  FollowedSource part;
  part.key = found->first;
  part.kind = FollowedKind::kSitemap;
  part.url = part.url_in_use = found->second.part.url;
  part.last_good = found->second.part.read_at;
  FetchNote note{FetchPurpose::kSitemap, found->second.made.source.url};
  workshop_.Start([answer = std::move(answer), before = SaidBefore(part.url),
                   note = std::move(note), part = std::move(part)]() mutable -> Made {
    Result<LoggedAnswer> logged = LogRecordsOf(answer, note, before, DeflaterOfThread());
    MadeFeed made = MakeFeed(answer, std::move(part));
    made.is_part = true;
    if (logged) made.logged = std::move(*logged);
    return made;
  });
  return {};
}

Result<void> Following::Inside::TakeSitemapPart(MadeFeed made) {
  const SourceKey key = made.source.key;
  const auto found = indexes_.find(key);
  if (found == indexes_.end()) return {};
  IndexPoll& index = found->second;
  const bool good = made.read.poll && made.read.poll->failure == PollFailure::kNone;
  if (!good) {
    index.failed = index.part.url;
    return NextPart(key);
  }
  if (index.depth < kDeepestIndex)
    for (SitemapPart& part : made.read.parts)
      if (index.met.insert(part.url).second)
        index.waiting.emplace_back(std::move(part), index.depth + 1);
  SourcePoll& poll = *made.read.poll;
  std::vector<std::pair<PageKey, std::size_t>> wanted;
  const Result<void> done = book_->Step([&](SourceBook& book) -> Result<void> {
    if (!made.read.items.empty()) {
      if (const Result<void> sifted = Sifted(book, made, poll, wanted); !sifted) return sifted;
    }
    SitemapPart read = index.part;
    read.read_at = poll.at;
    constexpr int kUnchanged = 304;
    if (poll.status != kUnchanged) read.validators = poll.validators;
    return book.KeepSitemapPart(key, read);
  });
  if (!done && done.error().code == Errc::kNotFound) {  // removed in the meantime
    indexes_.erase(key);
    polling_.erase(key);
    return {};
  }
  if (!done) return Fail(done.error());
  SourcePoll& whole = *index.made.read.poll;
  whole.items += poll.items;
  whole.fresh += poll.fresh;
  whole.first = whole.first || poll.first;
  if (const Result<void> asked = WantAll(made, wanted); !asked) return asked;
  return NextPart(key);
}

Result<void> Following::Inside::EndIndex(SourceKey key) {
  MadeFeed made = std::move(indexes_.at(key).made);
  SourcePoll& poll = *made.read.poll;
  if (const std::string& failed = indexes_.at(key).failed; !failed.empty() && poll.note.empty())
    poll.note = fmt::format("a sitemap of it could not be read: {}", failed);
  indexes_.erase(key);
  made.is_part = true;  // its items are in the book
  return EndPoll(std::move(made));
}

}  // namespace checkback
