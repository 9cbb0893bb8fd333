// One section of a story by itself, whole: what its page cuts.

#include <fmt/format.h>

#include "serve/pages/pages.h"
#include "serve/pages/story_sections.h"

namespace checkback {
namespace {

struct StoryPart {
  std::string_view name;
  std::string_view title;
  void (*put)(const ShelvedStory& whole, const Asked& asked, Html& html);
};

constexpr StoryPart kParts[] = {
    {"new", "What was new",
     [](const ShelvedStory& whole, const Asked& asked, Html& html) {
       PutAllNews(whole, asked, html);
     }},
    {"questions", "Questions",
     [](const ShelvedStory& whole, const Asked& asked, Html& html) {
       PutQuestions(whole, asked, Extent::kWhole, html);
     }},
    {"who", "Who says what",
     [](const ShelvedStory& whole, const Asked& asked, Html& html) {
       PutStatements(whole, asked, Extent::kWhole, html);
     }},
    {"figures", "Figures",
     [](const ShelvedStory& whole, const Asked& asked, Html& html) {
       PutFigures(whole, asked, Extent::kWhole, html);
     }},
    {"timeline", "Day by day",
     [](const ShelvedStory& whole, const Asked& asked, Html& html) {
       PutTimeline(whole, asked, Extent::kWhole, html);
     }},
    {"edits", "Edits",
     [](const ShelvedStory& whole, const Asked& asked, Html& html) {
       PutEdits(whole, asked, Extent::kWhole, html);
     }},
    {"origins", "Articles and origins",
     [](const ShelvedStory& whole, const Asked& asked, Html& html) {
       PutArticles(whole, asked, Extent::kWhole, html);
     }},
};

}  // namespace

Html PartLink(const StoredStory& story, std::string_view part, const Asked& asked,
              std::string_view words) {
  return Html().Put("<a class=\"part\" href=\"/stories/{}/{}{}\">{}</a>", story.id, part,
                    AsOfOf(asked), words);
}

Result<std::string> StoryPartPage(const Asked& asked, std::string_view id, std::string_view part) {
  for (const StoryPart& one : kParts) {
    if (one.name != part) continue;
    Result<StoredStory> story = asked.store.FindStory(id);
    if (!story) return Fail(story.error());
    const Result<ToldShelf::Told> told = asked.shelf.Of(asked.store, std::move(*story));
    if (!told) return Fail(told.error());
    const ShelvedStory& whole = **told;
    const std::string title = whole.story.title.empty() ? "(no headline)" : whole.story.title;
    Html html, section;
    html.Put(
        "<header class=\"head\"><h1 dir=\"auto\" lang=\"{}\"><a data-key=\"o\" "
        "href=\"/stories/{}{}\">{}</a></h1>"
        "</header>\n",
        whole.story.language, whole.story.id, AsOfOf(asked), title);
    one.put(whole, asked, section);
    if (section.empty())
      html.Put("<p class=\"empty\">{}: the {} of this story hold nothing of the kind.</p>",
               one.title, CountOf(whole.story.articles, "article", "articles"));
    html.Put("{}", section);
    return PageOf(asked, fmt::format("{}: {}", one.title, title), html);
  }
  return Fail(Errc::kNotFound, "There is no such page.");
}

}  // namespace checkback
