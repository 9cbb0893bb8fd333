// What came into the embedded store, in order of arrival.

#include <fmt/format.h>

#include "page/url.h"
#include "store/arrival_place.h"
#include "store/capture_row.h"
#include "store/sqlite_store.h"

namespace checkback {
Result<std::vector<Arrival>> SqliteStore::ArrivalsAfter(std::int64_t place,
                                                        std::size_t limit) const {
  Result<Statement> find = db_->Prepare(fmt::format(
      "select {}, c.segment, c.offset, s.story, s.voice, a.outlet, a.headline from "
      "capture c join story_capture s on s.capture = c.capture join article a on "
      "a.article = c.article where (c.segment, c.offset) > (?1, ?2) order by c.segment, "
      "c.offset limit ?3",
      kCaptureColumns));
  if (!find) return Fail(find.error());
  find->Bind(1, SegmentOfArrival(place));
  find->Bind(2, OffsetOfArrival(place));
  find->Bind(3, static_cast<std::int64_t>(limit));
  std::vector<Arrival> arrivals;
  std::vector<std::int64_t> stories;
  const auto read = ForEachRow(*find, [&](const Statement& row) {
    Arrival& arrival = arrivals.emplace_back();
    arrival.capture = CaptureIn(row);
    int column = kCaptureColumnCount;
    const std::int64_t segment = row.Integer(column++);
    arrival.place = ArrivalPlace(segment, row.Integer(column++));
    stories.push_back(row.Integer(column++));
    arrival.is_visit = row.Integer(column++) != arrival.capture.key;
    arrival.outlet = row.Text(column++);
    arrival.headline = row.Text(column);
    if (arrival.outlet.empty()) arrival.outlet = OutletDomain(arrival.capture.url);
  });
  if (!read) return Fail(read.error());
  for (std::size_t i = 0; i < arrivals.size(); ++i) {
    Result<std::string> id = IdOfCapture(stories[i]);
    if (!id) return Fail(id.error());
    arrivals[i].story = std::move(*id);
  }
  return arrivals;
}

Result<std::int64_t> SqliteStore::LastArrival() const {
  Result<Statement> last = db_->Prepare(
      "select c.segment, c.offset from capture c join story_capture s on s.capture = c.capture "
      "order by c.segment desc, c.offset desc limit 1");
  if (!last) return Fail(last.error());
  std::int64_t place = 0;
  const auto read = ForEachRow(
      *last, [&](const Statement& row) { place = ArrivalPlace(row.Integer(0), row.Integer(1)); });
  if (!read) return Fail(read.error());
  return place;
}

}  // namespace checkback
