#include "cli/diff_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "cli/article_view.h"
#include "cli/display_width.h"

namespace checkback {
namespace {

constexpr std::size_t kColumns = 76;  // as in the view of an article
constexpr std::size_t kMargin = 2;
constexpr std::size_t kLabel = 12;  // "  headline  "

// The phrase with the words that changed in brackets; without them where all of it changed.
std::string Marked(std::string_view text, Span phrase, Span changed) {
  if (changed.empty() || phrase == changed) return Harmless(Words(text, phrase));
  return fmt::format("{}[{}]{}", Harmless(Words(text, {phrase.start, changed.start})),
                     Harmless(Words(text, changed)),
                     Harmless(Words(text, {changed.end, phrase.end})));
}

class View {
 public:
  explicit View(const Terminal& terminal)
      : terminal_(terminal), columns_(std::min(kColumns, terminal.width - kMargin)) {}

  void Line(std::string_view line) {
    out_ += std::string(kMargin, ' ');
    out_ += line;
    out_ += '\n';
  }
  void Gap() { out_ += '\n'; }

  void Heading(std::string_view words) {
    for (const std::string& line : Wrapped(Harmless(words), columns_))
      Line(Styled(terminal_, Style::kBold, line));
  }

  void Seen(std::string_view label, const SeenArticle& seen) {
    const PageTime time = {
        .utc = seen.seen_at, .offset = std::chrono::minutes(0), .has_time = true};
    const std::string line =
        fmt::format("{}  {}  seen {}", label, Harmless(seen.name), Clock(time));
    for (const std::string& part : Wrapped(line, columns_))
      Line(Styled(terminal_, Style::kDim, part));
  }

  // `label` before the first line, `sign` before the words, both as blanks before the others.
  void Words(std::string_view label, std::string_view sign, Style style, std::string_view words) {
    std::string before = fmt::format("{:<{}}{} ", label, kLabel - kMargin, sign);
    const std::size_t indent = DisplayWidth(before);
    const std::size_t width = columns_ - std::min(indent, columns_ / 2);
    for (const std::string& line : Wrapped(words, width)) {
      Line(Styled(terminal_, Style::kAccent, before.substr(0, kLabel - kMargin)) +
           Styled(terminal_, style, before.substr(kLabel - kMargin) + line));
      before = std::string(indent, ' ');
    }
  }

  std::string Take() { return std::move(out_); }

 private:
  const Terminal& terminal_;
  std::size_t columns_;
  std::string out_;
};

std::string Summary(Change change, const Diff& diff) {
  if (change == Change::kNone) return "no change";
  if (change == Change::kCosmetic) return "only cosmetic changes: the words are the same";
  std::map<EditKind, std::size_t> counts;
  for (const Edit& edit : diff.edits) ++counts[edit.what];
  std::string kinds;
  for (const auto& [kind, count] : counts)
    kinds += fmt::format("{}{} {}", kinds.empty() ? "" : ", ", count, NameOf(kind));
  const std::size_t notices = diff.corrections.size() + diff.withdrawn.size();
  if (notices > 0) {
    kinds += fmt::format("{}{} correction notice{}", kinds.empty() ? "" : ", ", notices,
                         notices == 1 ? "" : "s");
  }
  const std::size_t all = diff.edits.size() + notices;
  return fmt::format("{} change{}: {}{}", all, all == 1 ? "" : "s", kinds,
                     diff.rough ? " (rough: the texts are very long)" : "");
}

void ShowEdit(const Edit& edit, const Article& was, const Article& now, View& view) {
  const std::string before = Marked(TextOf(was, edit), edit.was_phrase, edit.was);
  const std::string after = Marked(TextOf(now, edit), edit.now_phrase, edit.now);
  std::string_view label = NameOf(edit.what);
  if (!before.empty()) {
    view.Words(label, "-", Style::kBad, before);
    label = "";
  }
  if (!after.empty()) view.Words(label, "+", Style::kAccent, after);
}

}  // namespace

std::string DiffViewOf(const SeenArticle& was, const SeenArticle& now, Change change,
                       const Diff& diff, const Terminal& terminal) {
  View view(terminal);
  view.Gap();
  view.Heading(now.article.headline.empty() ? "(no headline)" : now.article.headline);
  view.Seen("was", was);
  view.Seen("now", now);
  view.Gap();
  for (const Edit& edit : diff.edits) {
    ShowEdit(edit, was.article, now.article, view);
    view.Gap();
  }
  for (const std::string& correction : diff.corrections) {
    view.Words("notice", "+", Style::kWarn, Harmless(correction));
    view.Gap();
  }
  for (const std::string& correction : diff.withdrawn) {
    view.Words("notice", "-", Style::kWarn, Harmless(correction));
    view.Gap();
  }
  view.Line(Styled(terminal, Style::kDim, Summary(change, diff)));
  return view.Take();
}

}  // namespace checkback
