#include "serve/pages/origin_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <unordered_map>

namespace checkback {
namespace {

constexpr std::size_t kMostTrees = 6, kMostRows = 200;
constexpr std::size_t kRowsBrief = 14;  // of a tree, on the page of a story
constexpr int kWidth = 360, kRow = 36, kIndent = 18;
constexpr std::size_t kDeepest = 5;  // deeper ones stand below one another

// A report that hardly shares a sentence with another does not carry it; what the store calls a
// copy shares half, this leaves room for what was cut.
constexpr double kLeastShare = 0.3;

// Of each capture, by its key, the first one of its page.
using FirstOfPages = std::unordered_map<ArticleId, std::size_t>;

FirstOfPages FirstOfPagesIn(const StoredStory& story) {
  std::unordered_map<std::int64_t, std::size_t> first;  // by page
  FirstOfPages first_of;
  for (std::size_t i = 0; i < story.captures.size(); ++i) {
    const StoryCapture& c = story.captures[i];
    first_of[static_cast<ArticleId>(c.capture.key)] = first.try_emplace(c.page, i).first->second;
  }
  return first_of;
}

// The pages of `origin`, each by its first capture, by time.
std::vector<std::size_t> ArticlesOf(const FirstOfPages& first_of, const Origin& origin) {
  std::set<std::size_t> firsts;
  for (const ArticleId id : origin.articles)
    if (const auto first = first_of.find(id); first != first_of.end()) firsts.insert(first->second);
  std::vector<std::size_t> articles(firsts.begin(), firsts.end());
  articles.resize(std::min(articles.size(), kMostRows));
  return articles;
}

std::vector<CarriedText> CarriedAmong(const StoredStory& story,
                                      const std::vector<std::size_t>& articles,
                                      const Asked& asked) {
  std::unordered_map<std::int64_t, std::size_t> of_page;
  for (std::size_t i = 0; i < articles.size(); ++i)
    of_page.try_emplace(story.captures[articles[i]].page, i);
  std::unordered_map<std::string, std::size_t> page_of;  // every version of those pages
  for (const StoryCapture& c : story.captures)
    if (const auto at = of_page.find(c.page); at != of_page.end())
      page_of.try_emplace(c.capture.id, at->second);
  std::vector<const Capture*> captures;
  captures.reserve(articles.size());
  for (const std::size_t article : articles) captures.push_back(&story.captures[article].capture);
  const auto shares = asked.store.TextSharesOf(captures);
  std::vector<CarriedText> carried;
  for (std::size_t i = 1; shares && i < shares->size(); ++i) {
    for (const TextShare& share : (*shares)[i]) {
      const auto at = page_of.find(share.capture);
      if (at != page_of.end() && at->second < i && share.of_this >= kLeastShare)
        carried.push_back({i, at->second, share.of_this});
    }
  }
  return carried;
}

// "25 min later", "1 h 10 min later", "2 days later".
std::string LaterWords(std::chrono::seconds delay) {
  const auto minutes = std::chrono::floor<std::chrono::minutes>(delay).count();
  if (minutes < 1) return "at the same time";
  constexpr long long kHour = 60, kDay = 24 * kHour, kInHours = 2 * kDay;
  if (minutes < kHour) return fmt::format("{} min later", minutes);
  if (minutes >= kInHours) return fmt::format("{} days later", minutes / kDay);
  if (minutes % kHour == 0) return fmt::format("{} h later", minutes / kHour);
  return fmt::format("{} h {} min later", minutes / kHour, minutes % kHour);
}

// So many characters that a row holds them.
std::string Shortened(std::string_view name) {
  constexpr std::size_t kMostCharacters = 34;
  std::size_t characters = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool begins = (static_cast<unsigned char>(name[i]) & 0xC0U) != 0x80U;
    if (begins && ++characters > kMostCharacters) return std::string(name.substr(0, i)) + "…";
  }
  return std::string(name);
}

int XOf(const TreeRow& row) {
  return 12 + kIndent * static_cast<int>(std::min(row.depth + 1, kDeepest));
}
int YOf(std::size_t row) {
  return 44 + kRow * static_cast<int>(row);
}

class TreePicture {
 public:
  TreePicture(const StoredStory& story, const Origin& origin, std::vector<std::size_t> articles,
              std::vector<TreeRow> rows, const Asked& asked)
      : story_(story),
        origin_(origin),
        articles_(std::move(articles)),
        rows_(std::move(rows)),
        asked_(asked) {}

  void Put(std::size_t most, Html& html) const {
    const std::size_t shown = rows_.size() <= most + 1 ? rows_.size() : most;
    const std::size_t folded = rows_.size() - shown;
    const int height = YOf(shown) + (folded > 0 ? 4 : -14);
    html.Put(
        "<svg class=\"tree\" viewBox=\"0 0 {} {}\" role=\"group\" aria-label=\"Who carries {}: "
        "{}\">"
        "<text class=\"root\" x=\"4\" y=\"16\">{}</text>",
        kWidth, height, origin_.name, CountOf(rows_.size(), "article", "articles"),
        Shortened(origin_.name));
    for (std::size_t i = 0; i < shown; ++i) PutBranch(i, html);
    for (std::size_t i = 0; i < shown; ++i) PutRow(i, html);
    if (folded > 0)
      html.Put(
          "<a href=\"/stories/{}/origins{}\"><text x=\"30\" y=\"{}\">+{} carry the same "
          "report</text></a>",
          story_.id, AsOfOf(asked_), YOf(shown) - 8, folded);
    html.Put("</svg>");
  }

