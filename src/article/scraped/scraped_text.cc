#include "article/scraped/scraped_text.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "article/head/names.h"
#include "article/head/printed_date.h"
#include "article/scraped/scraped_lines.h"
#include "page/language.h"
#include "page/url.h"
#include "text/utf8.h"

namespace checkback {
namespace {

using std::chrono::sys_days;

// The head of a scraped text (captions, byline, time) has no more lines than this.
constexpr std::size_t kMostHeadLines = 24;
// Repeated lines longer than this are paragraphs that a scraper took twice.
constexpr std::size_t kMostCaptionBytes = 500;
constexpr std::size_t kFewestCaptionWords = 4;
constexpr std::size_t kMostHeadingBytes = 90;
constexpr std::size_t kMostStampWords = 12;
// Lines that begin with a time of day: so many make a live page.
constexpr std::size_t kFewestPosts = 3;

class ScrapedReader {
 public:
  ScrapedReader(const Page& page, Article& article)
      : page_(page), article_(article), lines_(ScrapedLines(page.content)) {}

  void Run() {
    article_.language = LanguageOf(page_.content, page_.language);
    article_.url = CanonicalUrl(page_.url);
    article_.outlet = page_.outlet.empty() ? OutletDomain(page_.url) : page_.outlet;
    TakeDateLine();
    TakeHeadline();
    FindDatelineAhead();
    live_ = CountStamped() >= kFewestPosts;
    if (live_) article_.kind = ArticleKind::kLive;
    for (; next_ < lines_.size(); ++next_) TakeLine(lines_[next_]);
    if (IsGiven() && article_.text.empty()) TakeAllLines();
    TakeReporter();
    SettlePublished();
    if (article_.text.empty()) SayWhyEmpty();
  }

 private:
  // A body that somebody else has extracted: it has no head, and what looks like a caption or a
  // label may be all that there is.
  bool IsGiven() const { return page_.format == PageFormat::kExtracted; }

  void Say(std::string_view field, std::string_view said, std::string_view note = "taken") {
    article_.evidence.push_back({.field = std::string(field),
                                 .from = "text",
                                 .said = std::string(said),
                                 .note = std::string(note)});
  }

  // ---- the first lines

  void TakeDateLine() {
    if (next_ >= lines_.size() || IsGiven()) return;
    const auto date = ReadDateLine(lines_[next_].text);
    if (!date) return;
    SetDay(date->day, lines_[next_].text.substr(0, lines_[next_].text.size() - date->rest.size()));
    article_.description = std::string(date->rest);
    if (!date->rest.empty()) Say("description", date->rest);
    ++next_;
  }

  void SetDay(sys_days day, std::string_view said) {
    const std::string_view value = Trim(said);
    const bool known = page_.seen_at != Instant{};
    if (known && Instant(day) > page_.seen_at + std::chrono::days(1)) {
      Say("published_at", value, "later than seen_at");
    } else if (!article_.published_at) {
      article_.published_at = PageTime{.utc = day, .offset = std::nullopt, .has_time = false};
      Say("published_at", value);
    }
  }

  void TakeHeadline() {
    if (IsGiven()) {
      article_.headline = Collapse(page_.title);
      if (!article_.headline.empty())
        article_.evidence.push_back(
            {.field = "headline", .from = "title", .said = article_.headline, .note = "taken"});
      return;
    }
    for (std::size_t i = next_; i < lines_.size(); ++i) {
      const std::string& line = lines_[i].text;
      if (JudgeLine(line, article_.language).kind == LineKind::kFurniture) continue;
      if (i == next_ && IsOnlyDate(line)) continue;
      article_.headline = line;
      Say("headline", line);
      next_ = i + 1;
      return;
    }
    next_ = lines_.size();
  }

  // A dateline among the next lines says that the head goes on until there.
  void FindDatelineAhead() {
    for (std::size_t i = next_; i < std::min(lines_.size(), next_ + kMostHeadLines); ++i) {
      if (!LooksLikeProse(lines_[i].text) || !FindDateline(lines_[i].text)) continue;
      dateline_at_ = i;
      return;
    }
  }

  std::size_t CountStamped() const {
    return static_cast<std::size_t>(std::count_if(
        lines_.begin() + static_cast<std::ptrdiff_t>(next_), lines_.end(),
        [](const ScrapedLine& line) { return ReadStampedLine(line.text).has_value(); }));
  }

  bool IsOnlyDate(std::string_view line) const {
    const auto dates = FindPrintedDates(line, {.language = article_.language}, 2);
    return dates.size() == 1 && CountWords(line) <= CountWords(Words(line, dates[0].span)) + 5;
  }

  // ---- every line

