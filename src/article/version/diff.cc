#include "article/version/diff.h"

#include <algorithm>
#include <unordered_set>

#include "article/version/align.h"
#include "article/version/comparable.h"
#include "article/version/edit_kind.h"
#include "article/version/word_diff.h"
#include "text/hash.h"
#include "text/sentences.h"

namespace checkback {
namespace {

constexpr std::size_t kWordsAround = 4;

std::vector<ComparedSentence> SentencesOf(std::string_view text, std::string_view language) {
  std::vector<ComparedSentence> sentences;
  for (const Span& span : FindSentences(text, language)) {
    ComparedSentence sentence = {.span = span, .tokens = TokensOf(text, span)};
    std::uint64_t hash = 0;
    for (const ComparedToken& token : sentence.tokens)
      hash = Hash64({reinterpret_cast<const char*>(&token.hash), sizeof token.hash}, hash);
    sentence.hash = hash;
    sentences.push_back(std::move(sentence));
  }
  return sentences;
}

// The bytes of tokens [begin, end); where there are none, the place behind the token before.
Span BytesOf(const std::vector<ComparedToken>& tokens, std::size_t begin, std::size_t end) {
  if (begin < end) return {tokens[begin].span.start, tokens[end - 1].span.end};
  if (begin > 0) return {tokens[begin - 1].span.end, tokens[begin - 1].span.end};
  if (tokens.empty()) return {};
  return {tokens[0].span.start, tokens[0].span.start};
}

struct Around {
  std::size_t before = 0;  // tokens
  std::size_t behind = 0;
};

bool IsComma(const ComparedToken& token) {
  static const std::uint64_t comma = Hash64(",");
  return token.hash == comma;
}

// The unchanged tokens on either side of hunk `n`, up to kWordsAround words.
Around AroundOf(const std::vector<Hunk>& hunks, std::size_t n,
                const std::vector<ComparedToken>& tokens) {
  const std::size_t from = n == 0 ? 0 : hunks[n - 1].was_end;
  const std::size_t to = n + 1 == hunks.size() ? tokens.size() : hunks[n + 1].was_begin;
  Around around;
  std::size_t words = 0;
  for (std::size_t i = hunks[n].was_begin; i > from && words < kWordsAround; --i) {
    ++around.before;
    words += tokens[i - 1].is_word ? 1 : 0;
  }
  // A phrase does not open with the comma of what stands before it.
  while (around.before > 0 && IsComma(tokens[hunks[n].was_begin - around.before])) --around.before;
  words = 0;
  for (std::size_t i = hunks[n].was_end; i < to && words < kWordsAround; ++i) {
    ++around.behind;
    words += tokens[i].is_word ? 1 : 0;
  }
  return around;
}

class Differ {
 public:
  Differ(std::string_view was, std::string_view now, std::string_view language, Diff& diff)
      : was_(was), now_(now), language_(language), diff_(diff) {}

  void Text() {
    const std::vector<ComparedSentence> was = SentencesOf(was_, language_);
    const std::vector<ComparedSentence> now = SentencesOf(now_, language_);
    for (const SentencePair& pair : AlignSentences(was, now)) {
      if (pair.was && pair.now) {
        Pair(was[*pair.was].tokens, now[*pair.now].tokens);
      } else if (pair.was) {
        const Span all = was[*pair.was].span;
        const std::size_t place = last_now_;
        diff_.edits.push_back({KindOfWhole(was_, was[*pair.was], Gone::kYes),
                               all,
                               {place, place},
                               all,
                               {place, place}});
      } else if (pair.now) {
        const Span all = now[*pair.now].span;
        const std::size_t place = last_was_;
        diff_.edits.push_back({KindOfWhole(now_, now[*pair.now], Gone::kNo),
                               {place, place},
                               all,
                               {place, place},
                               all});
      }
      if (pair.was) last_was_ = was[*pair.was].span.end;
      if (pair.now) last_now_ = now[*pair.now].span.end;
    }
  }

  void Headline() {
    const std::vector<ComparedToken> was = TokensOf(was_, {0, was_.size()});
    const std::vector<ComparedToken> now = TokensOf(now_, {0, now_.size()});
    Pair(was, now);
    for (Edit& edit : diff_.edits) edit.what = EditKind::kHeadline;
  }

