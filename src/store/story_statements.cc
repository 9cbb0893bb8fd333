#include "store/story_statements.h"

#include <algorithm>

namespace checkback {

std::int64_t KeysEnd(std::int64_t moment) {
  if (moment >= kLastSecond) return kAnyPlace;
  return std::max<std::int64_t>(moment + 1, 0) << kTieBits;
}

Result<std::optional<std::int64_t>> NumberOf(Statement& statement) {
  const Result<bool> row = statement.Step();
  std::optional<std::int64_t> number;
  if (row && *row && !statement.IsNull(0)) number = statement.Integer(0);
  statement.Reset();
  if (!row) return Fail(row.error());
  return number;
}

const std::vector<StoryWriter::Statements::Text>& StoryWriter::Statements::Texts() {
  static const std::vector<Text> texts = {
      {&Statements::same_version,
       "select v.voice from capture n join article x using (article) join story_version v on "
       "v.page = "
       "n.page and v.version_key = x.version_key where n.capture = ?1"},
      {&Statements::before,
       "select case when s.follows = 0 then s.voice else s.follows end from capture n "
       "join capture c on c.page = n.page join story_capture s on s.capture = c.capture "
       "where n.capture = ?1 and c.capture < ?1 and s.voice = s.capture order by c.capture desc "
       "limit 1"},
      {&Statements::later,
       "select case when s.follows = 0 then s.voice else s.follows end from capture n "
       "join capture c on c.page = n.page join story_capture s on s.capture = c.capture "
       "where n.capture = ?1 and c.capture > ?1 and s.voice = s.capture order by c.capture limit "
       "1"},
      // The first printing of the words, at any distance; or of words that are alike and were seen
      // in this week or beside it (store/copy_weeks.h), by a capture that is here already: what
      // comes later, in this batch or after it, changes nothing.
      {&Statements::copied,
       "with own(wording, week) as (select x.wording, n.seen_at / 604800 from capture n join "
       "article x using (article) where n.capture = ?1 and x.wording is not null), "
       "alike(wording) as ("
       "  select o.wording from own o"
       "  union select p.b from own o join copy p on p.a = o.wording where p.kind <> 'contained'"
       "    and exists (select 1 from article y join capture d on d.article = y.article join "
       "story_capture t on t.capture = d.capture where y.wording = p.b and abs(d.seen_at / 604800 "
       "- o.week) <= 1)"
       "  union select p.a from own o join copy p on p.b = o.wording where p.kind <> 'contained'"
       "    and exists (select 1 from article y join capture d on d.article = y.article join "
       "story_capture t on t.capture = d.capture where y.wording = p.a and abs(d.seen_at / 604800 "
       "- o.week) <= 1)) "
       "select w.voice from alike join story_wording w using (wording) join story_capture s on "
       "s.capture = w.voice order by s.place, w.voice limit 1"},
      {&Statements::add_version,
       "insert or ignore into story_version select n.page, x.version_key, n.capture from capture n "
       "join article x using (article) where n.capture = ?1"},
      {&Statements::add_wording,
       "insert or ignore into story_wording select x.wording, ?2 from capture n join article x "
       "using "
       "(article) where n.capture = ?1 and x.wording is not null"},
      {&Statements::insert,
       "insert into story_capture (capture, place, voice, follows, given, story, reason, score, "
       "best, "
       "runner_up, runner_up_score, measures, shared) "
       "values (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"},
      {&Statements::id_of, "select id from capture where capture = ?1"},
      {&Statements::key_of, "select capture from capture where id = ?1"},
      {&Statements::move, "update story_capture set story = ?2 where voice = ?1"},
      {&Statements::moved, "insert into story_move (place, voice, story) values (?1, ?2, ?3)"},
      {&Statements::redirect,
       "insert or replace into story_redirect (story, into_story, place) values (?1, ?2, ?3)"},
      {&Statements::sleep,
       "insert or replace into sleeper (story, slept, first, last, bytes, language) values (?1, "
       "?2, "
       "?3, ?4, ?5, ?6)"},
      {&Statements::sleeper_of,
       "select p.story, p.first, p.last, p.bytes, p.language from story_capture s join sleeper p "
       "on p.story = "
       "s.story "
       "where s.capture = ?1 and p.woken is null"},
      {&Statements::sleeper,
       "select story, first, last, bytes, language from sleeper where story = ?1 and woken is "
       "null"},
      {&Statements::sleepers_near,
       "select story, first, last, bytes, language from sleeper where woken is null and last >= ?1 "
       "- ?2 and first <= ?1 + ?2 order by abs(last - ?1), story limit ?3"},
      {&Statements::wake, "update sleeper set woken = ?2 where story = ?1 and woken is null"},
      {&Statements::events,
       "select place, kind, a, b from keeper_event where place = (select min(place) from "
       "keeper_event where place > ?1 and place <= ?2) order by event"},
      {&Statements::add_event,
       "insert into keeper_event (place, kind, a, b, made_at) values (?1, ?2, ?3, ?4, ?5)"},
      {&Statements::snapshot,
       "insert or replace into keeper_snapshot (place, articles, newest, bytes) values (?1, ?2, "
       "?3, ?4)"},
      {&Statements::forget_version,
       "delete from story_version where (page, version_key) = (select c.page, a.version_key from "
       "capture c join article a using (article) where c.capture = ?1) and voice = ?1"},
      {&Statements::forget_wording,
       "delete from story_wording where wording = (select a.wording from capture c join article a "
       "using (article) where c.capture = ?1)"},
      {&Statements::wording_again,
       "insert or ignore into story_wording select a.wording, case s.follows when 0 then s.capture "
       "else s.follows end from capture n cross join article x on x.article = n.article cross join "
       "article a on a.wording = x.wording cross join capture c on c.article = a.article cross "
       "join story_capture s on s.capture = c.capture where n.capture = ?1 and s.voice = s.capture "
       "order by s.place limit 1"},
      {&Statements::frame_of,
       "select c.seen_at, a.json from capture c join article a using (article) where c.capture = "
       "?1"},
      {&Statements::story_of, "select story from story_capture where capture = ?1"},
  };
  return texts;
}

}  // namespace checkback
