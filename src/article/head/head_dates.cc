#include "article/head/head_dates.h"

#include <algorithm>
#include <array>

#include "article/head/date_labels.h"
#include "article/head/printed_date.h"
#include "article/head/short_text.h"
#include "article/head/site_name.h"
#include "text/utf8.h"

namespace checkback {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

// The web's news is not older; an earlier day is a system's default (1970-01-01).
constexpr int kFirstNewsYear = 1991;
// What a page says may be of tomorrow's day in a zone east of our clock.
constexpr std::chrono::hours kGrace{24};

// What may stand beside a date in its line, in bytes: "By Ana Ruiz | … | 5 min read"; more where
// a class says that it is a date.
constexpr std::size_t kDateLine = 50;
constexpr std::size_t kDatedLine = 120;

// A draft may lie that long before it is printed; what its address says is older news.
constexpr std::chrono::hours kFirstDraft{24 * 30};

PageTime BareDay(sys_days day) {
  PageTime time;
  time.utc = day;
  return time;
}

struct Claim {
  PageTime time;
  std::string from;
  std::string said;
  int trust = 0;  // the higher the better
  // In print above the headline and of the day of the capture: of today's page, it may be.
  bool may_be_today = false;
};

constexpr int kMetadata = 4;  // JSON-LD, microdata, named for articles
constexpr int kTimeTag = 3;
constexpr int kPrint = 2;
constexpr int kWeak = 1;  // the page as a whole, "date", print anywhere

bool SameDay(const PageTime& a, const PageTime& b, int off = 0) {
  const auto apart = a.LocalDay() - b.LocalDay();
  return apart >= -days(off) && apart <= days(off);
}

int TrustOf(std::string_view from) {
  // "date" and Dublin Core's are as often the day of the last change.
  if (from == "meta date" || from == "meta dc.date" || from == "meta dcterms.date" ||
      from == "meta lastpublisheddate" || from.ends_with("uploadDate")) {
    return kWeak;
  }
  // A page may be older than the article on it.
  return from.starts_with("json-ld page") ? kTimeTag : kMetadata;
}

class Chooser {
 public:
  Chooser(const DateContext& context, std::vector<Evidence>& evidence)
      : context_(context), evidence_(evidence) {}

  void Said(const Witnesses& said) {
    for (const auto& one : said.published) {
      Add(published_, "published_at", ReadTime(one.value, context_), one.from, one.value,
          TrustOf(one.from));
    }
    for (const auto& one : said.modified) {
      Add(modified_, "modified_at", ReadTime(one.value, context_), one.from, one.value, kMetadata);
    }
  }

  void Lines(const std::vector<HeadLine>& lines, bool last_resort) {
    knows_below_ =
        !last_resort && std::any_of(lines.begin(), lines.end(),
                                    [](const HeadLine& line) { return line.below_headline; });
    for (const HeadLine& line : lines) {
      if (line.after_body && !line.says_date && line.times.empty()) continue;
      for (const TimeTag& tag : line.times) Tag(tag, line, last_resort);
      if (line.times.empty()) Print(line, last_resort);
    }
  }

  // What stands behind the headline in a title: "Talks resume | Example Times | 14.05.2020".
  void Titles(const Witnesses& said) {
    for (const auto& title : said.headlines) {
      if (title.value.size() > kLongestTitle) continue;
      const DateHabits habits{context_.language, context_.language == "en-US"};
      for (const PrintedDate& date : FindPrintedDates(title.value, habits, 4)) {
        const std::string_view before = std::string_view(title.value).substr(0, date.span.start);
        const std::string_view after = std::string_view(title.value).substr(date.span.end);
        if (date.other || Trim(after).size() > 10 || !before.ends_with("| ")) continue;
        Add(published_, "published_at", BareDay(date.day), title.from,
            std::string(Words(title.value, date.span)), kPrint);
      }
    }
  }

  void Url() {
    const auto day = DayInUrl(context_.url);
    if (!day) return;
    const PageTime time = BareDay(*day);
    if (Refused(time)) return;
    url_ = Claim{time, "url", ToRfc3339(time), kPrint, false};
  }

  bool HasPublished() const { return !published_.empty() || url_; }

  HeadDates Choose() {
    HeadDates dates;
    DropToday();
    if (const Claim* taken = ChoosePublished()) {
      dates.published = taken->time;
      evidence_.push_back({"published_at", taken->from, taken->said, "taken"});
    }
    if (const Claim* taken = ChooseModified(dates.published)) {
      dates.modified = taken->time;
      evidence_.push_back({"modified_at", taken->from, taken->said, "taken"});
    }
    return dates;
  }