  void TakeLine(const ScrapedLine& line) {
    if (line.text == article_.headline) return;
    const LineVerdict verdict = JudgeLine(line.text, article_.language);
    article_.developing = article_.developing || verdict.developing;
    switch (verdict.kind) {
      case LineKind::kFurniture:
        return;
      case LineKind::kNotice:
        if (!in_body_ && !verdict.developing && CountWords(line.text) <= kMostStampWords) {
          return TakeStamp(line.text);
        }
        return Add(BlockKind::kNotice, line);
      case LineKind::kCorrection:
        return Add(BlockKind::kCorrection, line);
      case LineKind::kCredit:
        return Add(BlockKind::kCredit, line);
      case LineKind::kBody:
        break;
    }
    if (live_ && TakePost(line)) return;
    if (!in_body_ && IsByline(line.text)) return TakeByline(line.text);
    if (IsLabel(line)) return;
    if (IsCaption(line)) return AddCaption(line);
    if (!in_body_ && TakeHeadLine(line)) return;
    AddBody(line);
  }

  // A given body of lines that all look like something else is a body all the same.
  void TakeAllLines() {
    article_.blocks.clear();
    for (next_ = 0; next_ < lines_.size(); ++next_) AddBody(lines_[next_]);
  }

  // "7.30pm UPDATE", "Published 3 May 2024" above the body.
  void TakeStamp(std::string_view line) {
    if (FindPrintedDates(line, {.language = article_.language}, 1).empty()) {
      Say("modified_at", line, "no day");
    } else {
      TakeDay(line);
    }
  }

  // "ANALYSIS/OPINION:", twice above the body.
  bool IsLabel(const ScrapedLine& line) const {
    return !in_body_ && line.repeats > 1 && CountWords(line.text) < kFewestCaptionWords &&
           FindCredit(line.text).sign == CreditSign::kNone;
  }

  bool IsCaption(const ScrapedLine& line) const {
    if (line.text.size() > kMostCaptionBytes || next_ == dateline_at_) return false;
    const CreditSign sign = FindCredit(line.text).sign;
    if (sign == CreditSign::kMarked) return true;
    if (line.repeats > 1 && (!in_body_ || line.next_to_itself || sign == CreditSign::kNames))
      return !IsByline(line.text);
    // Between headline and dateline stand pictures.
    return InHeadWithDateline() && (sign == CreditSign::kNames || LooksLikeCaption(line.text)) &&
           !OpensByline(line.text);
  }
  bool InHeadWithDateline() const {
    return !in_body_ && dateline_at_ != kNone && next_ < dateline_at_;
  }

  // Byline, time, standfirst; false where the body starts.
  bool TakeHeadLine(const ScrapedLine& line) {
    if (article_.byline.empty() && LooksLikeBareByline(line.text)) {
      TakeByline(line.text);
      return true;
    }
    if (IsOnlyDate(line.text)) {
      TakeDay(line.text);
      return true;
    }
    const bool after_byline = !article_.byline.empty() && next_ == byline_at_ + 1;
    if (after_byline && LooksLikeTitleOfWriter(line.text)) {
      ++byline_at_;  // "Staff Writer", then "Oro Valley Times"
      return true;
    }
    if (!InHeadWithDateline()) return false;
    if (article_.byline.empty() && IsSurelyName(line.text) && LooksLikeTitleOfWriter(line.text)) {
      TakeByline(line.text);
      return true;
    }
    if (!LooksLikeProse(line.text)) return true;
    if (article_.description.empty()) {
      article_.description = line.text;
      Say("description", line.text);
    } else {
      Add(BlockKind::kCaption, line);
    }
    return true;
  }

  void TakeByline(std::string_view line) {
    byline_at_ = next_;
    for (std::string& name : NamesInByline(line)) {
      auto& byline = article_.byline;
      if (std::find(byline.begin(), byline.end(), name) == byline.end()) {
        byline.push_back(std::move(name));
      }
    }
    Say("byline", line);
  }

  // "(Reporting by Ana Ruiz; Editing by Tom Hale)" signs a text that has no other byline.
  void TakeReporter() {
    if (!article_.byline.empty()) return;
    for (const Block& block : article_.blocks) {
      if (block.kind != BlockKind::kCredit) continue;
      std::string_view line = block.text;
      while (line.starts_with('(') || line.starts_with('[')) line.remove_prefix(1);
      line = line.substr(0, line.find_first_of(";)]"));
      if (!OpensByline(line)) continue;
      TakeByline(line);
      return;
    }
  }

  void TakeDay(std::string_view line) {
    const auto dates = FindPrintedDates(line, {.language = article_.language}, 1);
    if (!dates.empty()) SetDay(dates[0].day, Words(line, dates[0].span));
  }

