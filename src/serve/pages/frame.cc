#include "serve/pages/frame.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <iterator>
#include <vector>

#include "serve/pages/passages.h"
#include "text/embedded.h"
#include "text/hash.h"

namespace checkback {
namespace {

constexpr std::array<std::string_view, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string DayWords(std::chrono::sys_days day, std::chrono::sys_days today) {
  const std::chrono::year_month_day date(day);
  const std::string year = date.year() == std::chrono::year_month_day(today).year()
                               ? ""
                               : fmt::format(" {}", static_cast<int>(date.year()));
  return fmt::format("{} {} {}{}", kDays[std::chrono::weekday(day).c_encoding()],
                     static_cast<unsigned>(date.day()),
                     kMonths[static_cast<unsigned>(date.month()) - 1], year);
}

std::string TimeWords(std::chrono::sys_seconds local, std::chrono::sys_days today) {
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::hh_mm_ss time(local - day);
  return fmt::format("{}, {:02}:{:02}", DayWords(day, today), time.hours().count(),
                     time.minutes().count());
}

// " UTC", " UTC+05:30"; "" where the page gave no zone.
std::string ZoneWords(const std::optional<std::chrono::minutes>& offset) {
  if (!offset) return {};
  if (offset->count() == 0) return " UTC";
  const auto size = std::chrono::abs(*offset).count();
  return fmt::format(" UTC{}{:02}:{:02}", offset->count() < 0 ? "−" : "+", size / 60, size % 60);
}

void PutHead(std::string_view title, const Html& attributes, const Html& links, Html& page) {
  page.Put(
      "<!doctype html>\n<html lang=\"en\"{}><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
      "<title>{}</title>"
      "<link rel=\"stylesheet\" href=\"/style.css?v={}\">"
      "<script src=\"/page.js?v={}\" defer></script>"
      "<link rel=\"icon\" type=\"image/svg+xml\" href=\"/icon.svg?v={}\">{}</head>\n",
      attributes, title, AssetVersion("web/style.css"), AssetVersion("web/page.js"),
      AssetVersion("web/icon.svg"), links);
}

// The feeds of a story, or of what is searched for.
Html FeedLinks(const Asked& asked, std::string_view story) {
  const std::string_view query = asked.target.Parameter("q");
  const bool is_search = asked.target.segments.size() == 1 &&
                         asked.target.segments.front() == "search" && !query.empty();
  Html html;
  if (story.empty() && !is_search) return html;
  const std::string place = is_search ? std::string("/search") : fmt::format("/stories/{}", story);
  const std::string parameters = is_search ? "?q=" + PercentEncoded(query) : std::string();
  html.Put(
      "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"{}/feed.atom{}\">"
      "<link rel=\"alternate\" type=\"application/feed+json\" href=\"{}/feed.json{}\">",
      place, parameters, place, parameters);
  return html;
}

std::string PathOf(const WebTarget& target) {
  std::string path;
  for (const std::string& segment : target.segments) path += '/' + PercentEncoded(segment);
  return path.empty() ? "/" : path;
}

// The same page, of now.
std::string AddressOfNow(const WebTarget& target) {
  std::string address = PathOf(target);
  char before = '?';
  for (const auto& [name, value] : target.parameters) {
    if (name == "as_of" || name == "after") continue;
    address += fmt::format("{}{}={}", before, PercentEncoded(name), PercentEncoded(value));
    before = '&';
  }
  return address;
}

// The other parameters of the page, for a form that sets one.
Html HiddenBut(std::string_view set, const WebTarget& target) {
  Html html;
  for (const auto& [name, value] : target.parameters)
    if (name != set && name != "after" && name != "page")
      html.Put("<input type=\"hidden\" name=\"{}\" value=\"{}\">", name, value);
  return html;
}

void PutPages(const Asked& asked, Html& page) {
  struct Link {
    std::string_view segment, words, key;
  };
  constexpr Link kLinks[] = {{"", "Stories", "s"},
                             {"questions", "Questions", "q"},
                             {"expected", "Expected", "e"},
                             {"sources", "Sources", "o"}};
  const std::string first = asked.target.segments.empty() ? "" : asked.target.segments.front();
  page.Put("<nav aria-label=\"Pages\">");
  for (const Link& link : kLinks)
    page.Put("<a href=\"/{}{}\" data-go=\"{}\"{}>{}</a>", link.segment, AsOfOf(asked), link.key,
             link.segment == first ? Html().Put(" aria-current=\"page\"") : Html(), link.words);
  page.Put("</nav>");
}

void PutMasthead(const Asked& asked, Html& page) {
  const std::vector<std::string>& path = asked.target.segments;
  page.Put("<header class=\"masthead\"><a class=\"name\" href=\"/{}\">checkback</a>",
           AsOfOf(asked));
  PutPages(asked, page);
  page.Put(
      "<form class=\"find\" role=\"search\" action=\"/search\"><label class=\"only-heard\" "
      "for=\"find\">Search</label><input id=\"find\" type=\"search\" name=\"q\" "
      "placeholder=\"search\" value=\"{}\" maxlength=\"4096\">{}</form>",
      path.size() == 1 && path.front() == "search" ? asked.target.Parameter("q") : "",
      asked.as_of ? Html().Put("<input type=\"hidden\" name=\"as_of\" value=\"{}\">",
                               asked.target.Parameter("as_of"))
                  : Html());
  // Pages of one capture are the same at any time; a story has its own handle.
  constexpr std::string_view kTurnBack[] = {"questions", "expected", "sources", "search"};
  const bool turns_back =
      path.empty() || (path.size() == 1 && std::find(std::begin(kTurnBack), std::end(kTurnBack),
                                                     path.front()) != std::end(kTurnBack));
  if (turns_back)
    page.Put(
        "<details class=\"as-of\"><summary>as of {}</summary><form action=\"{}\"><label "
        "for=\"as-of\">the end of</label> <input id=\"as-of\" type=\"date\" name=\"as_of\" "
        "value=\"{}\">{} <button>Show</button></form></details>",
        asked.as_of ? WordsOf(*asked.as_of, asked) : "now", PathOf(asked.target),
        asked.target.Parameter("as_of").substr(0, 10), HiddenBut("as_of", asked.target));
  page.Put("</header>\n");
  if (asked.as_of)
    page.Put(
        "<p class=\"past\" role=\"status\">As it stood at {} UTC: nothing seen later is on this "
        "page. <a href=\"{}\">Back to now</a></p>\n",
        TimeWords(*asked.as_of, {}), AddressOfNow(asked.target));
}

void PutChoice(std::string_view name, std::string_view label, std::string_view chosen,
               std::initializer_list<std::string_view> values, Html& html) {
  html.Put("<label>{} <select name=\"{}\">", label, name);
  for (const std::string_view value : values)
    html.Put("<option{}>{}</option>", value == chosen ? Html().Put(" selected") : Html(), value);
  html.Put("</select></label> ");
}

void PutFoot(const Asked& asked, Html& page) {
  page.Put(
      "<footer class=\"foot\"><p>Every sentence here was printed by the outlet named beside it; "
      "counts, states and charts are checkback’s. Times are UTC, of when a page was seen."
      "<span class=\"with-script\"> Press <kbd>?</kbd> for the keys.</span></p>");
  if (asked.visitor.unkept.empty()) {
    Html choices;
    PutChoice("density", "Density", asked.visitor.notes->density, {"comfortable", "compact"},
              choices);
    PutChoice("theme", "Colours", asked.visitor.notes->theme, {"auto", "light", "dark"}, choices);
    choices.Put("<button>Set</button>");
    page.Put("{}", ActionForm(asked, "settings", "settings", choices));
  } else {
    page.Put("<p>What you look at is not remembered: {}</p>", asked.visitor.unkept);
  }
  if (asked.visitor.by_session)
    page.Put(
        "<form method=\"post\" action=\"/sign-out\"><input type=\"hidden\" name=\"key\" "
        "value=\"{}\"><button>Sign out</button></form>",
        asked.visitor.form_key);
  page.Put("</footer>\n");
}

constexpr std::size_t kLongestSentence = 400;  // that stands around a question, in bytes

// Where words are in another language than the page itself.
Html TongueOf(std::string_view language) {
  if (language.empty() || language == "en") return {};
  return Html().Put(" lang=\"{}\"", language);
}

}  // namespace

std::string PageOf(const Asked& asked, std::string_view title, const Html& main,
                   std::string_view story) {
  Html attributes, page;
  attributes.Put(" data-theme=\"{}\" data-density=\"{}\"", asked.visitor.notes->theme,
                 asked.visitor.notes->density);
  PutHead(title.empty() ? "checkback" : fmt::format("{} · checkback", title), attributes,
          FeedLinks(asked, story), page);
  const Result<std::int64_t> last = asked.present.LastArrival();
  // Where the stream of new captures goes on from what this page shows; a page of the past has
  // none.
  if (last && !asked.as_of)
    page.Put("<body data-after=\"{}\" data-story=\"{}\">", *last, story);
  else
    page.Put("<body>");
  page.Put("<a class=\"skip\" href=\"#main\">Skip to the content</a>\n");
  PutMasthead(asked, page);
  page.Put("<main id=\"main\" tabindex=\"-1\">\n{}</main>\n", main);
  PutFoot(asked, page);
  page.Put("<div id=\"came\" role=\"status\" aria-live=\"polite\"></div></body></html>\n");
  return page.Take();
}

std::string ErrorPageOf(int status, std::string_view title, std::string_view what) {
  Html page;
  PutHead(title, Html(), Html(), page);
  page.Put(
      "<body><header class=\"masthead\"><a class=\"name\" href=\"/\">checkback</a></header>\n"
      "<main id=\"main\"><h1>{}</h1><p class=\"ours\">{}</p><p class=\"ours\"><a href=\"/\">All "
      "stories</a> · error {}</p></main></body></html>\n",
      title, what, status);
  return page.Take();
}

std::string SignInPage(std::string_view to, std::string_view trouble) {
  Html page;
  PutHead("Sign in · checkback", Html(), Html(), page);
  page.Put(
      "<body><header class=\"masthead\"><span class=\"name\">checkback</span></header>\n"
      "<main id=\"main\"><h1>Sign in</h1>{}<form class=\"sign-in\" method=\"post\" "
      "action=\"/sign-in\"><input type=\"hidden\" name=\"to\" value=\"{}\"><label "
      "for=\"token\">The token of this site</label><input id=\"token\" name=\"token\" "
      "type=\"password\" autocomplete=\"current-password\" required autofocus> "
      "<button>Sign in</button></form><p class=\"ours\">Whoever started checkback serve set it. "
      "The browser keeps a cookie of this site alone, for 90 days.</p></main></body></html>\n",
      trouble.empty() ? Html() : Html().Put("<p class=\"trouble\" role=\"alert\">{}</p>", trouble),
      to);
  return page.Take();
}

std::string AddressOf(const Asked& asked) {
  std::string address = PathOf(asked.target);
  char before = '?';
  for (const auto& [name, value] : asked.target.parameters) {
    address += fmt::format("{}{}={}", before, PercentEncoded(name), PercentEncoded(value));
    before = '&';
  }
  return address;
}

Html ActionForm(const Asked& asked, std::string_view action, std::string_view classes,
                const Html& inside) {
  Html html;
  html.Put(
      "<form method=\"post\" action=\"/do/{}\" class=\"{}\"><input type=\"hidden\" name=\"key\" "
      "value=\"{}\"><input type=\"hidden\" name=\"back\" value=\"{}\">{}</form>",
      action, classes, asked.visitor.form_key, AddressOf(asked), inside);
  return html;
}

Html FollowForm(const std::string& story, const Asked& asked) {
  if (!asked.visitor.unkept.empty()) return {};
  const bool follows = asked.visitor.notes->follows.contains(story);
  Html inside;
  inside.Put("<input type=\"hidden\" name=\"story\" value=\"{}\"><button>{}</button>", story,
             follows ? "Following" : "Follow");
  return ActionForm(asked, follows ? "unfollow" : "follow", follows ? "follow on" : "follow",
                    inside);
}

std::string AssetVersion(std::string_view file) {
  return fmt::format("{:016x}", Hash64(FindEmbedded(file)));
}

std::string AsOfOf(const Asked& asked, char first) {
  if (!asked.as_of) return {};
  return fmt::format("{}as_of={}", first, PercentEncoded(asked.target.Parameter("as_of")));
}

std::string WordsOf(Instant instant, const Asked& asked) {
  return TimeWords(instant, std::chrono::floor<std::chrono::days>(asked.now));
}

std::string WordsOf(const PageTime& time, const Asked& asked) {
  const auto today = std::chrono::floor<std::chrono::days>(asked.now);
  if (!time.has_time) return DayWords(time.LocalDay(), today);
  return TimeWords(time.utc + time.offset.value_or(std::chrono::minutes(0)), today) +
         ZoneWords(time.offset);
}

Html WhenOf(Instant instant, const Asked& asked) {
  Html html;
  html.Put("<time datetime=\"{}\" title=\"{}\">{}</time>", ToRfc3339(instant),
           AgoOf(instant, asked.now), WordsOf(instant, asked));
  return html;
}

Html WhenOf(const PageTime& time, const Asked& asked) {
  Html html;
  html.Put("<time datetime=\"{}\">{}</time>", ToRfc3339(time), WordsOf(time, asked));
  return html;
}

std::string AgeOf(Instant instant, Instant now) {
  struct Step {
    long long seconds;
    std::string_view one, many;
  };
  constexpr Step kSteps[] = {{365 * 86400LL, "year", "years"},
                             {30 * 86400LL, "month", "months"},
                             {86400, "day", "days"},
                             {3600, "hour", "hours"},
                             {60, "minute", "minutes"}};
  const long long age = (now - instant).count();
  for (const Step& step : kSteps) {
    if (age < step.seconds) continue;
    const long long count = age / step.seconds;
    return fmt::format("{} {}", count, count == 1 ? step.one : step.many);
  }
  return "just now";
}

std::string AgoOf(Instant instant, Instant now) {
  constexpr std::chrono::minutes kJustNow{1};
  const std::string age = AgeOf(instant, now);
  return now - instant < kJustNow ? age : age + " ago";
}

std::string CountOf(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string OriginWords(const StoredStory& story) {
  constexpr std::size_t kMostNamed = 8;
  std::string words;
  const auto& origins = story.origins.origins;
  for (std::size_t i = 0; i < std::min(origins.size(), kMostNamed); ++i) {
    words += fmt::format("{}{}{}", words.empty() ? "" : ", ",
                         origins[i].credited ? "" : "own report of ", origins[i].name);
    if (origins[i].articles.size() > 1) words += fmt::format(" ({})", origins[i].articles.size());
  }
  if (origins.size() > kMostNamed)
    words += fmt::format(" and {} others", origins.size() - kMostNamed);
  return words;
}

Html LinkedWords(const WholeStory& whole, const Passage& passage, const Asked& asked) {
  return LinkedWords(whole, passage, asked, {});
}

Html LinkedWords(const WholeStory& whole, const Passage& passage, const Asked& asked,
                 const std::vector<Span>& marks) {
  const StoryCapture& c = whole.story.captures[passage.capture];
  const std::string_view words = Words(whole.articles[passage.capture].text, passage.span);
  Html inside;
  std::size_t at = 0;
  for (const Span& mark : marks) {
    inside.Put("{}<mark>{}</mark>", words.substr(at, mark.start - at), Words(words, mark));
    at = mark.end;
  }
  inside.Put("{}", words.substr(at));
  Html html;
  html.Put("<a class=\"said\"{} href=\"/captures/{}{}#s{}\">{}</a>", TongueOf(c.language),
           c.capture.id, AsOfOf(asked), passage.span.start, inside);
  return html;
}

Html LinkedQuestion(const WholeStory& whole, const StoryQuestion& question, const Asked& asked) {
  if (question.headline.empty()) {
    const Passage sentence = SentenceHolding(whole, question.opened);
    const Span& asks = question.opened.span;
    if (sentence.span.size() > kLongestSentence) return LinkedWords(whole, question.opened, asked);
    if (2 * asks.size() > sentence.span.size()) return LinkedWords(whole, sentence, asked);
    const std::size_t start = asks.start - sentence.span.start;
    return LinkedWords(whole, sentence, asked, {{start, start + asks.size()}});
  }
  const StoryCapture& c = whole.story.captures[question.opened.capture];
  Html html;
  html.Put("<a class=\"said\"{} href=\"/captures/{}{}\">{}</a>", TongueOf(c.language), c.capture.id,
           AsOfOf(asked), question.headline);
  return html;
}

Html PrintedBy(const WholeStory& whole, std::size_t capture, const Asked& asked) {
  return PrintedBy(whole, capture, {}, asked);
}

Html PrintedBy(const WholeStory& whole, std::size_t capture, std::span<const std::size_t> again,
               const Asked& asked) {
  const StoryCapture& c = whole.story.captures[capture];
  Html html;
  html.Put("<span class=\"by\">{}, <time datetime=\"{}\">{}</time>{}{}</span>", c.outlet,
           ToRfc3339(c.capture.seen_at), WordsOf(c.capture.seen_at, asked),
           c.version > 1 ? fmt::format(", version {}", c.version) : "",
           AlsoIn(whole, capture, again));
  return html;
}

}  // namespace checkback
