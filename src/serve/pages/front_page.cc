// The stories, newest change first, each with what was new last and what is open.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "serve/pages/figure_chart.h"
#include "serve/pages/pages.h"
#include "serve/pages/story_filter.h"
#include "serve/pages/story_sections.h"

namespace checkback {
namespace {

constexpr std::size_t kMostPages = 1000;
constexpr std::size_t kQuestionsShown = 2;
constexpr std::size_t kFiguresShown = 2;
constexpr std::size_t kMostKnown = 60;  // outlets that the filter offers

// The newest sentence that was new; nothing where none was.
std::optional<Passage> NewestOf(const WholeStory& whole) {
  for (auto update = whole.told.updates.rbegin(); update != whole.told.updates.rend(); ++update)
    if (!update->sentences.empty()) return Passage{update->capture, update->sentences.front()};
  return std::nullopt;
}

void PutFigureLines(const WholeStory& whole, Html& html) {
  std::vector<const FigureSeries*> moved;
  for (const FigureSeries& series : whole.told.figures)
    if (!series.points.empty() && SaysWhatItCounts(series) && HasMoved(series))
      moved.push_back(&series);
  std::stable_sort(moved.begin(), moved.end(), [](const auto* a, const auto* b) {
    return a->points.size() > b->points.size();
  });
  for (std::size_t i = 0; i < std::min(moved.size(), kFiguresShown); ++i) {
    html.Put("<p class=\"moved\"><span dir=\"auto\">{}</span> <b class=\"number\">{}</b></p>",
             moved[i]->what, MovesOf(*moved[i]));
  }
}

void PutOpen(const WholeStory& whole, const Asked& asked, Html& html) {
  std::size_t shown = 0;
  for (auto question = whole.told.questions.rbegin(); question != whole.told.questions.rend();
       ++question) {
    if (question->state != QuestionState::kOpen || shown == kQuestionsShown) continue;
    ++shown;
    const StoryCapture& opened = whole.story.captures[question->opened.capture];
    html.Put(
        "<p class=\"asks\"><span class=\"state open\">open {}</span> {} <span "
        "class=\"by\">{}{}</span>"
        "</p>",
        AgeOf(opened.capture.seen_at, asked.now), LinkedQuestion(whole, *question, asked),
        opened.outlet, question->origins > 1 ? fmt::format(", {} origins", question->origins) : "");
  }
}

// The question that was answered last: since the reader looked, where they did.
void PutAnswered(const WholeStory& whole, const std::optional<Instant>& since, const Asked& asked,
                 Html& html) {
  const StoryQuestion* last = nullptr;
  const auto told_at = [&](const StoryQuestion& question) {
    return whole.story.captures[question.answer->capture].capture.seen_at;
  };
  for (const StoryQuestion& question : whole.told.questions) {
    if (question.state != QuestionState::kAnswered || !question.answer) continue;
    if (since && told_at(question) <= *since) continue;
    if (last == nullptr || told_at(question) >= told_at(*last)) last = &question;
  }
  if (last == nullptr) return;
  html.Put(
      "<p class=\"asks\"><a class=\"state answered\" href=\"/stories/{}{}#q-{}\">answered</a> {} "
      "{}</p>",
      whole.story.id, AsOfOf(asked), last->id, LinkedWords(whole, *last->answer, asked),
      PrintedBy(whole, last->answer->capture, asked));
}

Html TitleLink(const StoredStory& story, const Asked& asked) {
  Html html;
  html.Put("<a dir=\"auto\" lang=\"{}\" href=\"/stories/{}{}\">{}</a>", story.language, story.id,
           AsOfOf(asked), story.title.empty() ? "(no headline)" : story.title);
  return html;
}

// A story without news is one line.
void PutQuiet(const StoredStory& story, const Asked& asked, Html& html) {
  html.Put("<li class=\"story quiet\"><h2>{}</h2><span class=\"ours\">{}</span></li>\n",
           TitleLink(story, asked), AgoOf(LastChangeOf(story), asked.now));
}

void PutCounts(const WholeStory& whole, const Asked& asked, Html& html) {
  const StoredStory& story = whole.story;
  std::size_t open = 0, answered = 0;
  for (const StoryQuestion& question : whole.told.questions) {
    open += question.state == QuestionState::kOpen ? 1 : 0;
    answered += question.state == QuestionState::kAnswered ? 1 : 0;
  }
  html.Put(
      "<p class=\"ours counts\">{}<span>{}</span><span>{}, <span title=\"{}\">{}</span></span>",
      story.articles > 2 ? ActivityLine(story) : Html(), AgoOf(LastChangeOf(story), asked.now),
      CountOf(story.articles, "article", "articles"), OriginWords(story),
      CountOf(story.origins.origins.size(), "origin", "origins"));
  if (open > 0)
    html.Put("<span><a href=\"/stories/{}{}#questions\">{} open</a></span>", story.id,
             AsOfOf(asked), open);
  if (answered > 0)
    html.Put("<span><a href=\"/stories/{}{}#questions\">{} answered</a></span>", story.id,
             AsOfOf(asked), answered);
  html.Put("<span dir=\"auto\">{}</span></p>", OutletsOf(story));
}

void PutStory(const WholeStory& whole, const Asked& asked, Html& html) {
  const StoredStory& story = whole.story;
  html.Put("<li class=\"story\"><article>");
  const std::optional<Instant> since = LookedUntil(story, asked);
  const std::string news =
      since ? NewsWords(KeepSince(TellingsOf(whole), whole.told, *since).counts) : "";
  if (!news.empty()) html.Put("<p class=\"news\">{}</p>", news);
  html.Put("<div class=\"top\"><h2>{}</h2>{}</div>", TitleLink(story, asked),
           FollowForm(story.id, asked));
  const std::optional<Passage> newest = NewestOf(whole);
  if (newest && story.articles > 1)
    html.Put("<p class=\"newest\">{} {}</p>", LinkedWords(whole, *newest, asked),
             PrintedBy(whole, newest->capture, asked));
  PutOpen(whole, asked, html);
  PutAnswered(whole, since, asked, html);
  PutFigureLines(whole, html);
  PutCounts(whole, asked, html);
  if (story.running) html.Put("<p class=\"ours\">{}</p>", PartOfLink(story, asked));
  html.Put("</article></li>\n");
}

// How many of the stories on this page have something new, of those that were looked at before.
struct FrontTally {
  std::size_t with_news = 0, quiet = 0, never_seen = 0;
};

std::string TallyWords(const FrontTally& tally) {
  if (tally.with_news + tally.quiet == 0) return {};
  struct Part {
    std::size_t count;
    std::string_view words;
  };
  std::string words;
  for (const Part& part : {Part{tally.with_news, "with news"}, Part{tally.quiet, "without"},
                           Part{tally.never_seen, "not seen yet"}})
    if (part.count > 0)
      words += fmt::format("{}{} {}", words.empty() ? "" : " · ", part.count, part.words);
  return words;
}

void PutHeading(const StoryChoice& choice, Instant last, const FrontTally& tally,
                const Asked& asked, Html& html) {
  const std::optional<ReaderMark>& all = asked.visitor.notes->all;
  html.Put("<div class=\"front\"><h1>{}</h1>",
           all && !asked.as_of ? Html().Put("Since you looked, {}", WhenOf(all->until, asked))
                               : Html().Put("Stories, newest change first"));
  if (const std::string words = TallyWords(tally); !words.empty() && !asked.as_of)
    html.Put("<p class=\"ours\">{}</p>", words);
  if (!asked.as_of && asked.visitor.unkept.empty() && !choice.stories.empty()) {
    Html inside;
    inside.Put(
        "<input type=\"hidden\" name=\"until\" value=\"{}\"><button>Mark all as seen</button>",
        ToRfc3339(last));
    html.Put("{}", ActionForm(asked, "mark-all", "seen-all", inside));
  }
  html.Put("</div>");
}

// `known` are offered while one types.
void PutField(std::string_view name, std::string_view label, std::string_view value,
              const std::set<std::string>& known, Html& html) {
  html.Put("<label>{} <input name=\"{}\" value=\"{}\" maxlength=\"200\"{}></label> ", label, name,
           value, known.empty() ? Html() : Html().Put(" list=\"known-{}\"", name));
  if (known.empty()) return;
  html.Put("<datalist id=\"known-{}\">", name);
  for (const std::string& one : known) html.Put("<option value=\"{}\"></option>", one);
  html.Put("</datalist>");
}

// What the stories of a page can be chosen by.
struct KnownNames {
  std::set<std::string> languages, outlets;
};
KnownNames NamesIn(const std::vector<StoredStory>& stories) {
  KnownNames known;
  for (const StoredStory& story : stories) {
    if (!story.language.empty()) known.languages.insert(story.language);
    for (const StoryCapture& c : story.captures)
      if (known.outlets.size() < kMostKnown && !c.outlet.empty()) known.outlets.insert(c.outlet);
  }
  return known;
}

void PutFilters(const StoryFilter& filter, const KnownNames& known, const Asked& asked,
                Html& html) {
  struct Choice {
    StoryFilter::Show show;
    std::string_view words;
  };
  constexpr Choice kChoices[] = {{StoryFilter::Show::kAll, "all"},
                                 {StoryFilter::Show::kFollowing, "following"},
                                 {StoryFilter::Show::kToday, "today"}};
  html.Put("<nav class=\"filters\" aria-label=\"Which stories\">");
  for (const Choice& choice : kChoices) {
    StoryFilter other = filter;
    other.show = choice.show;
    std::string parameters = ParametersOf(other) + AsOfOf(asked, '&');
    if (!parameters.empty()) parameters.front() = '?';
    html.Put("<a href=\"/{}\"{}>{}</a> ", parameters,
             choice.show == filter.show ? Html().Put(" aria-current=\"true\"") : Html(),
             choice.words);
  }
  html.Put("<details{}><summary>filter…</summary><form action=\"/\">",
           filter.names_any() ? Html().Put(" open") : Html());
  PutField("language", "Language", filter.language, known.languages, html);
  PutField("outlet", "Outlet", filter.outlet, known.outlets, html);
  PutField("place", "Place", filter.place, {}, html);
  PutField("person", "Person", filter.person, {}, html);
  if (asked.as_of)
    html.Put("<input type=\"hidden\" name=\"as_of\" value=\"{}\">",
             asked.target.Parameter("as_of"));
  html.Put("<button>Show</button> <a href=\"/{}\">all stories</a></form></details></nav>\n",
           AsOfOf(asked));
}

// What is not known is said so: a story that is not here may have happened all the same.
std::string EmptyWords(const StoryFilter& filter, const StoryChoice& choice, std::size_t page,
                       const Asked& asked) {
  if (page > 1) return "There are no further stories.";
  const bool is_following = filter.show == StoryFilter::Show::kFollowing;
  if (is_following && asked.visitor.notes->follows.empty())
    return "You follow no story yet: press Follow beside one.";
  if (choice.stopped)
    return fmt::format(
        "Not found among the {} stories that changed last; older ones were not looked through.",
        kMostLookedThrough);
  if (filter.names_any())
    return "Not found: no story of this store is like that. What was never fetched is not known "
           "here.";
  if (is_following) return "None of the stories that you follow is in this store.";
  const std::optional<Instant> last = LastSeenIn(asked.store);
  if (asked.as_of && !last) return "The store had seen no story by then.";
  if (!last) return "The store holds no story yet: checkback import brings pages in.";
  return fmt::format("No page came in today; the last one was seen {}, {}.", WordsOf(*last, asked),
                     AgoOf(*last, asked.now));
}

std::size_t PageNumberOf(const Asked& asked) {
  const std::string_view typed = asked.target.Parameter("page");
  std::size_t page = 1;
  std::from_chars(typed.data(), typed.data() + typed.size(), page);
  return std::clamp<std::size_t>(page, 1, kMostPages);
}

}  // namespace

Result<std::string> FrontPage(const Asked& asked) {
  const std::size_t page = PageNumberOf(asked);
  const StoryFilter filter = FilterOf(asked);
  Result<StoryChoice> choice =
      StoriesOf(asked, filter, (page - 1) * kStoriesOfPage, kStoriesOfPage);
  if (!choice) return Fail(choice.error());
  Instant last{};
  for (const StoredStory& story : choice->stories)
    last = std::max(last, story.captures.back().capture.seen_at);
  const KnownNames known = NamesIn(choice->stories);
  FrontTally tally;
  Html list;
  for (StoredStory& story : choice->stories) {
    const std::optional<Instant> since = LookedUntil(story, asked);
    if (since && LastChangeOf(story) <= *since) {
      ++tally.quiet;
      PutQuiet(story, asked, list);
      continue;
    }
    ++(since ? tally.with_news : tally.never_seen);
    const Result<ToldShelf::Told> told = asked.shelf.Of(asked.store, std::move(story));
    if (!told) return Fail(told.error());
    PutStory(**told, asked, list);
  }
  Html html;
  PutHeading(*choice, last, tally, asked, html);
  PutFilters(filter, known, asked, html);
  if (choice->stories.empty())
    html.Put("<p class=\"empty\">{}</p>", EmptyWords(filter, *choice, page, asked));
  else
    html.Put("<ol class=\"stories\">\n{}</ol>", list);
  if (choice->stopped && !choice->stories.empty())
    html.Put("<p class=\"ours\">Looked through the {} stories that changed last.</p>",
             kMostLookedThrough);
  if (page > 1 || choice->goes_on) {
    const std::string others = ParametersOf(filter) + AsOfOf(asked, '&');
    html.Put("<nav class=\"pages\" aria-label=\"Further stories\">");
    if (page > 1) html.Put("<a rel=\"prev\" href=\"/?page={}{}\">Newer</a> ", page - 1, others);
    if (choice->goes_on)
      html.Put("<a rel=\"next\" href=\"/?page={}{}\">Older</a>", page + 1, others);
    html.Put("</nav>");
  }
  return PageOf(asked, "", html);
}

}  // namespace checkback
