#include "store/copy_weeks.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace checkback {
namespace {

constexpr std::int64_t kWeekSeconds = std::int64_t{7} * 24 * 3600;

void AppendNumber(std::uint64_t number, int bytes, std::string& out) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(number >> (8 * i) & 0xff);
}

std::uint64_t NumberAt(std::string_view bytes, std::size_t at, int count) {
  std::uint64_t number = 0;
  for (int i = 0; i < count; ++i)
    number |= std::uint64_t{static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)])}
              << (8 * i);
  return number;
}

constexpr std::size_t kHead = 16;

}  // namespace

std::string BytesOfSketch(const Sketch& sketch) {
  std::string bytes;
  bytes.reserve(kHead + 8 * sketch.kept.size());
  AppendNumber(sketch.wording, 8, bytes);
  AppendNumber(sketch.shingles, 4, bytes);
  AppendNumber(sketch.rate, 4, bytes);
  for (const std::uint64_t shingle : sketch.kept) AppendNumber(shingle, 8, bytes);
  return bytes;
}

std::optional<Sketch> SketchOfBytes(std::string_view bytes) {
  if (bytes.size() < kHead || bytes.size() % 8 != 0) return std::nullopt;
  Sketch sketch;
  sketch.wording = NumberAt(bytes, 0, 8);
  sketch.shingles = static_cast<std::uint32_t>(NumberAt(bytes, 8, 4));
  sketch.rate = static_cast<std::uint32_t>(NumberAt(bytes, 12, 4));
  for (std::size_t at = kHead; at < bytes.size(); at += 8)
    sketch.kept.push_back(NumberAt(bytes, at, 8));
  return sketch;
}

std::int64_t CopyWeeks::WeekOf(Instant time) {
  const std::int64_t seconds = time.time_since_epoch().count();
  return seconds >= 0 ? seconds / kWeekSeconds : -((-seconds + kWeekSeconds - 1) / kWeekSeconds);
}

Result<CopyWeeks::Week*> CopyWeeks::Load(std::int64_t number) {
  Week& week = weeks_[number];
  week.used = ++calls_;
  if (week.finder) return &week;
  week.finder = std::make_unique<CopyFinder>(texts_, CopyOptions{.passages = false});
  Result<Statement> rows = db_.Prepare(
      "select w.wording, w.sketch from wording_week k join wording w using (wording) "
      "where k.week = ?1 order by w.wording");
  if (!rows) return Fail(rows.error());
  rows->Bind(1, number);
  while (true) {
    const Result<bool> row = rows->Step();
    if (!row) return Fail(row.error());
    if (!*row) return &week;
    if (const auto sketch = SketchOfBytes(rows->Blob(1)))
      week.finder->Load(static_cast<ArticleId>(rows->Integer(0)), *sketch);
  }
}

// Drops the weeks that were not used for longest, but never those around `week`.
void CopyWeeks::MakeRoom(std::int64_t week) {
  std::size_t bytes = 0;
  for (const auto& [number, held] : weeks_) bytes += held.finder ? held.finder->bytes() : 0;
  while (bytes > most_bytes_) {
    auto oldest = weeks_.end();
    for (auto it = weeks_.begin(); it != weeks_.end(); ++it) {
      const bool needed = it->first >= week - 1 && it->first <= week + 1;
      if (!needed && (oldest == weeks_.end() || it->second.used < oldest->second.used)) oldest = it;
    }
    if (oldest == weeks_.end()) return;
    bytes -= oldest->second.finder ? oldest->second.finder->bytes() : 0;
    weeks_.erase(oldest);
  }
}

Result<std::vector<Copy>> CopyWeeks::Add(std::int64_t week, std::uint64_t wording,
                                         std::string_view text, const Sketch& sketch) {
  std::vector<Copy> found;
  for (std::int64_t near = week - 1; near <= week + 1; ++near) {
    const Result<Week*> loaded = Load(near);
    if (!loaded) return Fail(loaded.error());
    for (Copy& copy : (*loaded)->finder->Find(text, sketch)) {
      const bool told = std::any_of(found.begin(), found.end(),
                                    [&](const Copy& c) { return c.other == copy.other; });
      if (!told && copy.other != wording) found.push_back(std::move(copy));
    }
  }
  weeks_[week].finder->Load(wording, sketch);
  MakeRoom(week);
  return found;
}

}  // namespace checkback
