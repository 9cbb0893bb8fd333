#include "cli/copies_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "cli/article_view.h"
#include "cli/display_width.h"
#include "page/url.h"
#include "text/json_writer.h"

namespace checkback {
namespace {

constexpr std::size_t kColumns = 76;
constexpr std::size_t kMargin = 2;
constexpr std::size_t kOutletColumns = 25;
constexpr std::size_t kShownId = 8;

PageTime TimeOf(Instant seen_at) {
  return {.utc = seen_at, .offset = std::chrono::minutes(0), .has_time = true};
}

std::string OutletOf(const ShownCopies& shown) {
  return shown.article.outlet.empty() ? OutletDomain(shown.capture.url) : shown.article.outlet;
}

std::string Padded(std::string_view words, std::size_t columns) {
  const std::size_t width = DisplayWidth(words);
  return std::string(words) + std::string(columns > width ? columns - width : 0, ' ');
}

std::string Counted(std::size_t count, std::string_view one) {
  return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

class View {
 public:
  View(const ShownCopies& shown, const Terminal& terminal)
      : shown_(shown), terminal_(terminal), columns_(std::min(kColumns, terminal.width - kMargin)) {
    for (const CopyFound& copy : shown.found.copies)
      copies_[static_cast<ArticleId>(copy.capture.key)] = &copy;
  }

  std::string Take() {
    const CopiesFound& found = shown_.found;
    out_ += '\n';
    Line(0, Style::kBold,
         shown_.article.headline.empty() ? "(no headline)" : shown_.article.headline);
    Line(0, Style::kDim,
         fmt::format("{}, seen {}  {}", OutletOf(shown_), Clock(TimeOf(shown_.capture.seen_at)),
                     shown_.capture.id.substr(0, kShownId)));
    out_ += '\n';
    if (found.copies.empty()) {
      Line(0, Style::kPlain, "No other page in the store carries half of its text, or more.");
      return std::move(out_);
    }
    Line(0, Style::kAccent,
         fmt::format("{}, {}: {}", Counted(found.copies.size() + 1, "article"),
                     Counted(found.origins.outlets, "outlet"),
                     Counted(found.origins.origins.size(), "origin")));
    for (const Origin& origin : found.origins.origins) {
      out_ += '\n';
      Line(0, Style::kBold,
           fmt::format("{}{}", origin.name,
                       origin.credited ? " (credited)" : " (the first to print it)"));
      for (const ArticleId id : origin.articles) ShowArticle(id);
    }
    if (!found.origins.compiled.empty()) {
      out_ += '\n';
      Line(0, Style::kBold, "Put together from several");
      for (const ArticleId id : found.origins.compiled) ShowArticle(id);
    }
    return std::move(out_);
  }

 private:
  void Line(std::size_t indent, Style style, std::string_view words) {
    for (const std::string& part : Wrapped(Harmless(words), columns_ - indent))
      out_ += std::string(kMargin + indent, ' ') + Styled(terminal_, style, part) + '\n';
  }

  void ShowArticle(ArticleId id) {
    const auto copy = copies_.find(id);
    if (copy == copies_.end()) {
      out_ += fmt::format("{}{:<18}{}\n", std::string(kMargin + 2, ' '), "this one",
                          Harmless(OutletOf(shown_)));
      return;
    }
    const CopyFound& found = *copy->second;
    out_ += fmt::format("{}{:<10} {:3.0f} %  {}  {}\n", std::string(kMargin + 2, ' '),
                        NameOf(found.kind), found.of_this * 100,
                        Padded(Harmless(found.outlet), kOutletColumns),
                        Styled(terminal_, Style::kDim, found.capture.id.substr(0, kShownId)));
    Line(20, Style::kDim, Clock(TimeOf(found.capture.seen_at)));
    if (found.headline != shown_.article.headline) Line(20, Style::kItalic, found.headline);
  }

  const ShownCopies& shown_;
  const Terminal& terminal_;
  std::size_t columns_;
  std::map<ArticleId, const CopyFound*> copies_;
  std::string out_;
};

}  // namespace

std::string CopiesViewOf(const ShownCopies& shown, const Terminal& terminal) {
  return View(shown, terminal).Take();
}

}  // namespace checkback
