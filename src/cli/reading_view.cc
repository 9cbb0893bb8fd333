#include "cli/reading_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "cli/display_width.h"
#include "cli/sheet.h"
#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kLabel = 18;  // columns of what stands left of the words

class ReadingView {
 public:
  ReadingView(const Article& article, const Reading& reading, const Terminal& terminal)
      : article_(article), reading_(reading), sheet_(terminal) {}

  std::string Whole() {
    if (reading_.parser.empty()) {
      if (!article_.text.empty()) NotRead();
      return sheet_.Take();
    }
    Questions();
    Quotes();
    Statements();
    Figures();
    Events();
    Names(NameKind::kPerson, "People");
    Names(NameKind::kOrganization, "Bodies");
    Names(NameKind::kPlace, "Places");
    Times();
    return sheet_.Take();
  }

 private:
  std::string_view At(const Span& span) const { return Words(article_.text, span); }

  void Title(std::string_view title) {
    sheet_.Gap();
    sheet_.Line(0, Style::kBold, title);
  }

  // A label that is too long for its column gets a line of its own.
  void Row(std::string_view label, std::string_view words, Style style = Style::kPlain) {
    constexpr std::size_t kIndent = 2;
    const std::string before = std::string(kIndent, ' ') + std::string(label);
    if (DisplayWidth(before) < kIndent + kLabel)
      return sheet_.Line(kIndent + kLabel, style, words, before);
    sheet_.Line(kIndent, Style::kAccent, label);
    sheet_.Line(kIndent + kLabel, style, words);
  }

  void NotRead() {
    sheet_.Gap();
    sheet_.Line(0, Style::kDim,
                article_.language.empty()
                    ? "The language is not known: quotes and statements were not read."
                    : fmt::format("Texts in '{}' are not read yet for quotes and statements; "
                                  "names by their shape and times are in --json.",
                                  article_.language));
  }

  void Questions() {
    if (reading_.questions.empty() && reading_.headline_questions.empty()) return;
    Title("Not known");
    for (const HeadlineQuestion& question : reading_.headline_questions)
      Row(NameOf(question.kind), question.text, Style::kWarn);
    for (const OpenQuestion& question : reading_.questions)
      Row(NameOf(question.kind), At(question.span), Style::kWarn);
  }

  // The words of one speaker stand together, in the order of their first quote.
  void Quotes() {
    if (reading_.quotes.empty()) return;
    Title("Who said what");
    std::vector<std::pair<std::string_view, std::vector<const Quote*>>> by_speaker;
    for (const Quote& quote : reading_.quotes) {
      const auto same = std::find_if(by_speaker.begin(), by_speaker.end(),
                                     [&](const auto& said) { return said.first == quote.speaker; });
      if (same == by_speaker.end())
        by_speaker.emplace_back(quote.speaker, std::vector{&quote});
      else
        same->second.push_back(&quote);
    }
    for (const auto& said : by_speaker) {
      std::string_view label = said.first.empty() ? "(nobody named)" : said.first;
      for (const Quote* quote : said.second) {
        const std::string_view words = At(quote->words);
        Row(label,
            quote->kind == QuoteKind::kDirect ? fmt::format("“{}”", words) : std::string(words));
        label = {};
      }
    }
  }

  // Whether another one that is shown says the same with more words around it, or its words are too
  // few to be understood alone ("what is not"). Such stand near by, in the same sentence.
  bool StandsBelowAnother(std::size_t place) const {
    constexpr std::size_t kFewWords = 4;
    constexpr std::size_t kNear = 50;
    const std::vector<NewsStatement>& all = reading_.statements;
    const NewsStatement& statement = all[place];
    if (statement.words.end - statement.words.first < kFewWords) return true;
    const std::size_t end = std::min(all.size(), place + kNear);
    for (std::size_t i = place - std::min(place, kNear); i < end; ++i) {
      const bool within = all[i].span.start <= statement.span.start &&
                          statement.span.end <= all[i].span.end && all[i].span != statement.span;
      if (within && !all[i].telling && all[i].status == statement.status &&
          all[i].source == statement.source) {
        return true;
      }
    }
    return false;
  }

