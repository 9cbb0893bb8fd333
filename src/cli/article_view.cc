#include "cli/article_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "cli/display_width.h"
#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kBodyColumns = 76;  // longer lines are hard to follow with the eye
constexpr std::size_t kMargin = 2;

constexpr std::array<std::string_view, 7> kWeekdays = {"Sun", "Mon", "Tue", "Wed",
                                                       "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string Day(std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  return fmt::format("{} {} {} {}", kWeekdays[std::chrono::weekday(day).c_encoding()],
                     static_cast<unsigned>(date.day()),
                     kMonths[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()));
}

std::string TimeOfDay(const PageTime& time) {
  const auto local = time.utc + time.offset.value_or(std::chrono::minutes(0));
  const std::chrono::hh_mm_ss clock(local - std::chrono::floor<std::chrono::days>(local));
  return fmt::format("{:02}:{:02}", clock.hours().count(), clock.minutes().count());
}

std::string Zone(const PageTime& time) {
  if (!time.offset) return "(no zone given)";
  const auto minutes = time.offset->count();
  if (minutes == 0) return "UTC";
  return fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', std::abs(minutes) / 60,
                     std::abs(minutes) % 60);
}

std::string Counted(std::int64_t n, std::string_view one) {
  return fmt::format("{} {}{}", n, one, n == 1 ? "" : "s");
}

std::string NameAndName(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " and " : ", ";
    out += Harmless(names[i]);
  }
  return out;
}

bool OpensWithBy(std::string_view byline) {
  const std::string lower = AsciiLower(byline.substr(0, 4));
  return lower.starts_with("by ") || lower.starts_with("von ") || lower.starts_with("par ");
}

class View {
 public:
  View(const Page& page, const Article& article, const Terminal& terminal,
       const ViewOptions& options)
      : page_(page),
        article_(article),
        terminal_(terminal),
        options_(options),
        columns_(std::min(kBodyColumns, terminal.width - kMargin)) {}

  std::string Whole() {
    Head();
    for (const Block& block : article_.blocks) ShowBlock(block);
    if (article_.text.empty()) Empty();
    Footer();
    if (options_.why) Why();
    return std::move(out_);
  }

 private:
  void Line(std::string_view line = {}) {
    if (!line.empty()) (out_ += std::string(kMargin, ' ')) += line;
    out_ += '\n';
  }

  // One blank line between things, never two.
  void Gap() {
    if (!out_.empty() && !out_.ends_with("\n\n")) out_ += '\n';
  }

  void Paragraph(std::string_view words, Style style = Style::kPlain) {
    for (const std::string& line : Wrapped(Harmless(words), columns_))
      Line(Styled(terminal_, style, line));
  }

  // `first` before the first line and as many blanks before the others.
  void Hanging(std::string_view first, Style first_style, std::string_view words, Style style) {
    const std::size_t indent = DisplayWidth(first);
    std::string before = Styled(terminal_, first_style, first);
    for (const std::string& line : Wrapped(words, columns_ - std::min(indent, columns_ / 2))) {
      Line(before + Styled(terminal_, style, line));
      before = std::string(indent, ' ');
    }
  }

  void Rule() { Line(Styled(terminal_, Style::kDim, Repeated("─", columns_))); }

  static std::string Repeated(std::string_view what, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += what;
    return out;
  }

  void Head() {
    Gap();
    std::string kicker = Harmless(article_.outlet);
    if (!article_.section.empty())
      kicker += (kicker.empty() ? "" : " · ") + Harmless(article_.section);
    if (article_.kind == ArticleKind::kLive) kicker += kicker.empty() ? "live" : " · live";
    if (article_.developing) kicker += kicker.empty() ? "developing" : " · developing";
    Paragraph(kicker, Style::kAccent);
    Paragraph(article_.headline.empty() ? "(no headline)" : article_.headline, Style::kBold);
    if (!article_.description.empty()) {
      Gap();
      Paragraph(article_.description, Style::kItalic);
    }
    Gap();
    if (!article_.byline.empty()) {
      const std::string names = NameAndName(article_.byline);
      Paragraph(OpensWithBy(names) ? names : "By " + names);
    }
    Times();
    Gap();
    Rule();
    Gap();
  }

