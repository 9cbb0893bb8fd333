#include "store/search/snippet.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "store/search/cut.h"
#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kSnippetBytes = 220;  // about three lines of a terminal
constexpr std::size_t kBytesBefore = 80;    // of a first mark, at most
constexpr std::size_t kMostSnippets = 2;
// A text that repeats the words without end is marked to here: two snippets need no more.
constexpr std::size_t kMostMarks = 5'000;

static_assert(kMostQueryWords <= 64, "the words of a phrase are the bits of a number");

struct Found {
  Span span;
  std::size_t term;
};

bool MayStandIn(const QueryTerm& term, SearchField field) {
  if (term.excluded) return false;
  return term.field == SearchField::kAny || term.field == field;
}

// Finds all phrases in one pass: bit n of a term's state says that the last n + 1 words of the text
// are the first n + 1 of the phrase (the shift-and method).
class PhraseFinder {
 public:
  PhraseFinder(const Query& query, SearchField field) {
    for (std::size_t n = 0; n < query.terms.size(); ++n) {
      if (MayStandIn(query.terms[n], field)) terms_.push_back({n, &query.terms[n], 0});
    }
  }

  std::vector<Found> In(std::string_view text) {
    if (terms_.empty()) return {};
    CutWords(text, [this](std::string_view word, std::size_t start, std::size_t end) {
      if (found_.size() < kMostMarks) Take(word, start, end);
    });
    return std::move(found_);
  }

 private:
  struct State {
    std::size_t number;
    const QueryTerm* term;
    std::uint64_t matched;
  };

  void Take(std::string_view word, std::size_t start, std::size_t end) {
    starts_[count_++ % starts_.size()] = start;
    for (State& state : terms_) {
      state.matched = (state.matched << 1 | 1) & Matching(*state.term, word);
      const std::size_t length = state.term->words.size();
      if ((state.matched >> (length - 1) & 1) == 0) continue;
      found_.push_back({{starts_[(count_ - length) % starts_.size()], end}, state.number});
    }
  }

  static std::uint64_t Matching(const QueryTerm& term, std::string_view word) {
    std::uint64_t bits = 0;
    for (std::size_t n = 0; n < term.words.size(); ++n) {
      const bool begins = term.prefix && n + 1 == term.words.size();
      if (begins ? word.starts_with(term.words[n]) : word == term.words[n])
        bits |= std::uint64_t{1} << n;
    }
    return bits;
  }

  std::vector<State> terms_;
  std::array<std::size_t, 64> starts_{};  // of the last words
  std::size_t count_ = 0;
  std::vector<Found> found_;
};

std::vector<Span> Merged(std::vector<Span> spans) {
  std::sort(spans.begin(), spans.end(), [](Span a, Span b) { return a.start < b.start; });
  std::vector<Span> out;
  for (const Span& span : spans) {
    if (!out.empty() && span.start < out.back().end) {
      out.back().end = std::max(out.back().end, span.end);
    } else {
      out.push_back(span);
    }
  }
  return out;
}

// ---- the stretch around marks

// The line around [first.start, first.end), as far as a snippet could reach: a text of a megabyte
// without line breaks costs no more than another.
Span ParagraphAround(std::string_view text, Span first) {
  const std::size_t from = first.start - std::min(first.start, kBytesBefore + 1);
  const std::size_t before = text.substr(from, first.start - from).rfind('\n');
  const std::size_t start = before == std::string_view::npos ? from : from + before + 1;
  const std::size_t to = std::min(text.size(), first.end + kSnippetBytes + 1);
  const std::size_t after = text.substr(first.end, to - first.end).find('\n');
  return {start, after == std::string_view::npos ? to : first.end + after};
}

bool IsBlankAt(std::string_view text, std::size_t at) {
  return IsSpace(CodePointAt(text, at).value);
}

