#include "serve/frame.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

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

void PutHead(std::string_view title, Html& page) {
  page.Put(
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
      "<meta name=\"color-scheme\" content=\"light dark\"><title>{}</title>"
      "<link rel=\"stylesheet\" href=\"/style.css\">"
      "<link rel=\"icon\" type=\"image/svg+xml\" href=\"/icon.svg\"></head>\n<body>"
      "<a class=\"skip\" href=\"#main\">Skip to the content</a>\n",
      title);
}

std::string PathOf(const WebTarget& target) {
  std::string path;
  for (const std::string& segment : target.segments) path += '/' + PercentEncoded(segment);
  return path.empty() ? "/" : path;
}

void PutMasthead(const Asked& asked, Html& page) {
  const std::string as_of = AsOfOf(asked);
  const auto current = [&](std::string_view first) {
    const bool is = first.empty()
                        ? asked.target.segments.empty()
                        : !asked.target.segments.empty() && asked.target.segments.front() == first;
    return is ? Html().Put(" aria-current=\"page\"") : Html();
  };
  page.Put(
      "<header class=\"masthead\"><a class=\"name\" href=\"/{}\">checkback</a>"
      "<nav aria-label=\"Pages\"><a href=\"/{}\"{}>Stories</a> <a href=\"/questions{}\"{}>Open "
      "questions</a></nav>"
      "<form class=\"find\" role=\"search\" action=\"/search\"><label class=\"only-heard\" "
      "for=\"find\">Search</label><input id=\"find\" type=\"search\" name=\"q\" "
      "placeholder=\"search\" value=\"{}\" maxlength=\"4096\"></form>",
      as_of, as_of, current(""), as_of, current("questions"),
      asked.target.segments.size() == 1 && asked.target.segments.front() == "search"
          ? asked.target.Parameter("q")
          : "");
  // Pages of one capture, and the search, are the same at any time.
  const bool turns_back = asked.target.segments.empty() ||
                          asked.target.segments.front() == "stories" ||
                          asked.target.segments.front() == "questions";
  if (turns_back)
    page.Put(
        "<form class=\"as-of\" action=\"{}\"><label for=\"as-of\">as of</label><input id=\"as-of\" "
        "type=\"date\" name=\"as_of\" value=\"{}\"><button>Show</button></form>",
        PathOf(asked.target), asked.target.Parameter("as_of").substr(0, 10));
  page.Put("</header>\n");
  if (asked.as_of)
    page.Put(
        "<p class=\"past\" role=\"status\">As it stood at {} UTC: nothing seen later is on this "
        "page. <a href=\"{}\">Back to now</a></p>\n",
        TimeWords(*asked.as_of, {}), PathOf(asked.target));
}

}  // namespace

std::string PageOf(const Asked& asked, std::string_view title, const Html& main) {
  Html page;
  PutHead(title.empty() ? "checkback" : fmt::format("{} · checkback", title), page);
  PutMasthead(asked, page);
  page.Put(
      "<main id=\"main\">\n{}</main>\n<footer class=\"foot\"><p>Every sentence here was printed by "
      "the outlet named beside it; counts, states and charts are checkback’s. Times are UTC, of "
      "when a page was seen.</p></footer>\n</body></html>\n",
      main);
  return page.Take();
}

std::string ErrorPageOf(int status, std::string_view title, std::string_view what) {
  Html page;
  PutHead(title, page);
  page.Put(
      "<header class=\"masthead\"><a class=\"name\" href=\"/\">checkback</a></header>\n"
      "<main id=\"main\"><h1>{}</h1><p class=\"ours\">{}</p><p class=\"ours\"><a href=\"/\">All "
      "stories</a> · error {}</p></main></body></html>\n",
      title, what, status);
  return page.Take();
}

std::string AsOfOf(const Asked& asked, char first) {
  if (!asked.as_of) return {};
  return fmt::format("{}as_of={}", first, PercentEncoded(asked.target.Parameter("as_of")));
}

Html WhenOf(Instant instant, const Asked& asked) {
  Html html;
  html.Put("<time datetime=\"{}\">{}</time>", ToRfc3339(instant),
           TimeWords(instant, std::chrono::floor<std::chrono::days>(asked.now)));
  return html;
}

Html WhenOf(const PageTime& time, const Asked& asked) {
  const auto today = std::chrono::floor<std::chrono::days>(asked.now);
  Html html;
  if (!time.has_time)
    html.Put("<time datetime=\"{}\">{}</time>", ToRfc3339(time), DayWords(time.LocalDay(), today));
  else
    html.Put("<time datetime=\"{}\">{}{}</time>", ToRfc3339(time),
             TimeWords(time.utc + time.offset.value_or(std::chrono::minutes(0)), today),
             ZoneWords(time.offset));
  return html;
}

std::string AgoOf(Instant instant, Instant now) {
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
    return fmt::format("{} {} ago", count, count == 1 ? step.one : step.many);
  }
  return "just now";
}

std::string CountOf(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

Html LinkedWords(const WholeStory& whole, const Passage& passage, const Asked& asked) {
  const StoryCapture& c = whole.story.captures[passage.capture];
  Html html;
  html.Put("<a class=\"said\" dir=\"auto\" lang=\"{}\" href=\"/captures/{}{}#s{}\">{}</a>",
           c.language, c.capture.id, AsOfOf(asked), passage.span.start,
           Words(whole.articles[passage.capture].text, passage.span));
  return html;
}

Html LinkedQuestion(const WholeStory& whole, const StoryQuestion& question, const Asked& asked) {
  if (question.headline.empty()) return LinkedWords(whole, question.opened, asked);
  const StoryCapture& c = whole.story.captures[question.opened.capture];
  Html html;
  html.Put("<a class=\"said\" dir=\"auto\" lang=\"{}\" href=\"/captures/{}{}\">{}</a>", c.language,
           c.capture.id, AsOfOf(asked), question.headline);
  return html;
}

Html PrintedBy(const WholeStory& whole, std::size_t capture, const Asked& asked) {
  const StoryCapture& c = whole.story.captures[capture];
  Html html;
  html.Put("<span class=\"by\">{}, {}{}</span>", c.outlet, WhenOf(c.capture.seen_at, asked),
           c.version > 1 ? fmt::format(", version {}", c.version) : "");
  return html;
}

}  // namespace checkback