  void Times() {
    const bool both = article_.published_at && article_.modified_at &&
                      article_.published_at != article_.modified_at;
    if (article_.published_at) When("Published  ", *article_.published_at);
    if (both || (article_.modified_at && !article_.published_at))
      When("Updated    ", *article_.modified_at);
  }

  void When(std::string_view label, const PageTime& time) {
    std::string line = Clock(time);
    const std::string age = Age(time, page_.seen_at);
    if (!age.empty())
      line += fmt::format(" · {}{}", age, options_.seen_now ? " ago" : " before it was seen");
    Hanging(label, Style::kDim, line, Style::kDim);
  }

  // The blocks of the body that belong together stand closer: items of a list, the
  // paragraphs of one post, a caption and its credit.
  void ShowBlock(const Block& block) {
    // A caption as it was printed may end in its credit: that is shown once.
    const bool in_caption = block.kind == BlockKind::kCredit && before_ == BlockKind::kCaption &&
                            caption_.find(block.text) != std::string_view::npos;
    if (in_caption) return;
    if (block.kind == BlockKind::kCaption) caption_ = block.text;
    const bool close = before_ == block.kind &&
                       (block.kind == BlockKind::kList || block.kind == BlockKind::kQuote);
    if (!close && !(before_ == BlockKind::kCaption && block.kind == BlockKind::kCredit)) Gap();
    before_ = block.kind;
    const std::string words = Harmless(block.text) + Times(block);
    switch (block.kind) {
      case BlockKind::kParagraph:
        return Paragraph(words);
      case BlockKind::kHeading:
        return Paragraph(words, Style::kBold);
      case BlockKind::kList:
        return Hanging("  • ", Style::kAccent, words, Style::kPlain);
      case BlockKind::kQuote:
        return Quote(words);
      case BlockKind::kCaption:
        return Hanging("  picture  ", Style::kAccent, words, Style::kDim);
      case BlockKind::kCredit:
        return Hanging("  credit   ", Style::kAccent, words, Style::kDim);
      case BlockKind::kNotice:
        return Hanging("  NOTICE  ", Style::kWarn, words + At(block), Style::kPlain);
      case BlockKind::kCorrection:
        return Hanging("  CORRECTION  ", Style::kBad, words + At(block), Style::kPlain);
      case BlockKind::kPost:
        return Post(block, words);
    }
  }

  // "  x4" after what the page holds more than once.
  static std::string Times(const Block& block) {
    return block.repeats > 1 ? fmt::format("  ×{}", block.repeats) : "";
  }

  static std::string At(const Block& block) {
    return block.time ? fmt::format("  [{}]", Clock(*block.time)) : "";
  }

  void Quote(std::string_view words) {
    for (const std::string& line : Wrapped(words, columns_ - 4)) {
      Line(Styled(terminal_, Style::kAccent, "  │ ") + Styled(terminal_, Style::kItalic, line));
    }
  }

  // The time stands in the margin, once for all paragraphs of a post; the day where it changes.
  void Post(const Block& block, std::string_view words) {
    std::string time;
    if (block.time && block.time != post_time_) {
      if (!post_time_ || post_time_->LocalDay() != block.time->LocalDay()) {
        Line(Styled(terminal_, Style::kAccent, Day(block.time->LocalDay())));
        Gap();
      }
      time = block.time->has_time ? TimeOfDay(*block.time) : "";
      post_time_ = block.time;
    }
    Hanging(fmt::format("{:<5}  ", time), Style::kAccent, words, Style::kPlain);
  }

  void Empty() {
    Gap();
    const std::string why = article_.empty_because.empty() ? "the page shows no text of an article"
                                                           : article_.empty_because;
    Hanging("  NO TEXT  ", Style::kBad, Harmless(why), Style::kPlain);
  }

  std::int64_t Count(BlockKind kind) const {
    return std::count_if(article_.blocks.begin(), article_.blocks.end(),
                         [&](const Block& b) { return b.kind == kind; });
  }

