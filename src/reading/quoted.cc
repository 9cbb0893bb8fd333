#include "reading/quoted.h"

#include <algorithm>
#include <optional>

namespace checkback {
namespace {

enum class MarkKind { kStraight, kDouble, kLow, kAngle, kAngleTurned, kSingle };
enum class MarkRole { kOpens, kCloses, kEither };

struct QuotationMark {
  Span span;
  MarkKind kind = MarkKind::kStraight;
  MarkRole role = MarkRole::kEither;
};

bool IsAlnum(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0xC3;  // letters beyond ASCII, by their first byte
}

bool IsLetterBehind(char c) {  // the last byte of a letter: of one beyond ASCII a following byte
  return IsAlnum(c) ||
         (static_cast<unsigned char>(c) >= 0x80 && static_cast<unsigned char>(c) < 0xC0);
}

// The mark at `at`, without regard to what stands around it.
std::optional<QuotationMark> QuotationMarkAt(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  if (text[at] == '"') return QuotationMark{{at, at + 1}, MarkKind::kStraight, MarkRole::kEither};
  if (text[at] == '\'') return QuotationMark{{at, at + 1}, MarkKind::kSingle, MarkRole::kEither};
  if (byte(0) == 0xC2 && byte(1) == 0xAB) {
    return QuotationMark{{at, at + 2}, MarkKind::kAngle, MarkRole::kOpens};
  }
  if (byte(0) == 0xC2 && byte(1) == 0xBB) {
    return QuotationMark{{at, at + 2}, MarkKind::kAngle, MarkRole::kCloses};
  }
  if (byte(0) != 0xE2 || byte(1) != 0x80) return std::nullopt;
  const Span span{at, at + 3};
  switch (byte(2)) {
    case 0x9C:
      return QuotationMark{span, MarkKind::kDouble, MarkRole::kOpens};
    case 0x9D:
      return QuotationMark{span, MarkKind::kDouble, MarkRole::kCloses};
    case 0x9E:
      return QuotationMark{span, MarkKind::kLow, MarkRole::kOpens};
    case 0x98:
      return QuotationMark{span, MarkKind::kSingle, MarkRole::kOpens};
    case 0x99:
      return QuotationMark{span, MarkKind::kSingle, MarkRole::kCloses};
    default:
      return std::nullopt;
  }
}

// Reads the marks of one paragraph.
class Paragraph {
 public:
  Paragraph(std::string_view text, Span span) : text_(text), span_(span) {}

  // Adds its stretches to `found`.
  void Read(std::vector<QuotedWords>& found) {
    for (std::size_t at = span_.start; at < span_.end;) {
      const auto mark = QuotationMarkAt(text_, at);
      if (!mark) {
        ++at;
        continue;
      }
      Take(*mark, found);
      at = mark->span.end;
    }
    if (open_) End(span_.end, found);
  }

 private:
  bool LetterBefore(const QuotationMark& mark) const {
    return mark.span.start > span_.start && IsLetterBehind(text_[mark.span.start - 1]);
  }
  bool LetterBehind(const QuotationMark& mark) const {
    return mark.span.end < span_.end && IsAlnum(text_[mark.span.end]);
  }
  bool DigitBehind(const QuotationMark& mark) const {
    return mark.span.end < span_.end && text_[mark.span.end] >= '0' && text_[mark.span.end] <= '9';
  }
  bool SpaceBefore(const QuotationMark& mark) const {
    if (mark.span.start == span_.start) return true;
    const char c = text_[mark.span.start - 1];
    // What may stand before an opening mark: a space, a bracket, a dash (also the last byte of a
    // long one).
    return c == ' ' || c == '(' || c == '[' || c == '-' || c == '\x94' || c == '\x93';
  }
  bool SpaceBehind(const QuotationMark& mark) const {
    return mark.span.end == span_.end || text_[mark.span.end] == ' ';
  }

  bool Opens(const QuotationMark& mark) const {
    if (mark.kind == MarkKind::kSingle) {
      if (mark.role == MarkRole::kCloses) return false;
      // "'79" and "rock 'n' roll" are apostrophes.
      return SpaceBefore(mark) && !SpaceBehind(mark) && !DigitBehind(mark) && ClosesLater(mark);
    }
    if (mark.role == MarkRole::kCloses) return mark.kind == MarkKind::kAngle;  // »so«
    if (mark.role == MarkRole::kOpens) return true;
    return SpaceBefore(mark) || (!LetterBefore(mark) && LetterBehind(mark));
  }

