// What is to come: what stories promised, in a calendar and by its day.

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "serve/pages/month_grid.h"
#include "serve/pages/pages.h"
#include "serve/pages/story_sections.h"

namespace checkback {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month;

struct Awaited {
  ToldShelf::Told told;
  std::size_t which = 0;  // of its expected ones

  const Expected& expected() const { return told->told.expected[which]; }
};
using AwaitedByDate = std::map<std::string, std::vector<Awaited>>;

bool IsAskedFor(const Expected& expected, std::string_view state, const Asked& asked) {
  if (state == "all") return true;
  const bool is_overdue = IsOverdue(expected, asked);
  if (state == "open") return expected.state != ExpectedState::kHappened;
  if (state == "overdue") return is_overdue;
  return NameOf(expected.state) == state && !is_overdue;
}

void PutState(const Awaited& one, const Asked& asked, Html& html) {
  const Expected& expected = one.expected();
  const bool is_overdue = IsOverdue(expected, asked);
  const std::string_view state = is_overdue ? "overdue" : NameOf(expected.state);
  html.Put("<span class=\"state {}\">{}</span> ", state, state);
  // Not the same: nobody tells, or nobody was asked.
  const Instant last = one.told->story.captures.back().capture.seen_at;
  if (is_overdue && expected.state == ExpectedState::kDue)
    html.Put("<span class=\"ours\">no page of this story was seen since {}</span> ",
             WhenOf(last, asked));
}

void PutDay(std::string_view date, const std::vector<Awaited>& awaited, const Asked& asked,
            Html& html) {
  html.Put("<div id=\"d-{}\"><dt>{}</dt>", date, DayOf(date, asked));
  for (const Awaited& one : awaited) {
    const WholeStory& whole = *one.told;
    const Expected& expected = one.expected();
    html.Put("<dd>{} {}<span class=\"ours\">", LinkedWords(whole, expected.at, asked),
             PrintedBy(whole, expected.at.capture, asked));
    PutState(one, asked, html);
    html.Put("· <a dir=\"auto\" href=\"/stories/{}{}#expected\">{}</a></span>", whole.story.id,
             AsOfOf(asked), whole.story.title.empty() ? "(no headline)" : whole.story.title);
    if (expected.happened)
      html.Put("<p class=\"answer\">{} {}</p>", LinkedWords(whole, *expected.happened, asked),
               PrintedBy(whole, expected.happened->capture, asked));
    html.Put("</dd>");
  }
  html.Put("</div>\n");
}

// "3 expected, 1 overdue".
std::string CountWords(const std::vector<Awaited>& awaited, const Asked& asked) {
  const auto overdue = std::count_if(awaited.begin(), awaited.end(), [&](const Awaited& one) {
    return IsOverdue(one.expected(), asked);
  });
  return fmt::format("{} expected{}", awaited.size(),
                     overdue > 0 ? fmt::format(", {} overdue", overdue) : "");
}

void PutGridDay(sys_days day, const AwaitedByDate& days, year_month month, const Asked& asked,
                Html& html) {
  const std::chrono::year_month_day date(day);
  if (year_month(date.year(), date.month()) != month) {
    html.Put("<td></td>");
    return;
  }
  PageTime bare;
  bare.utc = day;
  const bool is_today = std::chrono::floor<std::chrono::days>(asked.now) == day;
  html.Put("<td{}>", is_today ? Html().Put(" aria-current=\"date\"") : Html());
  const auto number = static_cast<unsigned>(date.day());
  const auto awaited = days.find(ToRfc3339(bare));
  if (awaited == days.end()) {
    html.Put("{}</td>", number);
    return;
  }
  const std::string words = CountWords(awaited->second, asked);
  html.Put("<a class=\"{}\" href=\"#d-{}\" aria-label=\"{}: {}\">{} <b>{}</b></a></td>",
           words.find("overdue") == words.npos ? "due" : "overdue", awaited->first,
           WordsOf(bare, asked), words, number, awaited->second.size());
}

void PutGrid(year_month month, const AwaitedByDate& days, const Asked& asked, Html& html) {
  html.Put("<table class=\"month\"><caption>{}</caption><thead><tr>", WordsOfMonth(month));
  for (const std::string_view day : {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"})
    html.Put("<th scope=\"col\">{}</th>", day);
  html.Put("</tr></thead><tbody>\n");
  std::size_t place = 0;
  for (const sys_days day : DaysOfWeeks(month)) {
    if (place % 7 == 0) html.Put("<tr>");
    PutGridDay(day, days, month, asked, html);
    if (++place % 7 == 0) html.Put("</tr>\n");
  }
  html.Put("</tbody></table>\n");
}

// The month that is asked for, else the one of today or the next with something in it, else the
// last that has.
year_month MonthShown(const std::set<std::string>& months, const Asked& asked) {
  if (const auto typed = MonthIn(asked.target.Parameter("month"))) return *typed;
  const std::chrono::year_month_day today(std::chrono::floor<std::chrono::days>(asked.now));
  const year_month now(today.year(), today.month());
  if (months.empty()) return now;
  const auto next = months.lower_bound(MonthAsText(now));
  return *MonthIn(next == months.end() ? *months.rbegin() : *next);
}

void PutMonths(const std::set<std::string>& months, year_month shown, std::string_view state,
               const Asked& asked, Html& html) {
  constexpr std::size_t kMostMonths = 24;
  html.Put("<nav class=\"contents\" aria-label=\"Months\">");
  std::size_t put = 0;
  for (const std::string& month : months) {
    if (++put > kMostMonths) break;
    const year_month one = *MonthIn(month);
    html.Put("<a href=\"/expected?month={}&amp;state={}{}\"{}>{}</a> ", month, state,
             AsOfOf(asked, '&'), one == shown ? Html().Put(" aria-current=\"true\"") : Html(),
             WordsOfMonth(one));
  }
  html.Put("</nav>\n");
}

struct ExpectedDates {
  AwaitedByDate by_date;
  std::size_t stories = 0;  // that were looked through
};

Result<ExpectedDates> DatesOf(std::string_view state, const Asked& asked) {
  ExpectedDates dates;
  Result<void> inside;
  const Result<void> done = asked.store.ForEachStory([&](StoredStory story) {
    const Result<ToldShelf::Told> told = asked.shelf.Of(asked.store, std::move(story));
    if (!told) {
      inside = Fail(told.error());
      return false;
    }
    const std::vector<Expected>& expected = (*told)->told.expected;
    for (std::size_t i = 0; i < expected.size(); ++i)
      if (IsAskedFor(expected[i], state, asked))
        dates.by_date[expected[i].date].push_back({*told, i});
    return ++dates.stories < kStoriesAsked;
  });
  if (!done) return Fail(done.error());
  if (!inside) return Fail(inside.error());
  return dates;
}

constexpr std::string_view kExpectedStates[] = {"open", "due", "overdue", "happened", "all"};

void PutStates(std::string_view state, const Asked& asked, Html& html) {
  html.Put("<h1>Expected</h1><nav class=\"contents\" aria-label=\"By state\">");
  for (const std::string_view one : kExpectedStates)
    html.Put("<a href=\"/expected?state={}{}\"{}>{}</a> ", one, AsOfOf(asked, '&'),
             one == state ? Html().Put(" aria-current=\"true\"") : Html(),
             one == "open" ? "due and overdue" : one);
  html.Put("</nav>\n");
}

}  // namespace

Result<std::string> ExpectedPage(const Asked& asked) {
  std::string_view state = asked.target.Parameter("state");
  if (std::find(std::begin(kExpectedStates), std::end(kExpectedStates), state) ==
      std::end(kExpectedStates))
    state = "open";
  const Result<ExpectedDates> dates = DatesOf(state, asked);
  if (!dates) return Fail(dates.error());
  std::set<std::string> months;
  for (const auto& [date, awaited] : dates->by_date)
    if (const auto month = MonthIn(date)) months.insert(MonthAsText(*month));
  const year_month shown = MonthShown(months, asked);
  Html html, list;
  PutStates(state, asked, html);
  PutMonths(months, shown, state, asked, html);
  PutGrid(shown, dates->by_date, asked, html);
  for (const auto& [date, awaited] : dates->by_date) {
    const std::optional<year_month> month = MonthIn(date);
    // What names no month ("2027", "next spring") stands in the list of each.
    if (!month || *month == shown) PutDay(date, awaited, asked, list);
  }
  if (list.empty())
    html.Put(
        "<p class=\"empty\">Nothing that is {} stands in {}: no sentence of the {} that checkback "
        "holds names such a day. Other dates may have been announced where it does not look.</p>",
        state == "open"  ? "due or overdue"
        : state == "all" ? "expected"
                         : state,
        WordsOfMonth(shown),
        dates->stories == kStoriesAsked ? fmt::format("{} stories that changed last", kStoriesAsked)
                                        : CountOf(dates->stories, "story", "stories"));
  else
    html.Put("<dl class=\"days calendar\">\n{}</dl>", list);
  return PageOf(asked, "Expected", html);
}

}  // namespace checkback
