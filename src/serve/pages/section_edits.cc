// What outlets changed in pages that stood already: taken out, put in.

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

void PutEdits(const ShelvedStory& whole, const Asked& asked, Html& html) {
  const std::vector<StoryEdit>& edits = whole.edits();
  if (edits.empty()) return;
  html.Put(
      "<section id=\"edits\" aria-labelledby=\"edits-h\"><h2 id=\"edits-h\">Edits</h2><ul "
      "class=\"edits\">\n");
  for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) {
    const StoryCapture& c = whole.story.captures[edit->to];
    html.Put(
        "<li><p><a dir=\"auto\" href=\"/captures/{}{}\">{}</a> <span class=\"state "
        "{}\">{}</span> {}</p><ul>",
        c.capture.id, AsOfOf(asked), c.headline.empty() ? c.capture.url : c.headline,
        NameOf(edit->reason), WordsFor(edit->reason), PrintedBy(whole, edit->to, asked));
    const auto& changes = edit->diff.edits;
    for (std::size_t i = 0; i < std::min(changes.size(), kMostChanges); ++i)
      PutChange(changes[i], whole.articles[edit->from], whole.articles[edit->to], html);
    if (changes.size() > kMostChanges)
      html.Put("<li class=\"ours\">and {}</li>",
               CountOf(changes.size() - kMostChanges, "change more", "changes more"));
    if (changes.empty()) html.Put("<li class=\"ours\">its notes, or the order of sentences</li>");
    html.Put("</ul></li>\n");
  }
  html.Put("</ul></section>\n");
}

}  // namespace checkback
