// The items that sources have listed: which of a new list were there before.

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "follow/sources/book_rows.h"
#include "follow/sources/source_book.h"
#include "text/utf8.h"

namespace checkback {
namespace {

struct KnownItem {
  std::int64_t row = 0;  // 0: not in the file yet
  std::int64_t url = 0, id = 0, title = 0, changed = 0;
  std::int64_t last_seen = 0;
  bool touched = false;
};

// A title of fewer words ("Live") says too little to know an item by.
constexpr std::size_t kLeastTitleWords = 3;
// A habit is what this part of a list does, of a list with so many items.
constexpr double kHabit = 0.8;
constexpr std::size_t kLeastForHabit = 3;
// A row is written again to say that its item is still listed, not more often than this.
constexpr std::int64_t kTouchSeconds = 86'400;
// What was not listed for so long is forgotten.
constexpr std::int64_t kForgetSeconds = std::int64_t{60} * 86'400;

KnownItem MarksOf(const ListedItem& item) {
  KnownItem marks;
  if (!item.url.empty()) marks.url = Mark(NameOfAddress(item.url));
  marks.id = Mark(item.id);
  if (CountWords(item.title) >= kLeastTitleWords) marks.title = Mark(BareLetters(item.title));
  // Without an address or an id it is its title, however short.
  if (marks.url == 0 && marks.id == 0 && marks.title == 0) marks.title = Mark(item.title);
  marks.changed = Mark(item.changed);
  return marks;
}

// What a source has listed, by each of the three marks.
class ItemIndex {
 public:
  explicit ItemIndex(std::vector<KnownItem> items) : items_(std::move(items)) {
    for (std::size_t i = 0; i < items_.size(); ++i) Index(i);
  }

  KnownItem* ByUrl(std::int64_t mark) { return In(by_url_, mark); }
  KnownItem* ById(std::int64_t mark) { return In(by_id_, mark); }
  KnownItem* ByTitle(std::int64_t mark) { return In(by_title_, mark); }
  void Put(const KnownItem& item) {
    items_.push_back(item);
    Index(items_.size() - 1);
  }
  // `item` has other marks now; it is found by the old ones as well.
  void Became(KnownItem& item, const KnownItem& now) {
    item.url = now.url != 0 ? now.url : item.url;
    item.id = now.id != 0 ? now.id : item.id;
    item.title = now.title != 0 ? now.title : item.title;
    item.changed = now.changed;
    Index(static_cast<std::size_t>(&item - items_.data()));
  }
  std::size_t size() const { return items_.size(); }
  const std::vector<KnownItem>& items() const { return items_; }

 private:
  using Marks = std::unordered_map<std::int64_t, std::size_t>;
  KnownItem* In(const Marks& marks, std::int64_t mark) {
    const auto found = mark == 0 ? marks.end() : marks.find(mark);
    return found == marks.end() ? nullptr : &items_[found->second];
  }
  void Index(std::size_t i) {
    if (items_[i].url != 0) by_url_[items_[i].url] = i;
    if (items_[i].id != 0) by_id_[items_[i].id] = i;
    if (items_[i].title != 0) by_title_[items_[i].title] = i;
  }
  std::vector<KnownItem> items_;
  Marks by_url_, by_id_, by_title_;
};

// The item that `marks` is known to be, whatever the habits of its source.
KnownItem* Known(ItemIndex& index, const KnownItem& marks) {
  if (KnownItem* item = index.ByUrl(marks.url)) return item;
  KnownItem* by_id = index.ById(marks.id);
  // The same id with another address and another title is another article.
  if (by_id != nullptr && (marks.url == 0 || by_id->url == 0 || by_id->title == marks.title))
    return by_id;
  if (marks.url == 0 && marks.id == 0) return index.ByTitle(marks.title);
  return nullptr;
}

bool IsHabit(std::size_t count, std::size_t of) {
  return count >= kLeastForHabit && static_cast<double>(count) >= kHabit * static_cast<double>(of);
}

// One list against what was listed before.
class Sifting {
 public:
  Sifting(ItemIndex& index, bool urls_change) : index_(index), urls_change_(urls_change) {}

  Sifted Sift(std::span<const ListedItem> items, std::int64_t now) {
    Sifted sifted;
    sifted.first = index_.size() == 0;
    std::vector<KnownItem> marks;
    marks.reserve(items.size());
    for (const ListedItem& item : items) marks.push_back(MarksOf(item));
    if (!sifted.first) FindHabits(marks);
    sifted.items.reserve(marks.size());
    std::size_t known = 0;
    for (const KnownItem& item : marks) {
      sifted.items.push_back(Take(item, now));
      sifted.fresh += sifted.items.back() == ItemNews::kNew ? 1 : 0;
    }
    known = sifted.items.size() - sifted.fresh;
    sifted.gap = !sifted.first && known == 0 && items.size() >= kLeastForHabit;
    return sifted;
  }
  bool ids_change() const { return ids_change_; }
  bool urls_change() const { return urls_change_; }