 private:
  bool Refused(const PageTime& time) const {
    if (time.LocalDay() < sys_days(std::chrono::year(kFirstNewsYear) / 1 / 1)) return true;
    return context_.seen_at != Instant{} && time.utc > context_.seen_at + kGrace;
  }

  void Add(std::vector<Claim>& claims, std::string_view field, std::optional<PageTime> time,
           std::string from, std::string said, int trust) {
    said = CutShort(said, kDroppedBytes);
    if (!time) {
      evidence_.push_back({std::string(field), std::move(from), std::move(said), "not a time"});
      return;
    }
    if (Refused(*time)) {
      const bool late = time->utc > context_.seen_at;
      evidence_.push_back({std::string(field), std::move(from), std::move(said),
                           late ? "later than seen_at" : "too early for a page"});
      return;
    }
    claims.push_back({*time, std::move(from), std::move(said), trust, false});
  }

  void Tag(const TimeTag& tag, const HeadLine& line, bool last_resort) {
    const std::string_view said = tag.datetime.empty() ? tag.text : tag.datetime;
    auto time = ReadTime(said, context_);
    if (!time) time = ReadTime(tag.text, context_);
    if (!time) return;
    DateLabel label = LabelBefore(tag.before);
    if (label == DateLabel::kNone) label = LabelBefore(tag.text);
    if (tag.says_published) label = DateLabel::kPublished;
    if (tag.says_modified) label = DateLabel::kModified;
    const int trust = last_resort || line.after_body ? kWeak : kTimeTag;
    if (label == DateLabel::kModified) {
      Add(modified_, "modified_at", time, "time tag", std::string(said), trust);
    } else {
      Add(published_, "published_at", time, "time tag", std::string(said), trust);
    }
  }

  void Print(const HeadLine& line, bool last_resort) {
    const DateHabits habits{context_.language, context_.language == "en-US"};
    std::size_t from = 0;
    for (const PrintedDate& date : FindPrintedDates(line.text, habits, 3)) {
      DateLabel label =
          LabelBefore(std::string_view(line.text).substr(from, date.span.start - from));
      if (label == DateLabel::kNone && line.says_modified) label = DateLabel::kModified;
      from = date.span.end;
      // Running text and captions that happen to hold a date are no dateline.
      const std::size_t rest = line.text.size() - date.span.size();
      const std::size_t room = line.says_date && !line.running_text ? kDatedLine : kDateLine;
      const bool opens = date.span.start == 0 && !last_resort;  // "29.11.2022 – The talks …"
      if (label == DateLabel::kNone && !opens && (rest > room || line.running_text)) continue;
      const std::string said(Words(line.text, date.span));
      const int trust = last_resort || line.after_body ? kWeak : kPrint;
      auto& claims = label == DateLabel::kModified ? modified_ : published_;
      const auto field = label == DateLabel::kModified ? "modified_at" : "published_at";
      sys_days day = date.day;
      if (date.other && !Supported(day) &&
          (Supported(*date.other) || (Refused(BareDay(day)) && !Refused(BareDay(*date.other))))) {
        day = *date.other;
      }
      const std::size_t before = claims.size();
      Add(claims, field, BareDay(day), "text", said, trust);
      if (claims.size() > before && knows_below_ && !line.below_headline && !line.after_body) {
        claims.back().may_be_today = IsDayOfCapture(day);
      }
    }
  }

  // In one zone or another.
  bool IsDayOfCapture(sys_days day) const {
    if (context_.seen_at == Instant{}) return false;
    const auto apart = day - std::chrono::floor<days>(context_.seen_at);
    return apart >= -days(1) && apart <= days(1);
  }

