// What is new since the reader looked, then what was new before, newest first; who printed the same
// stands folded under it.

#include <map>
#include <span>
#include <vector>

#include "answer/moment.h"
#include "answer/story_edits.h"
#include "serve/pages/story_sections.h"
#include "story/told/since.h"

namespace checkback {
namespace {

constexpr std::size_t kSentencesShown = 3;  // of one update, the rest folded
constexpr std::size_t kMostUpdates = 60;    // shown without ?all=1

// Of each capture those that carry its text, by time.
std::map<std::size_t, std::vector<std::size_t>> CopiesBelow(const StoredStory& story) {
  std::map<std::size_t, std::vector<std::size_t>> below;
  for (const auto& group : story.copies) {
    std::size_t first = group.front();
    for (const std::size_t i : group) first = std::min(first, i);
    for (const std::size_t i : group)
      if (i != first && OriginalOf(story, i) == first) below[first].push_back(i);
  }
  return below;
}

void PutCopies(const WholeStory& whole, const std::vector<std::size_t>& copies, const Asked& asked,
               Html& html) {
  html.Put("<details class=\"copies\"><summary>+{} {} the same report</summary><ul>", copies.size(),
           copies.size() == 1 ? "carries" : "carry");
  for (const std::size_t i : copies) {
    const StoryCapture& c = whole.story.captures[i];
    html.Put("<li><a href=\"/captures/{}{}\" dir=\"auto\">{}</a> {}</li>", c.capture.id,
             AsOfOf(asked), c.headline.empty() ? c.capture.url : c.headline,
             PrintedBy(whole, i, asked));
  }
  html.Put("</ul></details>");
}

void PutUpdate(const WholeStory& whole, const StoryUpdate& update, const Asked& asked, Html& html) {
  const StoryCapture& c = whole.story.captures[update.capture];
  html.Put(
      "<li class=\"told\"><p class=\"when\">{}<a href=\"/captures/{}{}\">{}</a>{}</p>",
      WhenOf(c.capture.seen_at, asked), c.capture.id, AsOfOf(asked), c.outlet,
      c.version > 1 ? Html().Put(" <span class=\"state\">version {}</span>", c.version) : Html());
  for (const NotePassage& note : update.notes)
    html.Put("<p class=\"note\" dir=\"auto\"><span class=\"state\">note</span> {}</p>",
             Words(whole.articles[update.capture].blocks[note.block].text, note.span));
  const auto put = [&](std::size_t i) {
    html.Put("<p>{}</p>", LinkedWords(whole, {update.capture, update.sentences[i]}, asked));
  };
  const std::size_t count = update.sentences.size();
  // One sentence more is shown rather than folded.
  const std::size_t shown = count <= kSentencesShown + 1 ? count : kSentencesShown;
  for (std::size_t i = 0; i < shown; ++i) put(i);
  if (shown == count) return;
  html.Put("<details><summary>{} more that were new</summary>",
           CountOf(count - shown, "sentence", "sentences"));
  for (std::size_t i = shown; i < count; ++i) put(i);
  html.Put("</details>");
}

class NewsList {
 public:
  NewsList(const WholeStory& whole, const Asked& asked)
      : whole_(whole), asked_(asked), copies_(CopiesBelow(whole.story)) {}

  // Newest first; how many were left out beyond `most`.
  std::size_t Put(std::span<const StoryUpdate> updates, std::size_t most, Html& html) const {
    std::size_t shown = 0, left = 0;
    html.Put("<ol class=\"updates\">\n");
    for (std::size_t i = updates.size(); i-- > 0;) {
      const StoryUpdate& update = updates[i];
      if (update.sentences.empty() && update.notes.empty()) continue;
      if (shown == most) {
        ++left;
        continue;
      }
      ++shown;
      PutUpdate(whole_, update, asked_, html);
      const auto below = copies_.find(update.capture);
      if (below != copies_.end()) PutCopies(whole_, below->second, asked_, html);
      html.Put("</li>\n");
    }
    html.Put("</ol>");
    return left;
  }

