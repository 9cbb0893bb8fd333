// The pages that are looked at again: the plan of revisits (follow/revisit/), by the keys that the
// book of sources has for them.
//
// Some 130 bytes a page. Not for use by two threads at once.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "follow/revisit/revisit_plan.h"
#include "follow/sources/source_book.h"

namespace checkback {

class PageWatch {
 public:
  explicit PageWatch(const RevisitPlan::Options& options) : plan_(options) {}

  // All watched pages of `book`, each due as it was, and what their sites taught.
  Result<void> Restore(SourceBook& book, Instant now);

  // The page that is due first at `now`; it stays out until Visited, Later or Drop.
  std::optional<PageKey> Next(Instant now);
  std::optional<Instant> FirstDue() { return plan_.FirstDue(); }

  // It was fetched; the first time, it is watched from now on.
  void Visited(const FoundPage& page, Instant now, bool changed,
               std::optional<Instant> changed_at = std::nullopt);
  void Signal(PageKey page, Instant now, const RevisitSignals& signals);
  void Drop(PageKey page);

  bool Has(PageKey page) const { return NumberOf(page).has_value(); }
  // Of a page that it has.
  PageHistory HistoryOf(PageKey page) const { return plan_.HistoryOf(*NumberOf(page)); }
  RevisitReason ReasonOf(PageKey page, Instant now) const {
    return plan_.ReasonOf(*NumberOf(page), now);
  }
  // Of a site that has pages here. Valid until the next call that is not const.
  const ChangeRates& RatesOf(SiteNumber site) const { return plan_.RatesOf(site); }
  std::size_t pages() const { return plan_.pages(); }

 private:
  static constexpr PageNumber kNoPage = ~PageNumber{0};
  std::optional<PageNumber> NumberOf(PageKey page) const;
  void Number(PageKey page, PageNumber number);

  RevisitPlan plan_;
  std::vector<PageNumber> numbers_;  // by key: the book counts them from 1 without gaps
  std::vector<PageKey> keys_;        // by number
};

}  // namespace checkback
