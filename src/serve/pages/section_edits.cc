// What outlets changed in pages that stood already: taken out, put in.

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "answer/story_edits.h"
#include "serve/pages/edit_marks.h"
#include "serve/pages/story_sections.h"

namespace checkback {
namespace {

constexpr std::size_t kMostChanges = 12;  // of one edit; the API has all

std::string_view WordsFor(EditReason reason) {
  switch (reason) {
    case EditReason::kCorrection:
      return "corrected, with a note";
    case EditReason::kUpdate:
      return "updated";
    case EditReason::kSilent:
      return "changed without a word";
  }
  return "";
}

// `phrase` of `text` with `inner` marked as taken out or put in.
enum class Side { kWas, kNow };
Html Marked(std::string_view text, Span phrase, Span inner, Side side) {
  const std::string_view before = Words(text, {phrase.start, inner.start});
  const std::string_view after = Words(text, {inner.end, phrase.end});
  Html html;
  if (side == Side::kWas)
    html.Put("{}<del>{}</del>{}", before, Words(text, inner), after);
  else
    html.Put("{}<ins>{}</ins>{}", before, Words(text, inner), after);
  return html;
}

}  // namespace

void PutChange(const Edit& edit, const Article& was, const Article& now, Html& html) {
  const std::string_view old_text = TextOf(was, edit), new_text = TextOf(now, edit);
  html.Put("<li><span class=\"state\">{}</span> ", NameOf(edit.what));
  const auto around = [](std::string_view text, Span phrase, Span inner) {
    return std::pair(Words(text, {phrase.start, inner.start}),
                     Words(text, {inner.end, phrase.end}));
  };
  const auto context = around(new_text, edit.now_phrase, edit.now);
  // Between the same words: they need not stand twice.
  if (around(old_text, edit.was_phrase, edit.was) == context) {
    html.Put("<span dir=\"auto\">{}", context.first);
    if (!edit.was.empty()) html.Put("<del>{}</del> ", Words(old_text, edit.was));
    if (!edit.now.empty()) html.Put("<ins>{}</ins>", Words(new_text, edit.now));
    html.Put("{}</span></li>", context.second);
    return;
  }
  if (!edit.was.empty())
    html.Put("<span dir=\"auto\">{}</span> ",
             Marked(old_text, edit.was_phrase, edit.was, Side::kWas));
  if (!edit.now.empty())
    html.Put("<span dir=\"auto\">{}</span>",
             Marked(new_text, edit.now_phrase, edit.now, Side::kNow));
  html.Put("</li>");
}

namespace {

// On the page of a story; its page "edits" has them all.
constexpr std::size_t kEditsBrief = 12;  // the newest
constexpr std::size_t kChangesBrief = 3;

void PutChanges(const WholeStory& whole, const StoryEdit& edit, std::size_t most, Html& html) {
  const std::vector<Edit>& changes = edit.diff.edits;
  html.Put("<ul>");
  for (std::size_t i = 0; i < std::min(changes.size(), most); ++i)
    PutChange(changes[i], whole.articles[edit.from], whole.articles[edit.to], html);
  if (changes.size() > most)
    html.Put("<li class=\"ours\"><a href=\"/captures/{}/changes\">{}</a></li>",
             whole.story.captures[edit.to].capture.id,
             CountOf(changes.size() - most, "change more", "changes more"));
  if (changes.empty()) html.Put("<li class=\"ours\">its notes, or the order of sentences</li>");
  html.Put("</ul>");
}

void PutEdit(const WholeStory& whole, const StoryEdit& edit, const Asked& asked, Extent extent,
             Html& html) {
  const StoryCapture& c = whole.story.captures[edit.to];
  html.Put(
      "<li><p><a dir=\"auto\" href=\"/captures/{}/changes{}\">{}</a> <span class=\"state "
      "{}\">{}</span> {}</p>",
      c.capture.id, AsOfOf(asked), c.headline.empty() ? c.capture.url : c.headline,
      NameOf(edit.reason), WordsFor(edit.reason), PrintedBy(whole, edit.to, asked));
  // What an update puts in stands in the news; what was changed without a word stands nowhere else.
  const bool is_known = edit.reason == EditReason::kUpdate;
  const std::size_t most = extent == Extent::kWhole ? kMostChanges : kChangesBrief;
  if (extent == Extent::kBrief && is_known && edit.diff.edits.size() > 1)
    html.Put("<p class=\"ours\"><a href=\"/captures/{}/changes{}\">{}</a></p>", c.capture.id,
             AsOfOf(asked), CountOf(edit.diff.edits.size(), "change", "changes"));
  else
    PutChanges(whole, edit, most, html);
  html.Put("</li>\n");
}

}  // namespace

void PutEdits(const ShelvedStory& whole, const Asked& asked, Extent extent, Html& html) {
  const std::vector<StoryEdit>& edits = whole.edits();
  if (edits.empty()) return;
  html.Put(
      "<section id=\"edits\" aria-labelledby=\"edits-h\"><h2 id=\"edits-h\">Edits</h2><ul "
      "class=\"edits\">\n");
  const std::size_t shown =
      extent == Extent::kWhole ? edits.size() : std::min(edits.size(), kEditsBrief);
  for (std::size_t i = edits.size(); i-- > edits.size() - shown;)
    PutEdit(whole, edits[i], asked, extent, html);
  html.Put("</ul>");
  if (shown < edits.size())
    html.Put("<p class=\"ours\">{}</p>",
             PartLink(whole.story, "edits", asked, fmt::format("all {} edits", edits.size())));
  html.Put("</section>\n");
}

}  // namespace checkback