  // What is merely reported is the article itself; here stands what is more, or less.
  void Statements() {
    constexpr Status kTold[] = {Status::kConfirmed,   Status::kDenied,  Status::kUnclear,
                                Status::kConditional, Status::kPlanned, Status::kProposed};
    bool any = false;
    for (const Status status : kTold) {
      for (std::size_t i = 0; i < reading_.statements.size(); ++i) {
        const NewsStatement& statement = reading_.statements[i];
        if (statement.status != status || statement.telling || StandsBelowAnother(i)) continue;
        if (!any) Title("How sure it is");
        any = true;
        Row(NameOf(status), statement.source.empty()
                                ? std::string(At(statement.span))
                                : fmt::format("{} ({})", At(statement.span), statement.source));
      }
    }
  }

  void Figures() {
    if (reading_.figures.empty()) return;
    Title("Figures");
    for (const Figure& figure : reading_.figures) {
      std::string words(At(figure.span));
      if (!figure.what.empty()) words += fmt::format(" · {}", figure.what);
      if (!figure.source.empty()) words += fmt::format(" ({})", figure.source);
      Row(ValueOf(figure), words);
    }
  }

  void Events() {
    if (reading_.events.empty()) return;
    Title("Events");
    for (const Event& event : reading_.events) {
      std::string words(At(event.span));
      std::string who = event.source;
      if (!event.target.empty()) who += fmt::format(" → {}", event.target);
      if (!who.empty()) words += fmt::format(" · {}", who);
      if (!event.date.empty()) words += fmt::format(" · {}", event.date);
      Row(AsciiLower(event.type), words);
    }
  }

  static std::string ValueOf(const Figure& figure) {
    std::string value = fmt::format("{}", figure.value);
    if (figure.high) value += fmt::format("–{}", *figure.high);
    if (figure.bound == FigureBound::kExact || figure.bound == FigureBound::kRange) return value;
    return fmt::format("{} {}", NameOf(figure.bound), value);
  }

  void Names(NameKind kind, std::string_view title) {
    std::vector<std::size_t> mentions(reading_.names.entities.size());
    for (const Mention& mention : reading_.names.mentions) ++mentions[mention.entity];
    bool any = false;
    for (std::size_t i = 0; i < mentions.size(); ++i) {
      const Entity& entity = reading_.names.entities[i];
      if (entity.kind != kind) continue;
      if (!any) Title(title);
      any = true;
      std::string more;
      for (const std::string& role : entity.roles) more += (more.empty() ? "" : ", ") + role;
      if (!entity.stands_for.empty())
        more += fmt::format("{}stands for {}", more.empty() ? "" : ", ", entity.stands_for);
      if (!entity.country.empty())
        more += fmt::format("{}{}", more.empty() ? "" : ", ", entity.country);
      if (mentions[i] > 1) more += fmt::format("{}×{}", more.empty() ? "" : "  ", mentions[i]);
      sheet_.Line(4, Style::kPlain,
                  more.empty() ? entity.name : fmt::format("{} · {}", entity.name, more), "  ");
    }
  }

  void Times() {
    if (reading_.times.empty()) return;
    Title("Times");
    std::vector<std::pair<std::string_view, std::string>> rows;  // by value
    for (const TimeExpression& time : reading_.times) {
      const auto same = std::find_if(rows.begin(), rows.end(),
                                     [&](const auto& row) { return row.first == time.value; });
      if (same == rows.end())
        rows.emplace_back(time.value, At(time.span));
      else if (same->second.find(At(time.span)) == std::string::npos)
        same->second += fmt::format(", {}", At(time.span));
    }
    for (const auto& row : rows) Row(row.first, row.second);
  }

  const Article& article_;
  const Reading& reading_;
  Sheet sheet_;
};

}  // namespace

std::string ReadingViewOf(const Article& article, const Reading& reading,
                          const Terminal& terminal) {
  return ReadingView(article, reading, terminal).Whole();
}

}  // namespace checkback
