#include "serve/pages/marked_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

namespace checkback {
namespace {

enum MarkKind : std::size_t { kQuoteMark, kTimeMark, kQuestionMark, kFigureMark, kMarkKinds };
constexpr std::array<std::string_view, kMarkKinds> kClasses = {"q", "t", "o", "f"};

// Where a mark or a sentence begins or ends.
struct TextEdge {
  std::size_t at = 0;
  std::array<int, kMarkKinds> opens{};  // less what closes
  bool sentence_ends = false;
  bool sentence_begins = false;
  std::string title;  // of a mark that begins here
};

class TextMarker {
 public:
  TextMarker(const Article& article, const Reading& reading) : text_(article.text) {
    for (const Quote& quote : reading.quotes)
      Add(quote.words, kQuoteMark,
          quote.speaker.empty() ? "nobody is named" : "said by " + quote.speaker);
    for (const TimeExpression& time : reading.times) Add(time.span, kTimeMark, time.value);
    for (const OpenQuestion& question : reading.questions)
      Add(question.span, kQuestionMark, fmt::format("open: {}", NameOf(question.kind)));
    for (const Figure& figure : reading.figures) Add(figure.span, kFigureMark, figure.what);
    for (const Sentence& sentence : reading.sentences) {
      edges_[sentence.span.start].sentence_begins = true;
      edges_[sentence.span.end].sentence_ends = true;
    }
  }

  // The words of `span`, which must come behind those of the call before.
  void Put(Span span, Html& html) {
    std::size_t at = span.start;
    Pass(span.start, false, html);
    for (; next_ != edges_.end() && next_->first < span.end; ++next_) {
      PutWords({at, next_->first}, html);
      at = next_->first;
      Take(*next_, true, html);
    }
    PutWords({at, span.end}, html);
    if (next_ != edges_.end() && next_->first == span.end && next_->second.sentence_ends &&
        in_sentence_) {
      html.Put("</span>");
      in_sentence_ = false;
    }
    if (in_sentence_) html.Put("</span>");  // a sentence does not reach over its block
    in_sentence_ = false;
  }

  void Begin() { next_ = edges_.begin(); }

 private:
  void Add(Span span, MarkKind kind, std::string title) {
    if (span.empty() || span.end > text_.size()) return;
    ++edges_[span.start].opens[kind];
    --edges_[span.end].opens[kind];
    edges_[span.start].title = std::move(title);
  }

  // Over edges before `start`, which lie in no block.
  void Pass(std::size_t start, bool shown, Html& html) {
    for (; next_ != edges_.end() && next_->first < start; ++next_) Take(*next_, shown, html);
  }

  void Take(const std::pair<const std::size_t, TextEdge>& edge, bool shown, Html& html) {
    if (edge.second.sentence_ends && in_sentence_) {
      html.Put("</span>");
      in_sentence_ = false;
    }
    if (edge.second.sentence_begins && shown) {
      html.Put("<span class=\"s\" id=\"s{}\">", edge.first);
      in_sentence_ = true;
    }
    for (std::size_t kind = 0; kind < kMarkKinds; ++kind) open_[kind] += edge.second.opens[kind];
    title_ = edge.second.title;
  }

  void PutWords(Span span, Html& html) {
    if (span.start >= span.end) return;
    std::string classes;
    for (std::size_t kind = 0; kind < kMarkKinds; ++kind)
      if (open_[kind] > 0) (classes += ' ') += kClasses[kind];
    const std::string_view words = Words(text_, span);
    if (classes.empty())
      html.Put("{}", words);
    else if (title_.empty())
      html.Put("<span class=\"m{}\">{}</span>", classes, words);
    else
      html.Put("<span class=\"m{}\" title=\"{}\">{}</span>", classes, title_, words);
  }

  std::string_view text_;
  std::map<std::size_t, TextEdge> edges_;
  std::map<std::size_t, TextEdge>::const_iterator next_;
  std::array<int, kMarkKinds> open_{};
  std::string title_;
  bool in_sentence_ = false;
};

void PutBlock(const Block& block, const Html& words, Html& html) {
  switch (block.kind) {
    case BlockKind::kHeading:
      html.Put("<h2 dir=\"auto\">{}</h2>\n", words);
      return;
    case BlockKind::kList:
      html.Put("<p class=\"item\" dir=\"auto\">{}</p>\n", words);
      return;
    case BlockKind::kQuote:
      html.Put("<blockquote dir=\"auto\"><p>{}</p></blockquote>\n", words);
      return;
    case BlockKind::kParagraph:
      html.Put("<p dir=\"auto\">{}</p>\n", words);
      return;
    case BlockKind::kPost:
      html.Put("<p class=\"post\" dir=\"auto\">{}{}</p>\n",
               block.time ? Html().Put("<time>{}</time> ", ToRfc3339(*block.time)) : Html(), words);
      return;
    case BlockKind::kCaption:
    case BlockKind::kCredit:
    case BlockKind::kNotice:
    case BlockKind::kCorrection:
      html.Put("<p class=\"aside {}\" dir=\"auto\"><span class=\"state\">{}</span> {}</p>\n",
               NameOf(block.kind), NameOf(block.kind), words);
      return;
  }
}

}  // namespace

Html MarkedText(const Article& article, const Reading& reading) {
  TextMarker marker(article, reading);
  marker.Begin();
  Html html;
  std::size_t at = 0;
  for (const Block& block : article.blocks) {
    Html words;
    if (block.span && block.span->start >= at && block.span->end <= article.text.size()) {
      marker.Put(*block.span, words);
      at = block.span->end;
    } else {
      words.Put("{}", block.text);
    }
    PutBlock(block, words, html);
  }
  if (at == 0 && !article.text.empty()) {
    Html words;
    marker.Put({0, article.text.size()}, words);
    html.Put("<p dir=\"auto\">{}</p>\n", words);
  }
  return html;
}

}  // namespace checkback