 private:
  void PutBranch(std::size_t i, Html& html) const {
    const TreeRow& row = rows_[i];
    const int from_x = row.parent ? XOf(rows_[*row.parent]) : 12;
    const int from_y = row.parent ? YOf(*row.parent) : 22;
    constexpr int kRound = 6;
    const int x = std::max(XOf(row), from_x + kRound);
    html.Put("<path class=\"{}\" d=\"M{} {}V{}q0 {} {} {}H{}\"/>",
             row.parent ? "carries" : "credits", from_x, from_y, YOf(i) - kRound, kRound, kRound,
             kRound, x);
  }

  void PutRow(std::size_t i, Html& html) const {
    const TreeRow& row = rows_[i];
    const StoryCapture& c = story_.captures[articles_[row.article]];
    const int x = XOf(row), y = YOf(i);
    html.Put(
        "<a href=\"/captures/{}{}\"><title>{}</title><circle class=\"{}\" cx=\"{}\" cy=\"{}\" "
        "r=\"4\"/>"
        "<text x=\"{}\" y=\"{}\">{}</text></a><text class=\"later\" x=\"{}\" y=\"{}\">{}</text>",
        c.capture.id, AsOfOf(asked_), c.headline.empty() ? c.capture.url : c.headline,
        row.parent ? "copy" : "own", x, y, x + 10, y + 4, Shortened(c.outlet), x + 10, y + 19,
        RowWords(row, c));
  }

  std::string RowWords(const TreeRow& row, const StoryCapture& c) const {
    if (!row.parent) return WordsOf(c.capture.seen_at, asked_);
    const StoryCapture& from = story_.captures[articles_[rows_[*row.parent].article]];
    return fmt::format("{}, {:.0f} % of its text",
                       LaterWords(c.capture.seen_at - from.capture.seen_at), row.share * 100);
  }

  const StoredStory& story_;
  const Origin& origin_;
  const std::vector<std::size_t> articles_;
  const std::vector<TreeRow> rows_;
  const Asked& asked_;
};

// Origins whose articles nobody carries, and articles made of several.
void PutOthers(const StoredStory& story, const std::vector<const Origin*>& others, Html& html) {
  constexpr std::size_t kMostNamed = 20;
  if (others.empty() && story.origins.compiled.empty()) return;
  html.Put("<div class=\"ours\">");
  if (!others.empty()) {
    html.Put("<p>Reports of their own, carried by nobody here: ");
    for (std::size_t i = 0; i < std::min(others.size(), kMostNamed); ++i)
      html.Put(
          "{}<b dir=\"auto\">{}</b>{}", i > 0 ? ", " : "", others[i]->name,
          others[i]->articles.size() > 1 ? fmt::format(" ({})", others[i]->articles.size()) : "");
    if (others.size() > kMostNamed)
      html.Put(" and {}", CountOf(others.size() - kMostNamed, "other", "others"));
    html.Put("</p>");
  }
  if (!story.origins.compiled.empty())
    html.Put("<p>{} put together from reports of several; they count for no origin.</p>",
             CountOf(story.origins.compiled.size(), "article is", "articles are"));
  html.Put(
      "<p>A line is drawn where a text stands in another: from the one that was seen first. A "
      "broken line leads to a report that carries nobody’s text.</p></div>");
}

}  // namespace

std::vector<TreeRow> TreeOf(std::size_t count, std::span<const CarriedText> carried) {
  std::vector<const CarriedText*> best(count, nullptr);
  for (const CarriedText& one : carried) {
    const CarriedText*& now = best[one.article];
    const bool is_better = now == nullptr || one.share > now->share ||
                           (one.share == now->share && one.from < now->from);
    if (is_better) now = &one;
  }
  std::vector<std::vector<std::size_t>> below(count);
  std::vector<std::size_t> open;  // the next row is the last of it
  for (std::size_t i = count; i-- > 0;) {
    if (best[i] != nullptr)
      below[best[i]->from].push_back(i);
    else
      open.push_back(i);
  }
  std::vector<TreeRow> rows;
  std::vector<std::size_t> row_of(count, 0);
  while (!open.empty()) {
    const std::size_t article = open.back();
    open.pop_back();
    row_of[article] = rows.size();
    TreeRow row{.article = article, .depth = 0, .parent = {}, .share = 0};
    if (best[article] != nullptr) {
      row.parent = row_of[best[article]->from];
      row.depth = rows[*row.parent].depth + 1;
      row.share = best[article]->share;
    }
    rows.push_back(row);
    open.insert(open.end(), below[article].begin(),
                below[article].end());  // the latest lies lowest
  }
  return rows;
}

void PutOriginTrees(const WholeStory& whole, const Asked& asked, Extent extent, Html& html) {
  const StoredStory& story = whole.story;
  std::vector<const Origin*> others;
  Html trees;
  std::size_t drawn = 0;
  const FirstOfPages first_of = FirstOfPagesIn(story);
  for (const Origin& origin : story.origins.origins) {
    std::vector<std::size_t> articles = ArticlesOf(first_of, origin);
    std::vector<TreeRow> rows;
    if (articles.size() > 1 && (extent == Extent::kWhole || drawn < kMostTrees))
      rows = TreeOf(articles.size(), CarriedAmong(story, articles, asked));
    const bool has_copies = std::any_of(rows.begin(), rows.end(),
                                        [](const TreeRow& row) { return row.parent.has_value(); });
    if (!has_copies && !(origin.credited && rows.size() > 1)) {
      others.push_back(&origin);
      continue;
    }
    ++drawn;
    TreePicture(story, origin, std::move(articles), std::move(rows), asked)
        .Put(extent == Extent::kWhole ? kMostRows : kRowsBrief, trees);
  }
  html.Put("<div class=\"origins\">");
  if (!trees.empty()) html.Put("<div>{}</div>", trees);
  PutOthers(story, others, html);
  html.Put("</div>");
}

}  // namespace checkback
