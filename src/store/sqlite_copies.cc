// Who else carries the text of a capture, and how many sources stand behind them.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "page/url.h"
#include "store/capture_row.h"
#include "store/sqlite_store.h"

namespace checkback {
namespace {

// More printings of one text than any reader looks at; the rest is counted by nobody.
constexpr int kMostCopies = 1000;

struct Wording {
  std::int64_t wording = 0;
  CopyKind kind = CopyKind::kExact;
  double of_this = 1, of_other = 1;
};

CopyKind KindOf(std::string_view name) {
  for (const CopyKind kind : {CopyKind::kExact, CopyKind::kEdited, CopyKind::kContained}) {
    if (NameOf(kind) == name) return kind;
  }
  return CopyKind::kEdited;
}

// The wording itself and those that share half of it, the most alike first.
Result<std::vector<Wording>> Alike(const Database& db, std::int64_t wording) {
  std::vector<Wording> found = {{wording}};
  Result<Statement> find = db.Prepare(
      "select b, kind, of_a, of_b from copy where a = ?1 "
      "union all select a, kind, of_b, of_a from copy where b = ?1");
  if (!find) return Fail(find.error());
  find->Bind(1, wording);
  while (true) {
    const Result<bool> row = find->Step();
    if (!row) return Fail(row.error());
    if (!*row) break;
    found.push_back({find->Integer(0), KindOf(find->Text(1)), find->Real(2), find->Real(3)});
  }
  std::sort(found.begin() + 1, found.end(), [](const Wording& x, const Wording& y) {
    return std::tuple(-x.of_this, -x.of_other, x.wording) <
           std::tuple(-y.of_this, -y.of_other, y.wording);
  });
  return found;
}

std::string OutletOf(std::string_view named, std::string_view url) {
  return named.empty() ? OutletDomain(url) : std::string(named);
}

}  // namespace

Result<CopiesFound> SqliteStore::CopiesOf(const Capture& capture) const {
  CopiesFound found;
  const auto wording = db_->Integer(fmt::format(
      "select wording from article where article = {} and wording is not null", capture.article));
  if (!wording) return Fail(wording.error());
  if (!wording->has_value()) return found;
  const Result<std::vector<Wording>> alike = Alike(*db_, **wording);
  if (!alike) return Fail(alike.error());

  Result<Statement> find = db_->Prepare(
      "select c.id, c.page, a.outlet, a.headline, a.agency, coalesce(a.published_at, c.seen_at) "
      "from article a join capture c using (article) "
      "where a.wording = ?1 and c.version = 1 order by c.capture limit ?2");
  if (!find) return Fail(find.error());
  const auto own_page =
      db_->Integer(fmt::format("select page from capture where capture = {}", capture.key));
  if (!own_page) return Fail(own_page.error());
  std::vector<Printing> printings;
  std::map<std::int64_t, std::vector<ArticleId>> by_wording;
  std::set<std::int64_t> pages;
  for (const Wording& other : *alike) {
    find->Bind(1, other.wording);
    find->Bind(2, std::int64_t{kMostCopies});
    while (true) {
      const Result<bool> row = find->Step();
      if (!row) return Fail(row.error());
      if (!*row) break;
      const std::int64_t page = find->Integer(1);
      const bool own = page == own_page->value_or(0);
      // Of each page the version that is most like this one: the wordings come in that order.
      if (!pages.insert(page).second) continue;
      const Result<Capture> there = own ? Result<Capture>(capture) : FindCapture(find->Text(0));
      if (!there) return Fail(there.error());
      const std::string outlet = OutletOf(find->Text(2), there->url);
      const auto id = static_cast<ArticleId>(there->key);
      printings.push_back({.id = id,
                           .outlet = outlet,
                           .family = OutletDomain(there->url),
                           .agency = std::string(find->Text(4)),
                           .time = find->Integer(5)});
      by_wording[other.wording].push_back(id);
      if (own) continue;
      found.copies.push_back({.capture = *there,
                              .outlet = outlet,
                              .headline = std::string(find->Text(3)),
                              .kind = other.kind,
                              .of_this = other.of_this,
                              .of_other = other.of_other});
    }
    find->Reset();
  }
  std::sort(found.copies.begin(), found.copies.end(),
            [](const CopyFound& x, const CopyFound& y) { return x.capture.key < y.capture.key; });

  // Every pair of these wordings that is a copy.
  std::vector<CopyPair> pairs;
  for (const auto& [a, ids] : by_wording) {
    for (std::size_t i = 1; i < ids.size(); ++i) pairs.push_back({.a = ids[0], .b = ids[i]});
    const Result<std::vector<Wording>> others = Alike(*db_, a);
    if (!others) return Fail(others.error());
    for (const Wording& other : *others) {
      const auto there = by_wording.find(other.wording);
      if (other.wording <= a || there == by_wording.end()) continue;
      pairs.push_back({.a = ids[0],
                       .b = there->second[0],
                       .kind = other.kind,
                       .of_a = other.of_this,
                       .of_b = other.of_other});
    }
  }
  found.origins = CountOrigins(printings, pairs);
  // A family is known by its domain; for a reader the outlet has a name.
  for (Origin& origin : found.origins.origins) {
    const auto first = std::find_if(printings.begin(), printings.end(),
                                    [&](const Printing& p) { return p.id == origin.first; });
    if (!origin.credited && first != printings.end()) origin.name = first->outlet;
  }
  return found;
}

namespace {

// Looks for each wording once, however many ask for it.
class ShareFinder {
 public:
  explicit ShareFinder(const Database& db)
      : db_(db),
        wording_(db.Prepare("select a.wording, c.page from capture c join article a on a.article = "
                            "?2 where c.capture = ?1")),
        printed_(db.Prepare(
            "select c.capture, c.page, c.id from article a join capture c using (article) where "
            "a.wording = ?1 and c.version = 1 order by c.capture limit ?2")) {}