  bool Closes(const QuotationMark& mark) const {
    switch (open_->kind) {
      case MarkKind::kSingle:
        return mark.kind == MarkKind::kSingle && mark.role != MarkRole::kOpens && EndsSingle(mark);
      case MarkKind::kAngle:
        return mark.kind == MarkKind::kAngle && mark.role == MarkRole::kCloses;
      case MarkKind::kAngleTurned:
        return mark.kind == MarkKind::kAngle && mark.role == MarkRole::kOpens;
      case MarkKind::kLow:
        return mark.kind == MarkKind::kDouble || mark.kind == MarkKind::kStraight;
      default:
        if (mark.kind == MarkKind::kStraight) {
          return !SpaceBefore(mark) || SpaceBehind(mark);
        }
        return mark.kind == MarkKind::kDouble && mark.role == MarkRole::kCloses;
    }
  }

  // A single mark that ends words, and is no apostrophe: "'lit up blue'", but not "the miners' ".
  bool EndsSingle(const QuotationMark& mark) const {
    return !SpaceBefore(mark) && !LetterBehind(mark) && last_single_ == mark.span.start;
  }

  // Whether a single mark in the paragraph ends what `mark` opens. The first one behind a mark of
  // punctuation, else the first behind a letter other than s, else the first behind an s.
  bool ClosesLater(const QuotationMark& mark) const {
    if (scanned_to_ > mark.span.start && !last_single_) return false;  // looked through before
    std::optional<std::size_t> best, after_s;
    for (std::size_t at = mark.span.end; at < span_.end; ++at) {
      const auto next = QuotationMarkAt(text_, at);
      if (!next || next->kind != MarkKind::kSingle) continue;
      const bool between = LetterBefore(*next) && LetterBehind(*next);
      if (between || LetterBehind(*next) || SpaceBefore(*next)) {
        if (SpaceBefore(*next) && next->role != MarkRole::kCloses && !DigitBehind(*next) &&
            (best || after_s)) {
          break;  // the next one opens
        }
        continue;
      }
      if (text_[at - 1] == 's') {
        if (!after_s) after_s = at;
        continue;
      }
      best = at;
      break;
    }
    last_single_ = best ? best : after_s;
    scanned_to_ = span_.end;
    return last_single_.has_value();
  }

  void Take(const QuotationMark& mark, std::vector<QuotedWords>& found) {
    if (open_) {
      if (Closes(mark)) {
        closed_ = true;
        End(mark.span.start, found, mark.span.end);
        return;
      }
      const bool again = mark.kind == open_->kind && mark.kind != MarkKind::kSingle && Opens(mark);
      if (!again) return;
      End(mark.span.start, found);  // it was never closed
    }
    if (!open_ && Opens(mark)) {
      open_ = mark;
      if (mark.kind == MarkKind::kAngle && mark.role == MarkRole::kCloses) {
        open_->kind = MarkKind::kAngleTurned;
      }
      closed_ = false;
    }
  }

  void End(std::size_t inner_end, std::vector<QuotedWords>& found, std::size_t outer_end = 0) {
    QuotedWords words;
    words.closed = closed_;
    words.inner = {open_->span.end, std::max(inner_end, open_->span.end)};
    words.outer = {open_->span.start, closed_ ? outer_end : words.inner.end};
    if (words.inner.start < words.inner.end) found.push_back(words);
    open_.reset();
  }

  std::string_view text_;
  Span span_;
  std::optional<QuotationMark> open_;
  bool closed_ = false;
  mutable std::optional<std::size_t> last_single_;
  mutable std::size_t scanned_to_ = 0;
};

}  // namespace

std::vector<QuotedWords> FindQuoted(std::string_view text) {
  std::vector<QuotedWords> found;
  bool left_open = false;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    if (end > start) {
      const std::size_t first = found.size();
      Paragraph(text, {start, end}).Read(found);
      const bool any = found.size() > first;
      if (any) found[first].continued = left_open && found[first].outer.start == start;
      left_open = any && !found.back().closed && found.back().outer.end == end;
    }
    start = end + 1;
  }
  return found;
}

}  // namespace checkback
