// What came into the embedded store, in order of arrival.

#include <fmt/format.h>

#include "page/url.h"
#include "store/capture_row.h"
#include "store/sqlite_store.h"

namespace checkback {

Result<std::vector<Arrival>> SqliteStore::ArrivalsAfter(std::int64_t place,
                                                        std::size_t limit) const {
  Result<Statement> find = db_->Prepare(
      fmt::format("select {}, s.place, s.story, s.voice, a.outlet, a.headline from story_capture s "
                  "join capture c on c.capture = s.capture join article a on a.article = c.article "
                  "where s.place > ?1 order by s.place limit ?2",
                  kCaptureColumns));
  if (!find) return Fail(find.error());
  find->Bind(1, place);
  find->Bind(2, static_cast<std::int64_t>(limit));
  std::vector<Arrival> arrivals;
  std::vector<std::int64_t> stories;
  const auto read = ForEachRow(*find, [&](const Statement& row) {
    Arrival& arrival = arrivals.emplace_back();
    arrival.capture = CaptureIn(row);
    int column = kCaptureColumnCount;
    arrival.place = row.Integer(column++);
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
  const auto last = db_->Integer("select max(place) from story_capture");
  if (!last) return Fail(last.error());
  return last->value_or(0);
}

}  // namespace checkback
