// Who and what the story names, each once.

#include <fmt/format.h>

#include <algorithm>

#include "answer/most_named.h"
#include "serve/pages/story_sections.h"

namespace checkback {
namespace {

constexpr std::size_t kPeopleShown = 12;  // those that most captures name; the JSON has all
constexpr std::size_t kOthersShown = 16;

// Other articles that name it, of any story.
Html SearchLink(const StoryName& name, const Asked& asked) {
  return Html().Put("<a dir=\"auto\" href=\"/search?q={}{}\">{}</a>",
                    PercentEncoded(fmt::format("entity:\"{}\"", name.name)), AsOfOf(asked, '&'),
                    name.name);
}

void PutPerson(const WholeStory& whole, const StoryName& name, const Asked& asked, Html& html) {
  html.Put("<li><b>{}</b>", SearchLink(name, asked));
  for (const Passage& role : TellingRoles(whole, name))
    html.Put(" · {}", LinkedWords(whole, role, asked));
  html.Put(" <span class=\"ours\">{}</span></li>",
           CountOf(name.captures.size(), "capture", "captures"));
}

void PutOthers(const ToldStory& told, NameKind kind, std::string_view title, const Asked& asked,
               Html& html) {
  const std::vector<const StoryName*> names = MostNamed(told, kind);
  if (names.empty()) return;
  html.Put("<p class=\"named\"><span class=\"ours\">{}:</span> ", title);
  const std::size_t shown = std::min(names.size(), kOthersShown);
  for (std::size_t i = 0; i < shown; ++i)
    html.Put("{}{}", i > 0 ? Html().Put(", ") : Html(), SearchLink(*names[i], asked));
  if (shown < names.size())
    html.Put(" <span class=\"ours\">and {}</span>",
             CountOf(names.size() - shown, "other", "others"));
  html.Put("</p>\n");
}

}  // namespace

void PutNames(const WholeStory& whole, const Asked& asked, Html& html) {
  const ToldStory& told = whole.told;
  if (told.names.empty()) return;
  html.Put(
      "<section id=\"names\" aria-labelledby=\"names-h\"><h2 id=\"names-h\">Who and where</h2>\n");
  const std::vector<const StoryName*> people = MostNamed(told, NameKind::kPerson);
  if (!people.empty()) {
    html.Put("<ul class=\"people\">");
    const std::size_t shown = std::min(people.size(), kPeopleShown);
    for (std::size_t i = 0; i < shown; ++i) PutPerson(whole, *people[i], asked, html);
    if (shown < people.size())
      html.Put("<li class=\"ours\">and {}</li>", CountOf(people.size() - shown, "other", "others"));
    html.Put("</ul>\n");
  }
  PutOthers(told, NameKind::kOrganization, "Bodies", asked, html);
  PutOthers(told, NameKind::kPlace, "Places", asked, html);
  html.Put("</section>\n");
}

}  // namespace checkback