 private:
  // Before anything is taken: are nearly all known by their address, with other ids; or by nothing
  // but their titles?
  void FindHabits(const std::vector<KnownItem>& marks) {
    std::size_t other_ids = 0, titles_alone = 0;
    for (const KnownItem& item : marks) {
      if (const KnownItem* known = Known(index_, item))
        other_ids += item.id != 0 && known->id != 0 && item.id != known->id ? 1 : 0;
      else
        titles_alone += index_.ByTitle(item.title) != nullptr ? 1 : 0;
    }
    ids_change_ = IsHabit(other_ids, marks.size());
    urls_change_ |= IsHabit(titles_alone, marks.size());
  }

  ItemNews Take(const KnownItem& marks, std::int64_t now) {
    KnownItem* known = Known(index_, marks);
    if (known == nullptr && urls_change_) known = index_.ByTitle(marks.title);
    if (known == nullptr) {
      KnownItem item = marks;
      item.last_seen = now;
      item.touched = true;
      index_.Put(item);
      return ItemNews::kNew;
    }
    const bool edited =
        (marks.title != 0 && known->title != 0 && marks.title != known->title) ||
        (marks.changed != 0 && known->changed != 0 && marks.changed != known->changed);
    const bool differs = edited || (marks.id != 0 && marks.id != known->id) ||
                         (marks.url != 0 && marks.url != known->url);
    if (differs || known->changed != marks.changed) {
      index_.Became(*known, marks);
      known->touched = true;
    }
    if (known->touched || now - known->last_seen >= kTouchSeconds) {
      known->last_seen = now;
      known->touched = true;
    }
    return edited ? ItemNews::kEdited : ItemNews::kKnown;
  }

  ItemIndex& index_;
  bool ids_change_ = false, urls_change_ = false;
};

Result<std::vector<KnownItem>> ItemsOf(Database& db, SourceKey key) {
  Result<Statement> rows =
      Bound(db,
            "select item, url_mark, id_mark, title_mark, changed_mark, last_seen from item where "
            "source = ?1 order by item",
            key);
  if (!rows) return Fail(rows.error());
  std::vector<KnownItem> items;
  Result<bool> row = rows->Step();
  for (; row && *row; row = rows->Step())
    items.push_back({rows->Integer(0), rows->Integer(1), rows->Integer(2), rows->Integer(3),
                     rows->Integer(4), rows->Integer(5), false});
  if (!row) return Fail(row.error());
  return items;
}

Result<void> KeepItems(Database& db, SourceKey key, const ItemIndex& index, std::int64_t now) {
  Result<Statement> put = db.Prepare(
      "insert into item (item, source, url_mark, id_mark, title_mark, changed_mark, last_seen) "
      "values (nullif(?1, 0), ?2, ?3, ?4, ?5, ?6, ?7) on conflict (item) do update set url_mark = "
      "?3, id_mark = ?4, title_mark = ?5, changed_mark = ?6, last_seen = ?7");
  if (!put) return Fail(put.error());
  for (const KnownItem& item : index.items()) {
    if (!item.touched) continue;
    int parameter = 0;
    for (const std::int64_t value :
         {item.row, key, item.url, item.id, item.title, item.changed, item.last_seen})
      put->Bind(++parameter, value);
    if (const auto ran = put->Run(); !ran) return ran;
  }
  Result<void> forgot = RunBound(db, "delete from item where source = ?1 and last_seen < ?2", key,
                                 now - kForgetSeconds);
  if (!forgot || index.size() <= SourceBook::kMostItems) return forgot;
  return RunBound(db,
                  "delete from item where item in (select item from item where source = ?1 order "
                  "by last_seen desc, item desc limit -1 offset ?2)",
                  key, SourceBook::kMostItems);
}

}  // namespace

Result<Sifted> SourceBook::Sift(SourceKey key, std::span<const ListedItem> items, Instant now,
                                ListIs list) {
  Sifted sifted;
  const Result<void> done = Step([&](SourceBook&) -> Result<void> {
    const Result<FollowedSource> source = SourceAt(key);
    if (!source) return Fail(source.error());
    Result<std::vector<KnownItem>> known = ItemsOf(db_, key);
    if (!known) return Fail(known.error());
    ItemIndex index(std::move(*known));
    Sifting sifting(index, source->urls_change);
    sifted = sifting.Sift(items, SecondsAt(now));
    if (const auto kept = KeepItems(db_, key, index, SecondsAt(now)); !kept) return kept;
    sifted.gap = sifted.gap && list == ListIs::kWhole;
    if (sifted.gap) {
      if (const auto bumped = Bump(key, now, {.gaps = 1}); !bumped) return bumped;
    }
    if (sifted.first || items.empty()) return {};
    return RunBound(db_,
                    "update source set ids_change = ?2, urls_change = ?3 where source = ?1 and "
                    "(ids_change <> ?2 or urls_change <> ?3)",
                    key, sifting.ids_change(), sifting.urls_change());
  });
  if (!done) return Fail(done.error());
  return sifted;
}

}  // namespace checkback