 private:
  enum class Gone { kYes, kNo };

  // A sentence that came or went is a quote where it lies within quotation marks, else text.
  EditKind KindOfWhole(std::string_view text, const ComparedSentence& sentence, Gone gone) const {
    const std::vector<ComparedToken> nothing;
    const Side there = {text, sentence.tokens,       0, sentence.tokens.size(),
                        0,    sentence.tokens.size()};
    const Side none = {text, nothing, 0, 0, 0, 0};
    return gone == Gone::kYes ? KindOfEdit(there, none, language_)
                              : KindOfEdit(none, there, language_);
  }

  void Pair(const std::vector<ComparedToken>& was, const std::vector<ComparedToken>& now) {
    const std::size_t before = cells_left_;
    const std::vector<Hunk> hunks = DiffWords(was, now, cells_left_);
    const bool skipped = cells_left_ == before && hunks.size() == 1 &&
                         hunks[0].was_begin < hunks[0].was_end &&
                         hunks[0].now_begin < hunks[0].now_end;
    diff_.rough = diff_.rough || skipped;
    for (std::size_t n = 0; n < hunks.size(); ++n) {
      const Hunk& hunk = hunks[n];
      const Around around = AroundOf(hunks, n, was);
      const Hunk last = n > 0 ? hunks[n - 1] : Hunk{};
      const Hunk next = n + 1 < hunks.size() ? hunks[n + 1]
                                             : Hunk{was.size(), was.size(), now.size(), now.size()};
      const Side was_side = {was_, was, hunk.was_begin, hunk.was_end, last.was_end, next.was_begin};
      const Side now_side = {now_, now, hunk.now_begin, hunk.now_end, last.now_end, next.now_begin};
      diff_.edits.push_back({
          .what = KindOfEdit(was_side, now_side, language_),
          .was = BytesOf(was, hunk.was_begin, hunk.was_end),
          .now = BytesOf(now, hunk.now_begin, hunk.now_end),
          .was_phrase = BytesOf(was, hunk.was_begin - around.before, hunk.was_end + around.behind),
          .now_phrase = BytesOf(now, hunk.now_begin - around.before, hunk.now_end + around.behind),
      });
    }
  }

  std::string_view was_;
  std::string_view now_;
  std::string_view language_;
  Diff& diff_;
  std::size_t cells_left_ = kMostCells;
  std::size_t last_was_ = 0;  // where the last pair told ended
  std::size_t last_now_ = 0;
};

std::vector<std::string> CorrectionsOnlyOf(const Article& one, const Article& other) {
  std::unordered_set<std::string> known;
  const auto is_correction = [](const Block& block) {
    return block.kind == BlockKind::kCorrection && !block.span;
  };
  for (const Block& block : other.blocks) {
    if (is_correction(block)) known.insert(Comparable(block.text));
  }
  std::vector<std::string> only;
  for (const Block& block : one.blocks) {
    if (is_correction(block) && known.insert(Comparable(block.text)).second)
      only.push_back(block.text);
  }
  return only;
}

}  // namespace

std::string_view TextOf(const Article& article, const Edit& edit) {
  return edit.what == EditKind::kHeadline ? article.headline : article.text;
}

Diff DiffArticles(const Article& was, const Article& now) {
  const std::string& language = now.language.empty() ? was.language : now.language;
  Diff diff;
  Differ(was.headline, now.headline, language, diff).Headline();
  Differ(was.text, now.text, language, diff).Text();
  diff.corrections = CorrectionsOnlyOf(now, was);
  diff.withdrawn = CorrectionsOnlyOf(was, now);
  return diff;
}

std::string_view NameOf(EditKind kind) {
  switch (kind) {
    case EditKind::kHeadline:
      return "headline";
    case EditKind::kNumber:
      return "number";
    case EditKind::kName:
      return "name";
    case EditKind::kDate:
      return "date";
    case EditKind::kQuote:
      return "quote";
    case EditKind::kStatus:
      return "status";
    case EditKind::kText:
      return "text";
  }
  return "text";
}

}  // namespace checkback
