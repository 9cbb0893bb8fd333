#include "follow/following/page_watch.h"

namespace checkback {

std::optional<PageNumber> PageWatch::NumberOf(PageKey page) const {
  const auto at = static_cast<std::size_t>(page);
  if (at >= numbers_.size() || numbers_[at] == kNoPage) return std::nullopt;
  return numbers_[at];
}

void PageWatch::Number(PageKey page, PageNumber number) {
  const auto at = static_cast<std::size_t>(page);
  if (at >= numbers_.size()) numbers_.resize(at + 1, kNoPage);
  numbers_[at] = number;
  if (number >= keys_.size()) keys_.resize(number + 1);
  keys_[number] = page;
}

Result<void> PageWatch::Restore(SourceBook& book, Instant now) {
  const Result<void> rates = book.ForEachRates([&](SiteNumber site, std::string_view bytes) {
    if (const auto learned = ChangeRates::FromBytes(bytes)) plan_.RestoreRates(site, *learned);
  });
  if (!rates) return Fail(rates.error());
  const Result<void> read = book.ForEachWatched([&](const WatchedPage& page) {
    Number(page.key, plan_.Restore(page.site, page.history));
    return true;
  });
  if (!read) return Fail(read.error());
  plan_.ScheduleRestored(now);
  return {};
}

std::optional<PageKey> PageWatch::Next(Instant now) {
  const std::optional<PageNumber> page = plan_.Next(now);
  if (!page) return std::nullopt;
  return keys_[*page];
}

void PageWatch::Visited(const FoundPage& page, Instant now, bool changed,
                        std::optional<Instant> changed_at) {
  if (const auto number = NumberOf(page.key))
    plan_.Visited(*number, now, changed, changed_at);
  else
    Number(page.key, plan_.Add(page.site, now));
}

void PageWatch::Signal(PageKey page, Instant now, const RevisitSignals& signals) {
  if (const auto number = NumberOf(page)) plan_.Signal(*number, now, signals);
}

void PageWatch::Drop(PageKey page) {
  const auto number = NumberOf(page);
  if (!number) return;
  plan_.Drop(*number);
  numbers_[static_cast<std::size_t>(page)] = kNoPage;
}

}  // namespace checkback
