// An invented web of news: hosts with feeds, articles that are edited, and bad days. What a host
// answers is a function of its number, the path and the time alone.
//
//   /feed       RSS, Atom or JSON Feed, by the number of the host; /old-feed leads there for good
//   /news/17    an article, from the moment it is printed; edited at times, silently by some
//   /           the front page, which links the feed and the newest articles
//   /robots.txt
//
// Hosts are made0.example, made1.example, ... A troubled one does what its Trouble says; the rest
// of it is as with the others.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "asked.h"
#include "outlets.h"
#include "prose.h"
#include "text/instant.h"
#include "vocabulary.h"

namespace testweb {

enum class Trouble : std::uint8_t {
  kNone,
  kBusy,        // 429 with Retry-After in seconds, from 06:00 to 09:00
  kDown,        // 503 with Retry-After as a date, from 12:00 to 15:00
  kGone,        // the feed answers 410 from the third day on
  kFailing,     // the feed answers 500
  kMoved,       // the feed is at /new-feed, by 301
  kChurn,       // ids of items change with each poll
  kEmpty,       // a feed without items
  kCaptcha,     // a page for people, with status 200, where the feed was
  kSlow,        // articles come a byte at a time
  kSilent,      // articles never come
  kBomb,        // articles unpack to a hundred times their size and more
  kRedirects,   // articles lead to other addresses for ever
  kFlood,       // articles have thousands of headers
  kShort,       // articles are shorter than they say
  kEndless,     // articles have no end
  kNonsense,    // what comes is not HTTP
  kPagination,  // the feed has a next page, for ever
  kScripted,    // articles show their text only to a program that runs scripts
  kLast = kScripted
};
std::string_view NameOf(Trouble trouble);

struct MadeArticle {
  checkback::Instant printed{};
  std::vector<checkback::Instant> edits;
  std::uint64_t story = 0;
  bool developing = false;  // says so, until its last edit
  bool live = false;        // a live page
  bool silent = false;      // its edits leave its own times as they were
  bool whole_in_feed = false;
  bool disallowed = false;  // robots.txt forbids it: /private/17

  // How many edits it has had at `now`.
  std::size_t EditsAt(checkback::Instant now) const;
};

struct MadeHost {
  std::string name;
  Trouble trouble = Trouble::kNone;
  int format = 0;    // 0: RSS, 1: Atom, 2: JSON Feed
  bool etag = true;  // feed and articles carry one
  bool last_modified = true;
  bool weak = false;  // W/"..."
  int max_age = 0;    // seconds, of the feed; 0: not said
  int ttl = 0;        // minutes, of RSS; 0: not said
  std::vector<int> skip_hours;
  int crawl_delay = 0;                // seconds; 0: not said
  std::string hub;                    // that its feed names; "": none
  std::vector<MadeArticle> articles;  // by time
};

// An item of a feed.
struct MadeItem {
  std::string id, url, title, html;  // `html`: "" where only the link is there
  checkback::Instant printed{}, changed{};
};

class World {
 public:
  struct Options {
    std::uint64_t seed = 1;
    int hosts = 20;
    checkback::Instant begin{};  // nothing is printed before a day before it
    int days = 7;                // printing goes on for so long
    double articles_a_day = 2;   // of a host
    int troubled = 0;            // so many of the last hosts have a Trouble, one after another
    double edited = 0.4;         // share of articles that are edited at all
    bool small = true;           // short pages
    std::string hub = {};        // that the feeds name; "": none
    bool whole_in_feed = true;   // every ninth host has the whole text in its feed
  };
  explicit World(const Options& options);

  // What the host answers; 404 for one that is not there. Safe to call from many threads.
  Served Answer(const Asked& asked) const;

  const std::vector<MadeHost>& hosts() const { return hosts_; }
  const MadeHost* Find(std::string_view name) const;
  // What is asked there gets no answer, or none that ends.
  bool NeverAnswers(std::string_view url) const;
  static std::string NameOfHost(int number);
  std::string FeedUrl(std::size_t host) const;
  std::string ArticleUrl(std::size_t host, std::size_t article) const;

 private:
  std::size_t NumberOf(const MadeHost& host) const;
  void PlanArticles(std::size_t host, const Options& options);
  static std::vector<std::size_t> ListedAt(const MadeHost& host, checkback::Instant now);
  MadeItem ItemOf(const MadeHost& host, std::size_t article, checkback::Instant now) const;
  Served Feed(const MadeHost& host, const Asked& asked) const;
  Served ArticlePage(const MadeHost& host, std::size_t article, const Asked& asked) const;
  Served FrontPage(const MadeHost& host, const Asked& asked) const;
  Served Robots(const MadeHost& host) const;
  std::optional<Served> BadDay(const MadeHost& host, const Asked& asked) const;
  std::optional<Served> Hostile(const MadeHost& host, const Asked& asked) const;
  bench::Prose TextOf(const MadeHost& host, std::size_t article, checkback::Instant now) const;
  std::string HtmlOf(const MadeHost& host, std::size_t article, checkback::Instant now) const;

  Options options_;
  bench::Vocabulary vocabulary_;
  std::vector<bench::Outlet> outlets_;
  std::vector<MadeHost> hosts_;
  std::map<std::string, std::size_t, std::less<>> numbers_;
};

// Items of a feed, the newest first, as the three formats have them.
std::string FeedOf(const MadeHost& host, const std::vector<MadeItem>& items, std::string_view next);

// A date as HTTP has it: "Thu, 26 Nov 2026 08:00:00 GMT".
std::string HttpDate(checkback::Instant time);

}  // namespace testweb
