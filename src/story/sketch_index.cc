#include "story/sketch_index.h"

#include <algorithm>
#include <utility>

namespace checkback {
namespace {

std::size_t TableOf(std::uint64_t shingle) {
  return shingle & 0xff;
}

std::uint32_t TagOf(std::uint64_t shingle) {
  return static_cast<std::uint32_t>(shingle >> 8);
}

}  // namespace

void SketchIndex::Table::Put(Entry entry) {
  std::size_t at = PlaceOf(entry.tag);
  while (entries[at].article != kFree) at = at + 1 == entries.size() ? 0 : at + 1;
  entries[at] = entry;
  ++used;
}

void SketchIndex::Table::Grow() {
  const std::vector<Entry> old = std::move(entries);
  entries = std::vector<Entry>(std::max<std::size_t>(16, old.size() + old.size() / 4));
  used = 0;
  for (const Entry& entry : old) {
    if (entry.article != kFree) Put(entry);
  }
}

void SketchIndex::Prefetch(std::uint64_t shingle) const {
  const Table& table = tables_[TableOf(shingle)];
  if (!table.entries.empty()) {
    __builtin_prefetch(table.entries.data() + table.PlaceOf(TagOf(shingle)));
  }
}

std::size_t SketchIndex::Append(std::uint64_t shingle, std::vector<std::uint32_t>& articles) const {
  const Table& table = tables_[TableOf(shingle)];
  if (table.entries.empty()) return 0;
  const std::uint32_t tag = TagOf(shingle);
  const std::size_t before = articles.size();
  for (std::size_t at = table.PlaceOf(tag); table.entries[at].article != kFree;) {
    if (table.entries[at].tag == tag) articles.push_back(table.entries[at].article);
    at = at + 1 == table.entries.size() ? 0 : at + 1;
  }
  return articles.size() - before;
}

void SketchIndex::Enter(std::uint64_t shingle, std::uint32_t article) {
  Table& table = tables_[TableOf(shingle)];
  if (10 * (table.used + 1) > 8 * table.entries.size()) table.Grow();
  const std::uint32_t tag = TagOf(shingle);
  std::size_t listed = 0;
  std::size_t at = table.PlaceOf(tag);
  while (table.entries[at].article != kFree) {
    if (table.entries[at].tag == tag) ++listed;
    at = at + 1 == table.entries.size() ? 0 : at + 1;
  }
  if (listed >= kLongest) return;
  table.entries[at] = {tag, article};
  ++table.used;
}

std::size_t SketchIndex::bytes() const {
  std::size_t bytes = sizeof(*this);
  for (const Table& table : tables_) bytes += table.entries.capacity() * sizeof(Entry);
  return bytes;
}

}  // namespace checkback
