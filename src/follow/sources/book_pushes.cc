// The subscriptions of the book of sources.

#include <algorithm>
#include <array>
#include <utility>

#include "follow/sources/book_rows.h"
#include "follow/sources/source_book.h"
#include "text/random.h"

namespace checkback {
namespace {

constexpr std::string_view kColumns =
    "select subscription, source, token, secret, hub, topic, callback, state, due, asked_at, "
    "lease_ends, last_push, pushes, is_kept, failures, note from subscription ";
// 128 bits in an address, 256 in a secret.
constexpr std::size_t kTokenDigits = 32;

Subscription SubscriptionFrom(const Statement& row) {
  Subscription subscription;
  subscription.key = row.Integer(0);
  subscription.source = row.Integer(1);
  subscription.token = row.Text(2);
  subscription.secret = row.Text(3);
  subscription.hub = row.Text(4);
  subscription.topic = row.Text(5);
  subscription.callback = row.Text(6);
  subscription.state = PushStateOf(row.Text(7)).value_or(PushState::kWanted);
  subscription.due = InstantAt(row.Integer(8));
  subscription.asked_at = InstantIn(row, 9);
  subscription.lease_ends = InstantIn(row, 10);
  subscription.last_push = InstantIn(row, 11);
  subscription.pushes = static_cast<std::uint32_t>(row.Integer(12));
  subscription.is_kept = row.Integer(13) != 0;
  subscription.failures = static_cast<std::uint32_t>(row.Integer(14));
  subscription.note = row.Text(15);
  return subscription;
}

template <typename... Values>
Result<std::vector<Subscription>> SubscriptionsBound(Database& db, std::string_view where,
                                                     const Values&... values) {
  Result<Statement> rows = Bound(db, std::string(kColumns) + std::string(where), values...);
  if (!rows) return Fail(rows.error());
  std::vector<Subscription> found;
  Result<bool> row = rows->Step();
  for (; row && *row; row = rows->Step()) found.push_back(SubscriptionFrom(*rows));
  if (!row) return Fail(row.error());
  return found;
}

Result<std::optional<Subscription>> OnlyOne(Result<std::vector<Subscription>> found) {
  if (!found) return Fail(found.error());
  if (found->empty()) return std::nullopt;
  return std::move(found->front());
}

Result<void> Insert(Database& db, SourceKey source, const PushOffer& offer,
                    const std::string& callback, Instant now) {
  const Result<std::string> token = RandomHex(), secret = RandomHex();
  if (!token || !secret) return Fail(token ? secret.error() : token.error());
  return RunBound(db,
                  "insert into subscription (source, token, secret, hub, topic, callback, state, "
                  "due, pushes, is_kept, failures, note) values (?1, ?2, ?3, ?4, ?5, ?6, 'wanted', "
                  "?7, 0, 0, 0, '')",
                  source, std::string_view(*token).substr(0, kTokenDigits), *secret, offer.hub,
                  offer.topic, callback, SecondsAt(now));
}

}  // namespace

Result<void> SourceBook::EndSubscription(const Subscription& subscription, Instant now) {
  // A hub that never said yes has nothing to end.
  if (subscription.state != PushState::kActive) return Forget(subscription.key);
  Subscription ending = subscription;
  ending.state = PushState::kEnding;
  ending.asked_at.reset();
  ending.failures = 0;
  ending.due = now;
  return Keep(ending);
}

Result<void> SourceBook::TakeOffer(SourceKey key, const std::optional<PushOffer>& offer,
                                   const std::string& callback, Instant now) {
  return Step([&](SourceBook&) -> Result<void> {
    const auto known =
        SubscriptionsBound(db_, "where source = ?1 and state <> 'ending' order by 1", key);
    if (!known) return Fail(known.error());
    bool is_there = false;
    for (const Subscription& one : *known) {
      if (offer && !is_there && one.hub == offer->hub && one.topic == offer->topic) {
        is_there = true;
        continue;
      }
      if (const Result<void> ended = EndSubscription(one, now); !ended) return ended;
    }
    return offer && !is_there ? Insert(db_, key, *offer, callback, now) : Result<void>();
  });
}

Result<std::vector<Subscription>> SourceBook::SubscriptionsDue(Instant now, std::size_t most) {
  const std::lock_guard lock(mutex_);
  auto due = SubscriptionsBound(db_, "where due <= ?1 order by due, subscription limit ?2",
                                SecondsAt(now), most);
  if (!due) return Fail(Named(due.error()));
  return due;
}

Result<std::optional<Instant>> SourceBook::NextSubscriptionDue() {
  const std::lock_guard lock(mutex_);
  const auto due = db_.Integer("select due from subscription order by due limit 1");
  if (!due) return Fail(Named(due.error()));
  if (!*due) return std::nullopt;
  return InstantAt(**due);
}

Result<std::optional<Subscription>> SourceBook::SubscriptionAt(SubscriptionKey key) {
  const std::lock_guard lock(mutex_);
  auto found = OnlyOne(SubscriptionsBound(db_, "where subscription = ?1", key));
  if (!found) return Fail(Named(found.error()));
  return found;
}

Result<std::optional<Subscription>> SourceBook::SubscriptionOf(std::string_view token) {
  const std::lock_guard lock(mutex_);
  auto found = OnlyOne(SubscriptionsBound(db_, "where token = ?1", token));
  if (!found) return Fail(Named(found.error()));
  return found;
}

Result<std::optional<Subscription>> SourceBook::ActiveOf(SourceKey source, Instant now) {
  return OnlyOne(
      SubscriptionsBound(db_, "where source = ?1 and state = 'active' and lease_ends > ?2 limit 1",
                         source, SecondsAt(now)));
}

Result<std::vector<Subscription>> SourceBook::Subscriptions() {
  const std::lock_guard lock(mutex_);
  auto all = SubscriptionsBound(db_, "order by source, subscription");
  if (!all) return Fail(Named(all.error()));
  return all;
}

Result<void> SourceBook::Keep(const Subscription& s) {
  return Step([&](SourceBook&) {
    return RunBound(db_,
                    "update subscription set callback = ?2, state = ?3, due = ?4, asked_at = ?5, "
                    "lease_ends = ?6, last_push = ?7, pushes = ?8, is_kept = ?9, failures = ?10, "
                    "note = ?11 where subscription = ?1",
                    s.key, s.callback, NameOf(s.state), SecondsAt(s.due), s.asked_at, s.lease_ends,
                    s.last_push, s.pushes, s.is_kept, s.failures, s.note);
  });
}

Result<void> SourceBook::Forget(SubscriptionKey key) {
  return Step([&](SourceBook&) {
    return RunBound(db_, "delete from subscription where subscription = ?1", key);
  });
}

Result<void> SourceBook::Pushed(SubscriptionKey key, Instant now) {
  return Step([&](SourceBook& book) -> Result<void> {
    auto found = book.SubscriptionAt(key);
    if (!found) return Fail(found.error());
    if (!*found) return {};
    const SourceKey source = (*found)->source;
    if (const Result<void> kept = book.Keep(AfterPush(std::move(**found), now)); !kept) return kept;
    // Who fails or has asked to be left alone is not asked sooner because somebody else says so.
    return RunBound(db_,
                    "update source set next_due = max(?2, coalesce(last_tried, 0) + ?3) where "
                    "source = ?1 and failing_since is null and next_due > max(?2, "
                    "coalesce(last_tried, 0) + ?3)",
                    source, SecondsAt(now), std::int64_t{kBetweenPushedPolls.count()});
  });
}

Result<void> SourceBook::MoveSubscriptions(const std::string& callback, Instant now) {
  return Step([&](SourceBook&) {
    if (callback.empty()) return RunBound(db_, "delete from subscription");
    return RunBound(db_,
                    "update subscription set callback = ?1, state = 'wanted', is_kept = 0, "
                    "asked_at = null, lease_ends = null, failures = 0, due = ?2 where callback <> "
                    "?1 and state <> 'ending'",
                    callback, SecondsAt(now));
  });
}

}  // namespace checkback