  void Footer() {
    Gap();
    Rule();
    std::vector<std::string> counts = {
        Counted(static_cast<std::int64_t>(CountWords(article_.text)), "word")};
    const auto add = [&](BlockKind kind, std::string_view name) {
      if (const std::int64_t n = Count(kind); n > 0) counts.push_back(Counted(n, name));
    };
    add(BlockKind::kParagraph, "paragraph");
    add(BlockKind::kPost, "live paragraph");
    add(BlockKind::kCaption, "caption");
    add(BlockKind::kNotice, "notice");
    add(BlockKind::kCorrection, "correction");
    const auto repeated = std::count_if(article_.blocks.begin(), article_.blocks.end(),
                                        [](const Block& b) { return b.repeats > 1; });
    if (repeated > 0) counts.push_back(fmt::format("{} repeated", repeated));
    Items(counts);
    if (!article_.language.empty()) {
      Hanging("language   ", Style::kDim, Harmless(article_.language), Style::kDim);
    }
    for (const Evidence& evidence : article_.evidence) ShowEvidence(evidence);
    if (!article_.url.empty())
      Hanging("address    ", Style::kDim, Harmless(article_.url), Style::kDim);
  }

  // "612 words · 14 paragraphs": a line ends only between two items.
  void Items(const std::vector<std::string>& items) {
    std::string line;
    for (const std::string& item : items) {
      if (!line.empty() && DisplayWidth(line) + DisplayWidth(item) + 3 > columns_) {
        Line(Styled(terminal_, Style::kDim, line));
        line.clear();
      }
      line += (line.empty() ? "" : " · ") + item;
    }
    Line(Styled(terminal_, Style::kDim, line));
  }

  // Without --why only where the times come from: they are what is most often wrong.
  void ShowEvidence(const Evidence& evidence) {
    const bool published = evidence.field == "published_at";
    const bool modified = evidence.field == "modified_at";
    if (!options_.why && !published && !modified) return;
    const std::string field = published  ? "published"
                              : modified ? "updated"
                                         : Harmless(evidence.field);
    std::string line = fmt::format("{} ({})", evidence.said, evidence.from);
    if (!evidence.note.empty() && evidence.note != "taken")
      line += fmt::format(", {}", evidence.note);
    Hanging(fmt::format("{:<11}", field), Style::kDim, Harmless(line), Style::kDim);
  }

  // The reason in the margin, or above the stretch where it is long.
  void Why() {
    Gap();
    Paragraph(article_.dropped.empty() ? "Left out: nothing" : "Left out, and why", Style::kBold);
    Gap();
    constexpr std::size_t kMarginOfReasons = 22;  // "repeats the headline"
    for (const Dropped& stretch : article_.dropped) {
      const std::string why = Harmless(stretch.why);
      if (DisplayWidth(why) < kMarginOfReasons && columns_ > 3 * kMarginOfReasons) {
        const std::string blanks(kMarginOfReasons - DisplayWidth(why), ' ');
        Hanging(why + blanks, Style::kAccent, Harmless(stretch.text), Style::kDim);
      } else {
        Paragraph(stretch.why, Style::kAccent);
        Hanging("    ", Style::kPlain, Harmless(stretch.text), Style::kDim);
      }
    }
  }

  const Page& page_;
  const Article& article_;
  const Terminal& terminal_;
  const ViewOptions& options_;
  std::size_t columns_;
  std::string out_;
  std::optional<BlockKind> before_;
  std::string_view caption_;  // the last one shown
  std::optional<PageTime> post_time_;
};

}  // namespace

std::string Clock(const PageTime& time) {
  if (!time.has_time) return Day(time.LocalDay());
  return fmt::format("{}, {} {}", Day(time.LocalDay()), TimeOfDay(time), Zone(time));
}

std::string Age(const PageTime& time, Instant seen) {
  using std::chrono::days;
  if (!time.has_time) {
    const auto passed = (std::chrono::floor<days>(seen) - time.LocalDay()).count();
    return passed > 0 ? Counted(passed, "day") : "";
  }
  const auto passed = std::chrono::duration_cast<std::chrono::minutes>(seen - time.utc);
  if (passed.count() < 1) return "";
  if (passed < std::chrono::hours(2)) return Counted(passed.count(), "minute");
  if (passed < days(2))
    return Counted(std::chrono::duration_cast<std::chrono::hours>(passed).count(), "hour");
  return Counted(std::chrono::duration_cast<days>(passed).count(), "day");
}

std::string ViewOf(const Page& page, const Article& article, const Terminal& terminal,
                   const ViewOptions& options) {
  return View(page, article, terminal, options).Whole();
}

}  // namespace checkback
