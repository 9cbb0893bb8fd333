#include "cli/search_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/article_view.h"
#include "cli/display_width.h"
#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kColumns = 76;  // as in the view of an article
constexpr std::size_t kMargin = 2;
constexpr std::size_t kShownId = 8;  // of an id: enough to be told apart by people

// Around what matched until the lines are broken. Harmless() leaves none of them in a text, and
// each is as wide as the bracket that may take its place.
constexpr char kMarkStart = '\x02';
constexpr char kMarkEnd = '\x03';

// The harmless words of text[whole.start, whole.end) with `marks` between the two bytes.
std::string WithMarks(std::string_view text, Span whole, const std::vector<Span>& marks) {
  std::string out;
  std::size_t at = whole.start;
  const auto take = [&](std::size_t end) {
    out += Harmless(text.substr(at - whole.start, end - at));
    at = end;
  };
  for (const Span& mark : marks) {
    if (mark.start < at || mark.end > whole.end) continue;
    take(mark.start);
    out += kMarkStart;
    take(mark.end);
    out += kMarkEnd;
  }
  take(whole.end);
  return out;
}

class View {
 public:
  explicit View(const Terminal& terminal)
      : terminal_(terminal), columns_(std::min(kColumns, terminal.width - kMargin)) {}

  void Gap() { out_ += '\n'; }

  void Words(std::size_t indent, Style style, std::string_view words) {
    Lines(indent, style, Harmless(words));
  }

  // `words` are harmless but for the bytes around what matched, which may go on over a line's end.
  void Lines(std::size_t indent, Style style, std::string_view words) {
    bool marked = false;
    for (const std::string& line : Wrapped(words, columns_ - indent)) {
      out_ += std::string(kMargin + indent, ' ');
      Line(line, style, marked);
      out_ += '\n';
    }
  }

  // A line of ours that is copied as a whole, so it is never broken.
  void Whole(Style style, std::string_view words) {
    out_ += std::string(kMargin, ' ') + Styled(terminal_, style, words) + '\n';
  }

  std::string Take() { return std::move(out_); }

 private:
  void Line(std::string_view line, Style style, bool& marked) {
    while (!line.empty()) {
      const std::size_t end =
          std::min(line.find_first_of(std::string{kMarkStart, kMarkEnd}), line.size());
      out_ += Styled(terminal_, marked ? Style::kWarn : style, line.substr(0, end));
      line.remove_prefix(end);
      if (line.empty()) return;
      marked = line.front() == kMarkStart;
      if (!terminal_.colors) out_ += marked ? '[' : ']';
      line.remove_prefix(1);
    }
  }

  const Terminal& terminal_;
  std::size_t columns_;
  std::string out_;
};

std::string TimeOf(const SearchDocument& document) {
  if (document.published_at) return Clock(*document.published_at);
  return "seen " +
         Clock({.utc = document.seen_at, .offset = std::chrono::minutes(0), .has_time = true});
}

void ShowHit(const SearchHit& hit, View& view) {
  const SearchDocument& document = hit.document;
  const std::string& outlet = document.outlet.empty() ? document.domain : document.outlet;
  view.Words(0, Style::kAccent,
             fmt::format("{}{}{} · {}", outlet, outlet.empty() ? "" : " · ", TimeOf(document),
                         document.id.substr(0, kShownId)));
  view.Lines(0, Style::kBold,
             document.headline.empty()
                 ? "(no headline)"
                 : WithMarks(document.headline, {0, document.headline.size()}, hit.headline_marks));
  for (const Snippet& snippet : hit.snippets) {
    view.Lines(2, Style::kPlain,
               fmt::format("{}{}{}", snippet.goes_back ? "… " : "",
                           WithMarks(snippet.text, snippet.span, snippet.marks),
                           snippet.goes_on ? " …" : ""));
  }
  view.Gap();
}

}  // namespace

std::string SearchViewOf(const SearchPage& page, const Terminal& terminal) {
  View view(terminal);
  view.Gap();
  for (const SearchHit& hit : page.hits) ShowHit(hit, view);
  if (page.hits.empty()) view.Words(0, Style::kPlain, "nothing found");
  if (!page.next.empty()) view.Whole(Style::kDim, "more: --after " + page.next);
  return view.Take();
}

std::string FaultPicture(std::string_view query, const QueryFault& fault, std::size_t columns) {
  constexpr std::size_t kIndent = 4;
  const std::size_t room = std::max<std::size_t>(columns, 3 * kIndent) - kIndent;
  std::size_t start = 0, before = 0;  // before: columns left of the caret
  for (std::size_t at = 0; at < fault.at.start;) {
    const std::size_t bytes = CodePointAt(query, at).bytes;
    before += DisplayWidth(Harmless(query.substr(at, bytes)));
    at += bytes;
    if (before < room / 2) continue;  // the caret stands in the left half
    const std::size_t first = CodePointAt(query, start).bytes;
    before -= DisplayWidth(Harmless(query.substr(start, first)));
    start += first;
  }
  std::string line, carets;
  std::size_t used = 0;
  for (std::size_t at = start; at < query.size();) {
    const std::size_t bytes = CodePointAt(query, at).bytes;
    const std::string shown = Harmless(query.substr(at, bytes));
    const std::size_t width = DisplayWidth(shown);
    if (used + width > room) break;
    if (at >= fault.at.start && at < fault.at.end) carets += std::string(width, '^');
    line += shown;
    used += width;
    at += bytes;
  }
  if (carets.empty()) carets = "^";
  const std::string indent(kIndent, ' ');
  return fmt::format("{0}{1}\n{0}{2}{3}\n", indent, line, std::string(before, ' '), carets);
}

}  // namespace checkback