  // The day in a page's top line is that of the capture, where a witness of the article itself
  // knows another.
  void DropToday() {
    const bool better = std::any_of(published_.begin(), published_.end(),
                                    [](const Claim& claim) { return claim.trust > kPrint; });
    if (better) return;  // print is not asked
    for (std::size_t i = 0; i < published_.size();) {
      const Claim& today = published_[i];
      const bool other = std::any_of(published_.begin(), published_.end(), [&](const Claim& claim) {
        return !claim.may_be_today && claim.time.LocalDay() < today.time.LocalDay();
      });
      const bool same = std::any_of(published_.begin(), published_.end(), [&](const Claim& claim) {
        return !claim.may_be_today && SameDay(claim.time, today.time);
      });
      if (!today.may_be_today || !other || same) {
        ++i;
        continue;
      }
      Overruled(today, "the day of the capture, above the headline");
      published_.erase(published_.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

  // Whether another witness knows that day: decides "05/04/2020".
  bool Supported(sys_days day) const {
    const PageTime time = BareDay(day);
    if (url_ && SameDay(url_->time, time)) return true;
    for (const auto* claims : {&published_, &modified_}) {
      for (const Claim& claim : *claims) {
        if (SameDay(claim.time, time)) return true;
      }
    }
    return false;
  }

  // The claim that gives more than `taken` of the same day: a time with its zone.
  const Claim* MoreExact(const Claim* taken) const {
    const auto worth = [](const PageTime& time) {
      return time.has_time ? (time.offset ? 2 : 1) : 0;
    };
    const Claim* best = taken;
    for (const Claim& claim : published_) {
      if (worth(claim.time) <= worth(best->time)) continue;
      if (SameDay(claim.time, taken->time)) best = &claim;
    }
    return best;
  }

  const Claim* ChoosePublished() {
    const Claim* taken = nullptr;
    for (const Claim& claim : published_) {
      if (!taken || claim.trust > taken->trust) taken = &claim;
    }
    if (!taken) {
      if (url_) return &*url_;
      // A page that shows only its last change: mostly that is its one dateline (9 of 12 on
      // WCXB), while metadata of that kind is not (1 of 3).
      const Claim* earliest = nullptr;
      for (const Claim& claim : modified_) {
        if (claim.trust >= kMetadata) continue;
        if (!earliest || claim.time.utc < earliest->time.utc) earliest = &claim;
      }
      return earliest;
    }
    // Nothing is printed after its change: a weak witness gives way to a visible "as of".
    if (taken->trust == kWeak) {
      for (const Claim& claim : modified_) {
        if (claim.trust > kWeak && claim.trust < kMetadata &&
            claim.time.LocalDay() < taken->time.LocalDay()) {
          Overruled(*taken, "later than a change");
          return &claim;
        }
      }
    }
    if (url_ && !SameDay(url_->time, taken->time, 1)) {
      for (const Claim& claim : published_) {
        if (SameDay(url_->time, claim.time)) {
          Overruled(*taken, "disagrees with the address");
          return MoreExact(&claim);
        }
      }
      // The address often keeps the day of the first draft, so metadata is believed against it,
      // but for a time far off that is only that of the last change.
      const bool changed_only =
          SaysSameModified(*taken) && taken->time.utc - url_->time.utc > kFirstDraft;
      if (taken->trust <= kPrint ||
          (url_->time.utc < taken->time.utc && (taken->trust < kMetadata || changed_only))) {
        Overruled(*taken, "disagrees with the address");
        return &*url_;
      }
    }
    return MoreExact(taken);
  }

  // Whether the time of print is only the time of the last change under another name.
  bool SaysSameModified(const Claim& claim) const {
    return std::any_of(modified_.begin(), modified_.end(),
                       [&](const Claim& other) { return other.time.utc == claim.time.utc; });
  }

  void Overruled(const Claim& claim, std::string note) {
    evidence_.push_back({"published_at", claim.from, claim.said, std::move(note)});
  }

  const Claim* ChooseModified(const std::optional<PageTime>& published) {
    const Claim* taken = nullptr;
    for (const Claim& claim : modified_) {
      if (published && claim.time.utc < published->utc && !SameDay(claim.time, *published)) {
        evidence_.push_back({"modified_at", claim.from, claim.said, "before published_at"});
        continue;
      }
      if (!taken || claim.trust > taken->trust) taken = &claim;
    }
    if (taken && published && published->has_time && taken->time.has_time &&
        taken->time.utc < published->utc) {
      return nullptr;
    }
    return taken;
  }

  const DateContext& context_;
  std::vector<Evidence>& evidence_;
  std::vector<Claim> published_;
  std::vector<Claim> modified_;
  std::optional<Claim> url_;
  bool knows_below_ = false;  // some line stands below a headline
};

}  // namespace

std::optional<PageTime> ReadTime(std::string_view text, const DateContext& context) {
  if (const auto time = ParsePageTime(text)) return time;
  if (text.size() > 120) return std::nullopt;
  const DateHabits habits{context.language, context.language == "en-US"};
  const auto dates = FindPrintedDates(text, habits, 1);
  if (dates.empty()) return std::nullopt;
  return BareDay(dates[0].day);
}

HeadDates DatesOf(const Witnesses& said, const std::vector<HeadLine>& lines,
                  const std::function<std::vector<HeadLine>()>& elsewhere,
                  const DateContext& context, std::vector<Evidence>& evidence) {
  Chooser chooser(context, evidence);
  chooser.Url();
  chooser.Said(said);
  chooser.Titles(said);
  chooser.Lines(lines, false);
  if (!chooser.HasPublished()) chooser.Lines(elsewhere(), true);
  return chooser.Choose();
}

}  // namespace checkback