  // In the order of time.
  Result<std::vector<TextShare>> Of(const Capture& capture) {
    if (!wording_ || !printed_) return Fail(!wording_ ? wording_.error() : printed_.error());
    std::vector<TextShare> shares;
    wording_->Bind(1, capture.key);
    wording_->Bind(2, capture.article);
    const Result<bool> row = wording_->Step();
    if (!row) return Fail(row.error());
    const bool has_words = *row && !wording_->IsNull(0);
    const std::int64_t wording = has_words ? wording_->Integer(0) : 0;
    const std::int64_t own_page = *row ? wording_->Integer(1) : 0;
    wording_->Reset();
    if (!has_words) return shares;
    const Result<std::vector<Wording>> alike = Alike(db_, wording);
    if (!alike) return Fail(alike.error());
    std::set<std::int64_t> pages = {own_page};
    std::vector<std::pair<std::int64_t, TextShare>> found;
    for (const Wording& other : *alike) {
      const auto printings = PrintingsOf(other.wording);
      if (!printings) return Fail(printings.error());
      for (const Printed& one : **printings)
        if (pages.insert(one.page).second) found.push_back({one.key, {one.id, other.of_this}});
    }
    std::sort(found.begin(), found.end(),
              [](const auto& x, const auto& y) { return x.first < y.first; });
    for (auto& [key, share] : found) shares.push_back(std::move(share));
    return shares;
  }

 private:
  struct Printed {
    std::int64_t key = 0, page = 0;
    std::string id;
  };

  Result<const std::vector<Printed>*> PrintingsOf(std::int64_t wording) {
    const auto [known, is_new] = printings_.try_emplace(wording);
    if (!is_new) return &known->second;
    printed_->Bind(1, wording);
    printed_->Bind(2, std::int64_t{kMostCopies});
    const auto read = ForEachRow(*printed_, [&](const Statement& row) {
      known->second.push_back({row.Integer(0), row.Integer(1), std::string(row.Text(2))});
    });
    if (!read) return Fail(read.error());
    return &known->second;
  }

  const Database& db_;
  Result<Statement> wording_, printed_;
  std::map<std::int64_t, std::vector<Printed>> printings_;  // by wording
};

}  // namespace

Result<std::vector<std::vector<TextShare>>> SqliteStore::TextSharesOf(
    std::span<const Capture* const> captures) const {
  ShareFinder finder(*db_);
  std::vector<std::vector<TextShare>> shares;
  shares.reserve(captures.size());
  for (const Capture* capture : captures) {
    Result<std::vector<TextShare>> of = finder.Of(*capture);
    if (!of) return Fail(of.error());
    shares.push_back(std::move(*of));
  }
  return shares;
}

}  // namespace checkback