bool IsTail(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

std::size_t PastBlanks(std::string_view text, std::size_t at, std::size_t end) {
  while (at < end && IsBlankAt(text, at)) at += CodePointAt(text, at).bytes;
  return at;
}

// The last sentence that begins in [from, to), else the first word there; `to` where there is none.
std::size_t BeginningIn(std::string_view text, std::size_t from, std::size_t to) {
  std::optional<std::size_t> sentence, word, letter;
  for (std::size_t at = from; at < to; ++at) {
    if (IsTail(text[at])) continue;
    if (!letter) letter = at;
    if (!IsBlankAt(text, at)) continue;
    const std::size_t next = PastBlanks(text, at, to);
    if (!word && next < to) word = next;
    const char before = at > 0 ? text[at - 1] : '\0';
    if (!sentence && (before == '.' || before == '?' || before == '!')) sentence = next;
  }
  if (sentence) return *sentence;
  return word.value_or(letter.value_or(to));
}

// The end of the last word before `limit`, at least `least`.
std::size_t EndBefore(std::string_view text, std::size_t least, std::size_t limit) {
  if (limit >= text.size()) return text.size();
  std::size_t at = limit;
  while (at > least && IsTail(text[at])) --at;
  const std::size_t character = at;
  while (at > least && !IsBlankAt(text, at)) {
    --at;
    while (at > least && IsTail(text[at])) --at;
  }
  return at > least ? at : std::max(character, least);  // a script without blanks
}

// The stretch that shows `first`, the mark it is cut for.
Span StretchFor(std::string_view text, Span first) {
  const Span paragraph = ParagraphAround(text, first);
  Span stretch = {paragraph.start, paragraph.end};
  if (first.start - paragraph.start > kBytesBefore)
    stretch.start = BeginningIn(text, first.start - kBytesBefore, first.start);
  if (paragraph.end - stretch.start > kSnippetBytes) {
    const std::size_t least = std::max(first.end, stretch.start + 1);
    const std::size_t limit = std::max(least, stretch.start + kSnippetBytes);
    stretch.end = std::min(paragraph.end, EndBefore(text.substr(0, paragraph.end), least, limit));
  }
  stretch.end = std::max(stretch.end, first.end);
  return stretch;
}

struct Candidate {
  Span span;
  std::uint64_t terms = 0;  // a bit for each
  std::size_t marks = 0;
};

Candidate CandidateAt(std::string_view text, const std::vector<Found>& found, std::size_t first) {
  Candidate candidate = {StretchFor(text, found[first].span), 0, 0};
  for (std::size_t n = first; n < found.size(); ++n) {
    if (found[n].span.start >= candidate.span.end) break;
    if (found[n].span.end > candidate.span.end) continue;
    candidate.terms |= std::uint64_t{1} << found[n].term % 64;
    ++candidate.marks;
  }
  return candidate;
}

int Bits(std::uint64_t bits) {
  return __builtin_popcountll(bits);
}

// The stretches to show: most different terms first, then most marks, then the earliest; another
// one only where it is apart from the first.
std::vector<Span> Chosen(const std::vector<Candidate>& candidates) {
  std::vector<Span> chosen;
  std::uint64_t shown = 0;
  while (chosen.size() < kMostSnippets) {
    const Candidate* best = nullptr;
    for (const Candidate& candidate : candidates) {
      const bool overlaps = std::any_of(chosen.begin(), chosen.end(), [&](Span span) {
        return candidate.span.start < span.end && span.start < candidate.span.end;
      });
      if (overlaps) continue;
      const auto worth = [&](const Candidate& c) {
        return std::pair(Bits(c.terms & ~shown), c.marks);
      };
      if (best == nullptr || worth(candidate) > worth(*best)) best = &candidate;
    }
    if (best == nullptr) break;
    chosen.push_back(best->span);
    shown |= best->terms;
  }
  std::sort(chosen.begin(), chosen.end(), [](Span a, Span b) { return a.start < b.start; });
  return chosen;
}

Snippet SnippetAt(std::string_view text, Span span) {
  return {.text = std::string(Words(text, span)),
          .span = span,
          .marks = {},
          .goes_back = span.start > 0 && text[span.start - 1] != '\n',
          .goes_on = span.end < text.size() && text[span.end] != '\n'};
}

Snippet Opening(std::string_view text) {
  const std::size_t start = PastBlanks(text, 0, text.size());
  const std::size_t line = std::min(text.find('\n', start), text.size());
  const std::size_t end =
      std::min(line, EndBefore(text.substr(0, line), start, start + kSnippetBytes));
  Snippet opening = SnippetAt(text, {start, end});
  opening.goes_back = false;  // but for blanks
  return opening;
}

}  // namespace

std::vector<Span> MarksOf(const Query& query, std::string_view text, SearchField field) {
  std::vector<Span> spans;
  for (const Found& found : PhraseFinder(query, field).In(text)) spans.push_back(found.span);
  return Merged(std::move(spans));
}

std::vector<Snippet> SnippetsOf(const Query& query, std::string_view text) {
  if (text.empty()) return {};
  std::vector<Found> found = PhraseFinder(query, SearchField::kAny).In(text);
  if (found.empty()) return {Opening(text)};
  std::stable_sort(found.begin(), found.end(),
                   [](const Found& a, const Found& b) { return a.span.start < b.span.start; });
  std::vector<Candidate> candidates;
  std::vector<Span> spans;
  for (std::size_t n = 0; n < found.size(); ++n) {
    spans.push_back(found[n].span);
    candidates.push_back(CandidateAt(text, found, n));
  }
  const std::vector<Span> marks = Merged(std::move(spans));
  std::vector<Snippet> snippets;
  for (const Span& span : Chosen(candidates)) {
    Snippet snippet = SnippetAt(text, span);
    for (const Span& mark : marks) {
      if (mark.start >= span.start && mark.end <= span.end) snippet.marks.push_back(mark);
    }
    snippets.push_back(std::move(snippet));
  }
  return snippets;
}

}  // namespace checkback