  // "08:25 The airport is shut."
  bool TakePost(const ScrapedLine& line) {
    const auto stamp = ReadStampedLine(line.text);
    if (!stamp && !in_post_) return false;
    if (!stamp) {
      AddText(BlockKind::kPost, line, line.text);
    } else {
      const auto day = article_.published_at ? article_.published_at : page_.published_at;
      in_post_ = true;
      in_body_ = true;
      post_time_.reset();
      if (day)
        post_time_ = PageTime{.utc = Instant(day->LocalDay()) + stamp->time,
                              .offset = std::nullopt,
                              .has_time = true};
      // Without a day the stamp stays in the text, so that it is not lost.
      AddText(BlockKind::kPost, line,
              day ? std::string_view(line.text).substr(stamp->body) : line.text);
    }
    article_.blocks.back().time = post_time_;
    return true;
  }

  void AddBody(const ScrapedLine& line) {
    if (!in_body_ || next_ == dateline_at_) TakeDateline(line.text);
    in_body_ = true;
    AddText(KindOf(line), line, line.text);
  }

  void TakeDateline(std::string_view line) {
    const auto found = FindDateline(line);
    if (!found || !article_.dateline.empty()) return;
    article_.dateline = std::string(Words(line, found->place));
    Say("dateline", line.substr(0, found->body));
    if (const auto day = DayOfDateline(
            line.substr(found->place.end, found->body - found->place.end), page_.seen_at)) {
      SetDay(*day, line.substr(0, found->body));
    }
  }

  BlockKind KindOf(const ScrapedLine& line) const {
    const std::string_view text = line.text;
    if (text.starts_with("- ") || text.starts_with("* ") || text.starts_with("\u2022"))
      return BlockKind::kList;
    const bool last = next_ + 1 >= lines_.size();
    if (last || text.size() > kMostHeadingBytes || LooksLikeProse(text))
      return BlockKind::kParagraph;
    const CodePoint end = CodePointAt(text, LastCodePoint(text));
    return IsWordChar(end.value) ? BlockKind::kHeading : BlockKind::kParagraph;
  }
  static std::size_t LastCodePoint(std::string_view text) {
    std::size_t at = text.size() - 1;
    while (at > 0 && (text[at] & 0xC0) == 0x80) --at;
    return at;
  }

  // ---- blocks

  void Add(BlockKind kind, const ScrapedLine& line) {
    Block block;
    block.kind = kind;
    block.text = line.text;
    block.repeats = line.repeats;
    article_.blocks.push_back(std::move(block));
  }

  // The caption as it stands, and behind it the credit in a block of its own.
  void AddCaption(const ScrapedLine& line) {
    const CaptionParts parts = SplitCredit(line.text);
    Add(parts.caption.empty() ? BlockKind::kCredit : BlockKind::kCaption, line);
    if (parts.credit.empty() || parts.caption.empty()) return;
    Block credit;
    credit.kind = BlockKind::kCredit;
    credit.text = std::string(Words(line.text, parts.credit));
    credit.repeats = line.repeats;
    article_.blocks.push_back(std::move(credit));
  }

  void AddText(BlockKind kind, const ScrapedLine& line, std::string_view text) {
    if (!article_.text.empty()) article_.text += "\n\n";
    const std::size_t start = article_.text.size();
    article_.text += text;
    Add(kind, line);
    article_.blocks.back().text = std::string(text);
    article_.blocks.back().span = Span{.start = start, .end = article_.text.size()};
  }

  // What came beside the page tells the time of day too.
  void SettlePublished() {
    if (const auto day = DayInUrl(page_.url); day && !article_.published_at) {
      article_.published_at = PageTime{.utc = *day, .offset = std::nullopt, .has_time = false};
      article_.evidence.push_back(
          {.field = "published_at", .from = "url", .said = page_.url, .note = "taken"});
    }
    if (!page_.published_at) return;
    const bool agrees = !article_.published_at ||
                        article_.published_at->LocalDay() == page_.published_at->LocalDay();
    if (agrees) article_.published_at = page_.published_at;
    article_.evidence.push_back({.field = "published_at",
                                 .from = "beside the page",
                                 .said = ToRfc3339(*page_.published_at),
                                 .note = agrees ? "taken" : "disagrees with the text"});
  }

  void SayWhyEmpty() {
    article_.empty_because = lines_.empty() ? "the text is empty"
                             : article_.headline.empty()
                                 ? "no line of the text belongs to an article"
                                 : "nothing but a headline, captions and notices";
  }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  const Page& page_;
  Article& article_;
  std::vector<ScrapedLine> lines_;
  std::size_t next_ = 0;
  std::size_t dateline_at_ = kNone;
  std::size_t byline_at_ = kNone - 1;
  bool in_body_ = false;
  bool live_ = false;
  bool in_post_ = false;
  std::optional<PageTime> post_time_;
};

}  // namespace

void ReadScrapedText(const Page& page, Article& article) {
  ScrapedReader(page, article).Run();
}

}  // namespace checkback
