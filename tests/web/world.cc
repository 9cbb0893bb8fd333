#include "world.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "random.h"

namespace testweb {
namespace {

using bench::Mix;
using bench::Random;
using checkback::Instant;
using std::chrono::seconds;

constexpr std::size_t kItems = 15;  // of a feed
constexpr int kDay = 86'400;

// 0.5 to 24 hours after print, the first ones soonest: half of all edits of nu.nl come within half
// an hour of print, nine of ten within four.
seconds EditAfter(Random& random) {
  const double minutes = 5 * std::exp(random.Share() * std::log(24.0 * 60 / 5));
  return seconds(static_cast<int>(minutes * 60));
}

std::string Validated(const MadeHost& host, std::string_view what, Instant changed,
                      Served& served) {
  std::string etag;
  if (host.etag) {
    etag = fmt::format("{}\"{}\"", host.weak ? "W/" : "", what);
    served.headers.emplace_back("ETag", etag);
  }
  if (host.last_modified) served.headers.emplace_back("Last-Modified", HttpDate(changed));
  return etag;
}

// 304 for what was given back byte for byte.
bool IsKnown(const MadeHost& host, const Asked& asked, std::string_view etag, Instant changed) {
  const std::string_view none_match = HeaderOf(asked.headers, "If-None-Match");
  if (!none_match.empty() || host.etag) return !none_match.empty() && none_match == etag;
  const std::string_view since = HeaderOf(asked.headers, "If-Modified-Since");
  return host.last_modified && !since.empty() && since == HttpDate(changed);
}

// By the times that it says of itself: silent edits leave them as they were.
Instant ChangedAt(const MadeArticle& article, Instant now) {
  const std::size_t edits = article.EditsAt(now);
  return edits > 0 && !article.silent ? article.edits[edits - 1] : article.printed;
}

}  // namespace

std::size_t MadeArticle::EditsAt(Instant now) const {
  return static_cast<std::size_t>(std::upper_bound(edits.begin(), edits.end(), now) -
                                  edits.begin());
}

std::string World::NameOfHost(int number) {
  return fmt::format("made{}.example", number);
}

World::World(const Options& options)
    : options_(options),
      vocabulary_(options.seed, options.small ? 2'000 : 20'000),
      outlets_(bench::MakeOutlets(vocabulary_, options.seed, std::min(options.hosts, 200),
                                  options.small)) {
  hosts_.resize(static_cast<std::size_t>(options.hosts));
  for (std::size_t n = 0; n < hosts_.size(); ++n) {
    MadeHost& host = hosts_[n];
    Random random(Mix(Mix(options.seed, 21), n));
    host.name = NameOfHost(static_cast<int>(n));
    numbers_[host.name] = n;
    const int from_last = options.hosts - static_cast<int>(n);
    if (from_last <= options.troubled)
      host.trouble = static_cast<Trouble>(1 + (from_last - 1) % static_cast<int>(Trouble::kLast));
    host.format = static_cast<int>(n % 3);
    host.hub = options.hub;
    host.etag = n % 4 != 3;
    host.last_modified = n % 4 != 2;
    host.weak = n % 8 == 1;
    if (n % 5 == 1) host.max_age = 1800;
    if (n % 6 == 0) host.ttl = 60;
    if (n % 12 == 3) host.skip_hours = {0, 1, 2, 3, 4};
    if (n % 10 == 4) host.crawl_delay = 5;
    PlanArticles(n, options);
  }
}

void World::PlanArticles(std::size_t n, const Options& options) {
  MadeHost& host = hosts_[n];
  Random random(Mix(Mix(options.seed, 22), n));
  const auto stories = static_cast<std::uint32_t>(
      std::max(1.0, options.hosts * options.articles_a_day * options.days / 6));
  const double between = kDay / options.articles_a_day;
  Instant at = options.begin - seconds(kDay);
  for (std::size_t k = 0;; ++k) {
    at += seconds(1 + static_cast<int>(-between * std::log(1 - random.Share())));
    if (at >= options.begin + seconds(kDay) * options.days) return;
    MadeArticle article;
    article.printed = at;
    // Stories follow one another; an article tells one of those of its hours.
    const double share = static_cast<double>((at - options.begin).count() + kDay) /
                         (static_cast<double>(kDay) * (options.days + 1));
    article.story = static_cast<std::uint64_t>(share * stories) + random.Below(3);
    article.live = n % 25 == 7 && k % 10 == 3;
    article.silent = random.Chance(0.5);
    article.whole_in_feed = options.whole_in_feed && n % 9 == 8;
    article.disallowed = n % 7 == 5 && k % 6 == 2;
    if (article.live) {
      for (int i = 1; i <= 12; ++i) article.edits.push_back(at + seconds(i * 1800));
    } else if (random.Chance(options.edited)) {
      for (std::uint32_t i = random.Between(1, 3); i > 0; --i)
        article.edits.push_back(at + EditAfter(random));
      std::sort(article.edits.begin(), article.edits.end());
      article.developing = article.edits.size() > 1;
    }
    host.articles.push_back(std::move(article));
  }
}

const MadeHost* World::Find(std::string_view name) const {
  const auto found = numbers_.find(name);
  return found == numbers_.end() ? nullptr : &hosts_[found->second];
}

std::size_t World::NumberOf(const MadeHost& host) const {
  return static_cast<std::size_t>(&host - hosts_.data());
}

std::string World::FeedUrl(std::size_t host) const {
  return fmt::format("http://{}/feed", hosts_[host].name);
}

std::string World::ArticleUrl(std::size_t host, std::size_t article) const {
  return fmt::format("http://{}/{}/{}", hosts_[host].name,
                     hosts_[host].articles[article].disallowed ? "private" : "news", article);
}

Served World::Answer(const Asked& asked) const {
  const MadeHost* host = Find(asked.host);
  if (host == nullptr) return {.status = 404, .body = "No such host.\n"};
  if (asked.path == "/robots.txt") return Robots(*host);
  if (std::optional<Served> bad = BadDay(*host, asked)) return *bad;
  const std::string_view path = std::string_view(asked.path).substr(0, asked.path.find('?'));
  if (path == "/feed" || path == "/new-feed") return Feed(*host, asked);
  if (path == "/old-feed")
    return {.status = 301, .headers = {{"Location", "/feed"}}, .body = "Moved.\n"};
  if (path == "/") return FrontPage(*host, asked);
  const std::size_t slash = path.rfind('/');
  std::size_t article = 0;
  const std::string_view number = path.substr(slash + 1);
  const auto read = std::from_chars(number.data(), number.data() + number.size(), article);
  if (read.ec != std::errc() || read.ptr != number.data() + number.size() ||
      article >= host->articles.size() || host->articles[article].printed > asked.at)
    return {.status = 404, .body = "<html><body><p>Not found</p></body></html>\n"};
  if (std::optional<Served> hostile = Hostile(*host, asked)) return *hostile;
  return ArticlePage(*host, article, asked);
}

Served World::Robots(const MadeHost& host) const {
  Served served;
  served.headers = {{"Content-Type", "text/plain"}};
  served.body = "User-agent: *\nDisallow: /private/\n";
  if (host.crawl_delay > 0) served.body += fmt::format("Crawl-delay: {}\n", host.crawl_delay);
  return served;
}

// What a feed lists at `now`, the newest first.
std::vector<std::size_t> World::ListedAt(const MadeHost& host, Instant now) {
  std::vector<std::size_t> listed;
  for (std::size_t k = host.articles.size(); k-- > 0 && listed.size() < kItems;)
    if (host.articles[k].printed <= now) listed.push_back(k);
  return listed;
}

MadeItem World::ItemOf(const MadeHost& host, std::size_t k, Instant now) const {
  const MadeArticle& article = host.articles[k];
  MadeItem item;
  item.url = ArticleUrl(NumberOf(host), k);
  item.id = fmt::format("{}-{}", host.name, k);
  if (host.trouble == Trouble::kChurn)
    item.id += fmt::format("-{}", now.time_since_epoch().count());
  item.printed = article.printed;
  item.changed = ChangedAt(article, now);
  const bench::Prose prose = TextOf(host, k, now);
  item.title = prose.headline;
  if (article.whole_in_feed) {
    for (const bench::Paragraph& paragraph : prose.paragraphs)
      item.html += fmt::format("<p>{}</p>", fmt::join(paragraph, " "));
  }
  return item;
}

Served World::Feed(const MadeHost& host, const Asked& asked) const {
  const std::vector<std::size_t> listed = ListedAt(host, asked.at);
  Instant changed = options_.begin - seconds(kDay);
  for (const std::size_t k : listed) {
    const MadeArticle& article = host.articles[k];
    const std::size_t edits = article.EditsAt(asked.at);
    const bool shows_edit = article.whole_in_feed && edits > 0;
    changed =
        std::max(changed, shows_edit ? article.edits[edits - 1] : ChangedAt(article, asked.at));
  }
  Served served;
  constexpr std::string_view kTypes[] = {"application/rss+xml", "application/atom+xml",
                                         "application/feed+json"};
  served.headers.emplace_back("Content-Type", kTypes[host.format]);
  if (host.max_age > 0)
    served.headers.emplace_back("Cache-Control", fmt::format("max-age={}", host.max_age));
  const std::string etag =
      Validated(host, fmt::format("feed-{}", changed.time_since_epoch().count()), changed, served);
  if (host.trouble != Trouble::kChurn && IsKnown(host, asked, etag, changed)) {
    served.status = 304;
    return served;
  }
  std::vector<MadeItem> items;
  if (host.trouble != Trouble::kEmpty)
    for (const std::size_t k : listed) items.push_back(ItemOf(host, k, asked.at));
  std::string next;
  if (host.trouble == Trouble::kPagination) {
    const std::size_t page = asked.path.find("page=");
    const int at = page == std::string::npos ? 1 : std::atoi(asked.path.c_str() + page + 5);
    next = fmt::format("http://{}/feed?page={}", host.name, at + 1);
  }
  served.body = FeedOf(host, items, next);
  return served;
}

Served World::ArticlePage(const MadeHost& host, std::size_t k, const Asked& asked) const {
  const MadeArticle& article = host.articles[k];
  const std::size_t edits = article.EditsAt(asked.at);
  const Instant changed = edits > 0 ? article.edits[edits - 1] : article.printed;
  Served served;
  served.headers.emplace_back("Content-Type", "text/html; charset=utf-8");
  const std::string etag = Validated(host, fmt::format("a{}-{}", k, edits), changed, served);
  if (IsKnown(host, asked, etag, changed)) {
    served.status = 304;
    return served;
  }
  served.body = HtmlOf(host, k, asked.at);
  return served;
}

Served World::FrontPage(const MadeHost& host, const Asked& asked) const {
  Served served;
  served.headers.emplace_back("Content-Type", "text/html; charset=utf-8");
  served.body = fmt::format(
      "<!DOCTYPE html><html lang=\"en\"><head><title>{0}</title><link rel=\"alternate\" "
      "type=\"application/rss+xml\" href=\"/feed\"></head><body><h1>{0}</h1><ul>\n",
      host.name);
  std::size_t shown = 0;
  for (std::size_t k = host.articles.size(); k-- > 0 && shown < kItems;) {
    if (host.articles[k].printed > asked.at) continue;
    served.body += fmt::format("<li><a href=\"{}\">{}</a></li>\n", ArticleUrl(NumberOf(host), k),
                               TextOf(host, k, asked.at).headline);
    ++shown;
  }
  served.body += "</ul></body></html>\n";
  return served;
}

bench::Prose World::TextOf(const MadeHost& host, std::size_t k, Instant now) const {
  const MadeArticle& article = host.articles[k];
  const std::uint64_t seed = Mix(Mix(options_.seed, 23), Mix(NumberOf(host), k));
  Random random(seed);
  const bench::Cast cast = bench::MakeCast(vocabulary_, Mix(options_.seed, article.story));
  const auto words = options_.small ? random.Between(60, 150) : random.Between(280, 680);
  bench::Prose prose = bench::MakeProse(vocabulary_, cast, seed, static_cast<int>(words));
  const std::size_t edits = article.EditsAt(now);
  for (std::size_t i = 0; i < edits; ++i) bench::Edit(prose, vocabulary_, cast, Mix(seed, i));
  if (article.developing && edits < article.edits.size())
    prose.paragraphs.push_back({"This is a developing story and will be updated."});
  return prose;
}

std::string World::HtmlOf(const MadeHost& host, std::size_t k, Instant now) const {
  const MadeArticle& article = host.articles[k];
  const std::size_t n = NumberOf(host);
  const bench::Prose prose = TextOf(host, k, now);
  const std::size_t edits = article.EditsAt(now);
  const std::string url = ArticleUrl(n, k);
  bench::Outlet outlet = outlets_[n % outlets_.size()];
  if (article.live)
    outlet.script += fmt::format(
        "<script type=\"application/ld+json\">{{\"@context\":\"https://schema.org\",\"@type\":"
        "\"LiveBlogPosting\",\"headline\":\"{}\",\"url\":\"{}\"}}</script>\n",
        prose.headline, url);
  if (host.trouble == Trouble::kScripted)
    return fmt::format(
        "<!DOCTYPE html><html lang=\"en\"><head><title>{}</title></head><body><div id=\"root\">"
        "</div><noscript>You need to enable JavaScript to run this app.</noscript>"
        "<script src=\"/app.js\"></script></body></html>\n",
        outlet.name);
  return bench::MakeHtml(
      outlet,
      {.url = url,
       .byline = "Made Reporter",
       .prose = &prose,
       .published = article.printed,
       .modified = edits > 0 && !article.silent ? article.edits[edits - 1] : article.printed,
       .look = Mix(Mix(n, k), edits)},
      vocabulary_);
}

}  // namespace testweb
