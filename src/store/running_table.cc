#include "store/running_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "store/article_frame.h"
#include "store/capture_row.h"
#include "story/keeper/terms.h"
#include "story/running/running.h"

namespace checkback {
namespace {

constexpr int kTieBits = 30;  // of the keys of captures: seconds << 30 | bits of the id
constexpr std::size_t kMostShared = 12;

// The articles of a story, without visits.
Result<Statement> ArticlesOfStory(const Database& db) {
  return db.Prepare(fmt::format(
      "select a.language, m.matter, a.json from (select min(capture) as capture from story_capture "
      "where story = ?1 group by voice order by 1 limit {}) s join capture c on c.capture = "
      "s.capture join article a on a.article = c.article left join article_matter m on m.article = "
      "a.article order by s.capture",
      kMattersOfEvent));
}

Result<Matter> MatterIn(const Statement& row) {
  if (!row.IsNull(1)) return MatterOfBytes(row.Blob(1));
  const Result<Article> article = ArticleOfFrame(row.Blob(2));
  if (!article) return Fail(article.error());
  return MatterOf(article->language, article->headline, article->description, article->text);
}

Result<void> ReadArticles(Statement& rows, std::int64_t story, RunningEvent& event) {
  Result<void> whole;
  rows.Bind(1, story);
  const auto read = ForEachRow(rows, [&](const Statement& row) {
    Result<Matter> matter = MatterIn(row);
    if (!matter) whole = Fail(matter.error());
    if (!matter) return;
    if (event.articles.empty()) event.language = row.Text(0);
    event.articles.push_back(std::move(*matter));
  });
  return read ? whole : read;
}

Result<void> Find(const Database& db, RunningTable& table) {
  Result<Statement> order = db.Prepare(
      "select story, min(seen), max(seen) from (select story, min(capture) as seen from "
      "story_capture group by voice) group by story order by 2");
  Result<Statement> rows = ArticlesOfStory(db);
  if (!order || !rows) return Fail(!order ? order.error() : rows.error());
  RunningFinder finder;
  std::vector<std::int64_t> stories;
  Result<void> inside;
  const auto read = ForEachRow(*order, [&](const Statement& row) {
    if (!inside) return;
    RunningEvent event;
    event.first = row.Integer(1) >> kTieBits, event.last = row.Integer(2) >> kTieBits;
    inside = ReadArticles(*rows, row.Integer(0), event);
    stories.push_back(row.Integer(0));
    finder.Add(event);
  });
  if (!read) return read;
  if (!inside) return inside;
  const RunningStories found = finder.Take();
  for (const RunningGroup& group : found.groups) {
    const std::int64_t running = stories[group.events.front()];
    for (const std::size_t event : group.events) {
      RunningTable::Row row{.running = running, .central = event == group.central};
      if (const auto& link = found.link[event])
        row.likest = stories[link->to], row.likeness = link->likeness;
      table.rows[stories[event]] = row;
      table.parts[running].push_back(stories[event]);
    }
  }
  return {};
}

// Triggers of the tables forget it when a story changes.
Result<bool> KeptIsTrue(const Database& db) {
  const auto kept = db.Integer("select 1 from running_found");
  if (!kept) return Fail(kept.error());
  return kept->has_value();
}

// The terms of the ledes of a story, each once.
Result<std::vector<Term>> LedeTerms(const Database& db, std::int64_t story, std::string& language) {
  Result<Statement> rows = ArticlesOfStory(db);
  if (!rows) return Fail(rows.error());
  std::vector<Term> terms;
  Result<void> inside;
  rows->Bind(1, story);
  const auto read = ForEachRow(*rows, [&](const Statement& row) {
    const Result<Article> article = ArticleOfFrame(row.Blob(2));
    if (!article) inside = Fail(article.error());
    if (!article) return;
    language = article->language;
    for (Term& term : TermsOf(article->headline, article->description, article->text).terms) {
      if (term.lede > 0) terms.push_back(std::move(term));
    }
  });
  if (!read) return Fail(read.error());
  if (!inside) return Fail(inside.error());
  std::stable_sort(terms.begin(), terms.end(),
                   [](const Term& x, const Term& y) { return x.hash < y.hash; });
  terms.erase(std::unique(terms.begin(), terms.end(),
                          [](const Term& x, const Term& y) { return x.hash == y.hash; }),
              terms.end());
  return terms;
}

}  // namespace

Result<void> UpdateRunning(const Database& db, RunningOf of, RunningTable& table) {
  const auto version = db.Integer("pragma data_version");
  const auto changes = db.Integer("select total_changes()");
  if (!version || !changes) return Fail(!version ? version.error() : changes.error());
  if (table.version == version->value_or(0) && table.changes == changes->value_or(0)) return {};
  table = {};
  const Result<void> done = of == RunningOf::kMoment ? Find(db, table) : Result<void>();
  if (!done) return done;
  table.version = version->value_or(0), table.changes = changes->value_or(0);
  return {};
}

Result<std::optional<RunningTable::Row>> RunningRowOf(const Database& db, RunningOf of,
                                                      const RunningTable& table,
                                                      std::int64_t story) {
  if (of == RunningOf::kMoment) {
    const auto found = table.rows.find(story);
    return found == table.rows.end() ? std::nullopt : std::optional(found->second);
  }
  Result<Statement> find =
      db.Prepare("select running, likest, likeness, central from running_part where story = ?1");
  if (!find) return Fail(find.error());
  find->Bind(1, story);
  const Result<bool> row = find->Step();
  if (!row) return Fail(row.error());
  if (!*row) return std::nullopt;
  return RunningTable::Row{.running = find->Integer(0),
                           .likest = find->Integer(1),
                           .likeness = find->Real(2),
                           .central = find->Integer(3) != 0};
}

Result<std::vector<std::int64_t>> RunningPartsOf(const Database& db, RunningOf of,
                                                 const RunningTable& table, std::int64_t running) {
  if (of == RunningOf::kMoment) return table.parts.at(running);
  Result<Statement> find =
      db.Prepare("select story from running_part where running = ?1 order by part");
  if (!find) return Fail(find.error());
  find->Bind(1, running);
  std::vector<std::int64_t> parts;
  const auto read =
      ForEachRow(*find, [&](const Statement& row) { parts.push_back(row.Integer(0)); });
  if (!read) return Fail(read.error());
  return parts;
}

Result<void> KeepRunning(Database& db) {
  const Result<bool> is_true = KeptIsTrue(db);
  if (!is_true) return Fail(is_true.error());
  if (*is_true) return {};
  RunningTable table;
  if (const auto found = Find(db, table); !found) return found;
  if (const auto ran = db.Run("delete from running_part"); !ran) return ran;
  if (const auto ran = db.Run("insert into running_found (of_now) values (1)"); !ran) return ran;
  Result<Statement> write = db.Prepare(
      "insert into running_part (running, part, story, likest, likeness, central) values (?1, ?2, "
      "?3, ?4, ?5, ?6)");
  if (!write) return Fail(write.error());
  for (const auto& [running, stories] : table.parts) {
    for (std::size_t part = 0; part < stories.size(); ++part) {
      const RunningTable::Row& row = table.rows.at(stories[part]);
      write->Bind(1, std::int64_t{running});
      write->Bind(2, static_cast<std::int64_t>(part));
      write->Bind(3, std::int64_t{stories[part]});
      write->Bind(4, std::int64_t{row.likest});
      write->Bind(5, row.likeness);
      write->Bind(6, std::int64_t{row.central ? 1 : 0});
      if (const auto written = write->Run(); !written) return written;
    }
  }
  return {};
}

Result<std::vector<std::string>> SharedMatter(const Database& db, std::int64_t story,
                                              std::int64_t other) {
  std::string language;
  const Result<std::vector<Term>> x = LedeTerms(db, story, language);
  const Result<std::vector<Term>> y = LedeTerms(db, other, language);
  if (!x || !y) return Fail(!x ? x.error() : y.error());
  Vocabulary vocabulary(std::string_view(language).substr(0, language.find('-')));
  std::vector<std::pair<double, std::string>> shared;
  for (const Term& term : *x) {
    const auto same = std::lower_bound(
        y->begin(), y->end(), term, [](const Term& a, const Term& b) { return a.hash < b.hash; });
    if (same == y->end() || same->hash != term.hash) continue;
    const double idf = vocabulary.Idf(vocabulary.IdOf(term.hash, term.digits));
    shared.emplace_back(-idf * (term.name ? 2 : 1), term.word);
  }
  std::sort(shared.begin(), shared.end());
  std::vector<std::string> words;
  for (std::size_t i = 0; i < std::min(shared.size(), kMostShared); ++i)
    words.push_back(std::move(shared[i].second));
  return words;
}

}  // namespace checkback
