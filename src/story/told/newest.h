// Lists of the newest, by which what came before is found at a bounded cost, and what they hold.
//
//   std::vector<std::uint32_t>& newest = by_word[word];
//   if (const auto gone = KeepNewest(newest, claims.Add(claim, 1), 32)) claims.LetGo(*gone);

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace checkback {

// Adds `item`; of a list that had `most` (one at least), gives the oldest, which it lets go.
template <typename Item>
std::optional<Item> KeepNewest(std::vector<Item>& items, Item item, std::size_t most) {
  std::optional<Item> gone;
  if (items.size() == most) {
    gone = std::move(items.front());
    items.erase(items.begin());
  }
  items.push_back(std::move(item));
  return gone;
}

// Items by their numbers, in the order in which they came, each as long as a list holds it: so that
// the memory of a long story goes to what can still be met.
template <typename Item>
class ListedItems {
 public:
  // The number of the item, which so many lists will hold; with none it is gone at once.
  std::uint32_t Add(Item item, std::size_t lists) {
    const auto number = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back({lists == 0 ? nullptr : std::make_unique<Item>(std::move(item)),
                        static_cast<std::uint32_t>(lists)});
    kept_ += lists == 0 ? 0 : 1;
    return number;
  }

  // Of one that is kept.
  const Item& operator[](std::uint32_t number) const { return *entries_[number].item; }

  // One of its lists holds it no longer.
  void LetGo(std::uint32_t number) {
    Entry& entry = entries_[number];
    if (--entry.lists > 0) return;
    entry.item.reset();
    --kept_;
  }

  std::size_t kept() const { return kept_; }

 private:
  struct Entry {
    std::unique_ptr<Item> item;
    std::uint32_t lists = 0;
  };

  std::vector<Entry> entries_;
  std::size_t kept_ = 0;
};

}  // namespace checkback
