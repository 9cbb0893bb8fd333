#include "store/story_captures.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>
#include <utility>

#include "page/url.h"
#include "store/capture_row.h"
#include "story/words.h"

namespace checkback {

StoryCapture StoryCaptureIn(const Statement& row) {
  StoryCapture made;
  made.capture = CaptureIn(row);
  int column = kCaptureColumnCount;
  const std::int64_t story = row.Integer(column++);
  made.moved = row.Integer(column++) != story;
  made.moved = row.Integer(column++) != 0 || made.moved;
  made.voice = row.Integer(column++);
  made.headline = row.Text(column++);
  made.outlet = row.Text(column++);
  made.language = row.Text(column++);
  if (!row.IsNull(column)) made.wording = row.Integer(column);
  ++column;
  made.agency = row.Text(column++);
  made.page = row.Integer(column++);
  made.told_at = row.Integer(column++);
  if (made.outlet.empty()) made.outlet = OutletDomain(made.capture.url);
  return made;
}

std::string StoryCapturesSql(std::string_view where) {
  return fmt::format(
      "select {}, s.story, s.given, exists (select 1 from story_moved m where m.voice = s.voice), "
      "s.voice, a.headline, a.outlet, a.language, a.wording, "
      "a.agency, "
      "c.page, coalesce(a.published_at, c.seen_at) from story_capture s join capture c on "
      "c.capture = "
      "s.capture join article a on a.article = c.article {} order by s.story, c.capture",
      kCaptureColumns, where);
}

std::vector<std::size_t> NewestOfPages(const std::vector<StoryCapture>& captures) {
  std::map<std::int64_t, std::size_t> newest;
  for (std::size_t i = 0; i < captures.size(); ++i) {
    if (!captures[i].is_visit || !newest.contains(captures[i].page)) newest[captures[i].page] = i;
  }
  std::vector<std::size_t> places;
  places.reserve(newest.size());
  for (const auto& [page, place] : newest) places.push_back(place);
  std::sort(places.begin(), places.end());
  return places;
}

std::string TitleOf(const std::vector<StoryCapture>& captures) {
  const std::vector<std::size_t> newest = NewestOfPages(captures);
  std::map<std::uint64_t, std::size_t> headlines_with;
  std::vector<std::set<std::uint64_t>> words;
  for (const std::size_t i : newest) {
    std::set<std::uint64_t>& own = words.emplace_back();
    for (const FoldedWord& word : WordsOf(captures[i].headline)) own.insert(word.hash);
    for (const std::uint64_t word : own) ++headlines_with[word];
  }
  const auto best_from = [&](std::size_t first, std::size_t end) {
    std::string_view best;
    std::size_t most = 0;
    for (std::size_t n = first; n < end; ++n) {
      std::size_t shared = 0;
      for (const std::uint64_t word : words[n]) shared += headlines_with[word] - 1;
      if (!captures[newest[n]].headline.empty() && shared >= most)
        best = captures[newest[n]].headline, most = shared;
    }
    return std::string(best);
  };
  // What all printed on the first morning is hardly how the story stands now.
  const std::size_t half = newest.size() / 2;
  std::string title = best_from(half, newest.size());
  return title.empty() ? best_from(0, half) : title;
}

void MarkVisits(std::vector<StoryCapture>& captures) {
  std::unordered_set<std::int64_t> voices;
  for (StoryCapture& c : captures) c.is_visit = !voices.insert(c.voice).second;
}

Result<std::vector<StoryCapture>> CapturesOfStory(const Database& db, std::int64_t story) {
  Result<Statement> rows = db.Prepare(StoryCapturesSql("where s.story = ?1"));
  if (!rows) return Fail(rows.error());
  rows->Bind(1, story);
  std::vector<StoryCapture> captures;
  const auto read =
      ForEachRow(*rows, [&](const Statement& row) { captures.push_back(StoryCaptureIn(row)); });
  if (!read) return Fail(read.error());
  MarkVisits(captures);
  return captures;
}

}  // namespace checkback
