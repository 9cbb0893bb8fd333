// What is new since the reader looked, then what was new before, newest first; who printed the same
// stands folded under it.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "answer/moment.h"
#include "answer/story_edits.h"
#include "follow/sources/source_book.h"
#include "page/url.h"
#include "serve/pages/story_sections.h"
#include "story/told/since.h"

namespace checkback {
namespace {

constexpr std::size_t kSentencesShown = 3;  // of one update, the rest folded
constexpr std::size_t kUpdatesBrief = 15;   // on the page of a story, the newest; "new" has all

// Of each capture those that carry its text, by time.
std::map<std::size_t, std::vector<std::size_t>> CopiesBelow(const StoredStory& story) {
  std::map<std::size_t, std::vector<std::size_t>> below;
  const auto originals = OriginalsOf(story);
  for (const auto& group : story.copies) {
    std::size_t first = group.front();
    for (const std::size_t i : group) first = std::min(first, i);
    for (const std::size_t i : group)
      if (i != first && originals[i] == first) below[first].push_back(i);
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
  html.Put("<li class=\"told\"><p class=\"when\">{}<a href=\"/captures/{}{}\">{}</a>",
           WhenOf(c.capture.seen_at, asked), c.capture.id, AsOfOf(asked), c.outlet);
  if (c.version > 1)
    html.Put("<a class=\"about\" href=\"/captures/{}/changes{}\">version {}</a>", c.capture.id,
             AsOfOf(asked), c.version);
  html.Put("<a class=\"about\" href=\"/captures/{}/why{}\">why</a></p>", c.capture.id,
           AsOfOf(asked));
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

// "2 of its sources have not answered since ...": that nothing came of them says nothing.
void PutUnanswered(const WholeStory& whole, const Asked& asked, Html& html) {
  if (asked.as_of || asked.folder.empty()) return;
  const auto book =
      SourceBook::OpenToRead(fmt::format("{}/{}", asked.folder, SourceBook::kFileName));
  if (!book || !*book) return;
  const auto sources = (*book)->All();
  if (!sources) return;
  std::set<std::string> domains;
  for (const StoryCapture& c : whole.story.captures) domains.insert(OutletDomain(c.capture.url));
  std::size_t count = 0;
  std::optional<Instant> since;
  for (const FollowedSource& source : *sources) {
    if (!source.failing_since || !domains.contains(OutletDomain(source.url_in_use))) continue;
    ++count;
    since = since ? std::min(*since, *source.failing_since) : *source.failing_since;
  }
  if (count > 0)
    html.Put(" {} of its sources {} not answered since {}.", count, count == 1 ? "has" : "have",
             WhenOf(*since, asked));
}

void PutNothingNew(const WholeStory& whole, Instant since, const Asked& asked, Html& html) {
  // Silence is no news only where somebody listened.
  const Instant last = whole.story.captures.back().capture.seen_at;
  html.Put(
      "<p class=\"quiet\">Nothing new since you looked, {}: the last page of this story came in ",
      WhenOf(since, asked));
  if (last <= since)
    html.Put("before that");
  else
    html.Put("{}", WhenOf(last, asked));
  html.Put(".");
  PutUnanswered(whole, asked, html);
  html.Put(" <a href=\"/sources\">When its outlets were looked at</a>.");
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

void PutEarlier(const WholeStory& whole, const NewsList& list, std::span<const StoryUpdate> updates,
                const Asked& asked, Html& html) {
  if (const std::size_t left = list.Put(updates, kUpdatesBrief, html); left > 0)
    html.Put(
        "<p class=\"ours\">{}</p>",
        PartLink(whole.story, "new", asked, CountOf(left, "earlier update", "earlier updates")));
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
    PutEarlier(whole, list, updates, asked, html);
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
    PutEarlier(whole, list, std::span(updates).first(earlier), asked, html);
    html.Put("</details>");
  }
  html.Put("</section>\n");
}

void PutAllNews(const WholeStory& whole, const Asked& asked, Html& html) {
  html.Put(
      "<section id=\"new\" aria-labelledby=\"new-h\"><h2 id=\"new-h\">What was new, newest "
      "first</h2>\n");
  NewsList(whole, asked).Put(whole.told.updates, whole.told.updates.size(), html);
  html.Put("</section>\n");
}

}  // namespace checkback