 private:
  const WholeStory& whole_;
  const Asked& asked_;
  const std::map<std::size_t, std::vector<std::size_t>> copies_;
};

// Says that everything on the page was seen. The script sends it once it was in view.
void PutSeenForm(const WholeStory& whole, const Asked& asked, Html& html) {
  if (!asked.visitor.unkept.empty() || asked.as_of) return;
  Html inside;
  inside.Put(
      "<input type=\"hidden\" name=\"story\" value=\"{}\"><input type=\"hidden\" name=\"until\" "
      "value=\"{}\"><button>Mark as seen</button>",
      whole.story.id, ToRfc3339(whole.story.captures.back().capture.seen_at));
  html.Put("{}", ActionForm(asked, "mark", "seen", inside));
}

void PutNothingNew(const WholeStory& whole, Instant since, const Asked& asked, Html& html) {
  html.Put("<p class=\"quiet\">Nothing new since you looked, {}.", WhenOf(since, asked));
  const auto mark = asked.visitor.notes->marks.find(whole.story.id);
  if (mark != asked.visitor.notes->marks.end() && mark->second.before &&
      *mark->second.before < since)
    html.Put(" <a href=\"/stories/{}?since={}\">What was new then</a>", whole.story.id,
             PercentEncoded(ToRfc3339(*mark->second.before)));
  html.Put("</p>");
}

// Questions and figures that changed; the sentences stand above.
void PutWhatChanged(const WholeStory& whole, const ToldSince& news, const Asked& asked,
                    Html& html) {
  if (!news.told.questions.empty()) {
    html.Put("<ul class=\"questions\">");
    for (const StoryQuestion& question : news.told.questions)
      PutQuestion(whole, question, asked, html, QuestionPlace::kElsewhere);
    html.Put("</ul>");
  }
  for (const FigureSeries& series : news.told.figures)
    if (SaysWhatItCounts(series) && HasMoved(series))
      html.Put("<p class=\"moved\"><span dir=\"auto\">{}</span> <b class=\"number\">{}</b></p>",
               series.what, MovesOf(series));
}

void PutEarlier(const NewsList& list, std::span<const StoryUpdate> updates, std::size_t count,
                const Asked& asked, Html& html) {
  const bool all = asked.target.Parameter("all") == "1";
  const std::size_t left = list.Put(updates, all ? count : kMostUpdates, html);
  if (left > 0)
    html.Put("<p class=\"ours\"><a href=\"?all=1{}#new\">{} earlier</a></p>", AsOfOf(asked, '&'),
             CountOf(left, "update", "updates"));
}

}  // namespace

std::optional<Instant> LookedUntil(const StoredStory& story, const Asked& asked) {
  if (const std::string_view typed = asked.target.Parameter("since"); !typed.empty()) {
    const Result<Instant> since = MomentIn(typed, "since", OfDay::kBeginning);
    if (since) return *since;
  }
  if (asked.as_of) return std::nullopt;
  return asked.visitor.notes->SeenOf(story.id);
}

std::string NewsWords(const SinceCounts& counts) {
  struct Part {
    std::size_t count;
    std::string_view one, many;
  };
  const Part parts[] = {{counts.sentences, "new fact", "new facts"},
                        {counts.answered, "answered", "answered"},
                        {counts.opened, "new question", "new questions"},
                        {counts.figures, "figure moved", "figures moved"},
                        {counts.versions, "new version", "new versions"},
                        {counts.copies, "copy", "copies"}};
  std::string words;
  for (const Part& part : parts)
    if (part.count > 0)
      words += (words.empty() ? "" : " · ") + CountOf(part.count, part.one, part.many);
  return words;
}

void PutNews(const WholeStory& whole, const Asked& asked, Html& html) {
  const NewsList list(whole, asked);
  const std::vector<StoryUpdate>& updates = whole.told.updates;
  const std::optional<Instant> since = LookedUntil(whole.story, asked);
  if (!since) {
    html.Put(
        "<section id=\"new\" aria-labelledby=\"new-h\"><h2 id=\"new-h\">What was new, newest "
        "first</h2>\n");
    PutSeenForm(whole, asked, html);
    PutEarlier(list, updates, updates.size(), asked, html);
    html.Put("</section>\n");
    return;
  }
  const ToldSince news = KeepSince(TellingsOf(whole), whole.told, *since);
  const std::string words = NewsWords(news.counts);
  html.Put("<section id=\"new\" aria-labelledby=\"new-h\">");
  if (words.empty()) {
    html.Put("<h2 id=\"new-h\" class=\"only-heard\">Since you looked</h2>");
    PutNothingNew(whole, *since, asked, html);
  } else {
    html.Put("<h2 id=\"new-h\">Since you looked, {}</h2><p class=\"news\">{}</p>",
             WhenOf(*since, asked), words);
    list.Put(news.told.updates, news.told.updates.size(), html);
    PutWhatChanged(whole, news, asked, html);
    PutSeenForm(whole, asked, html);
  }
  const std::size_t earlier = updates.size() - news.told.updates.size();
  if (earlier > 0) {
    html.Put("<details class=\"earlier\"><summary>What was new before, newest first</summary>");
    PutEarlier(list, std::span(updates).first(earlier), earlier, asked, html);
    html.Put("</details>");
  }
  html.Put("</section>\n");
}

}  // namespace checkback
