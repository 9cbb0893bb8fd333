#include "article/lines/line_pattern.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace checkback {
namespace {

constexpr std::string_view kSpecial = "()|?+*{}: \t";

}  // namespace

// Reads a pattern from left to right and builds its automaton; the nesting of
// brackets is that of our own rules, so recursion is safe.
class PatternParser {
 public:
  PatternParser(std::string text, const LinePattern::Macros& macros)
      : text_(std::move(text)), macros_(macros) {}

  Result<LinePattern> Run() {
    const Part whole = Alternatives();
    if (error_.empty() && at_ < text_.size()) Wrong(") without (");
    if (error_.empty() && pattern_.positions_.empty()) Wrong("no words");
    if (error_.empty() && whole.nullable) Wrong("matches an empty line");
    if (!error_.empty()) return Fail(Errc::kBadInput, error_);
    pattern_.first_ = whole.first;
    pattern_.last_ = whole.last;
    return std::move(pattern_);
  }

 private:
  using Mask = LinePattern::Mask;
  using Take = LinePattern::Take;
  struct Part {
    Mask first = 0;
    Mask last = 0;
    bool nullable = true;
  };

  // The first mistake is the one that is told.
  void Wrong(std::string what) {
    if (error_.empty()) error_ = std::move(what);
  }

  // Alternatives of one word each become one position with a set of words.
  Part Alternatives() {
    std::vector<std::uint64_t> set;
    std::vector<Part> parts;
    for (bool more = true; more;) {
      if (!SingleWord(set)) parts.push_back(Sequence());
      more = Peek() == '|';
      at_ += more ? 1 : 0;
    }
    if (!set.empty()) parts.push_back(Set(std::move(set)));
    Part all{.first = 0, .last = 0, .nullable = false};
    for (const Part& part : parts) {
      all.first |= part.first;
      all.last |= part.last;
      all.nullable = all.nullable || part.nullable;
    }
    return all;
  }

  bool SingleWord(std::vector<std::uint64_t>& set) {
    const std::size_t end = std::min(text_.find_first_of("(){}?+*:|", at_), text_.size());
    if (end < text_.size() && text_[end] != '|' && text_[end] != ')') return false;
    std::vector<LineToken> tokens;
    TokenizeLine(std::string_view(text_).substr(at_, end - at_), 3, tokens);
    if (tokens.size() != 1 || tokens[0].kind != TokenKind::kWord) return false;
    set.push_back(tokens[0].word);
    at_ = end;
    return true;
  }

  Part Sequence() {
    Part sequence;
    for (char c = Peek(); c != '\0' && c != '|' && c != ')' && error_.empty(); c = Peek()) {
      sequence = Join(sequence, Item());
    }
    return sequence;
  }

  Part Item() {
    Part item = Atom();
    if (at_ < text_.size() && text_[at_] == '?') {
      ++at_;
      item.nullable = true;
    } else if (at_ < text_.size() && text_[at_] == '+') {
      ++at_;
      Follow(item.last, item.first);
    } else if (at_ < text_.size() && text_[at_] == '*') {
      ++at_;
      Follow(item.last, item.first);
      item.nullable = true;
    }
    return item;
  }

  Part Atom() {
    const char c = Peek();
    if (c == '(') return Group();
    if (c == '{') return Named();
    if (c == '*') {
      ++at_;
      return Gap(Take::kAny);
    }
    if (c == ':') {
      ++at_;
      return One(Take::kSeparator);
    }
    if (c == '?' || c == '+' || c == '}') {
      Wrong(std::string("nothing before ") + c);
      return {};
    }
    return Words(Word());
  }

  Part Group() {
    ++at_;
    const Part inner = Alternatives();
    if (Peek() != ')') {
      Wrong("( without )");
      return {};
    }
    ++at_;
    return inner;
  }

  // A macro is put in the place of its name, in brackets.
  Part Named() {
    const std::size_t close = text_.find('}', at_);
    if (close == std::string::npos) {
      Wrong("{ without }");
      return {};
    }
    const std::string name = text_.substr(at_ + 1, close - at_ - 1);
    if (name == "N" || name == "CLOCK" || name == "NAME") {
      at_ = close + 1;
      return One(name == "N" ? Take::kNumber : name == "CLOCK" ? Take::kClock : Take::kName);
    }
    const auto macro = macros_.find(name);
    if (macro == macros_.end() || text_.size() > 4000) {
      Wrong("nothing is called {" + name + "}");
      return {};
    }
    text_.replace(at_, close + 1 - at_, "(" + macro->second + ")");
    return Atom();
  }

  std::string_view Word() {
    const std::size_t end = std::min(text_.find_first_of(kSpecial, at_), text_.size());
    const std::string_view word = std::string_view(text_).substr(at_, end - at_);
    at_ = end;
    return word;
  }

  Part Words(std::string_view word) {
    if (word == ".") return One(Take::kStop);
    if (word == "...") return Gap(Peek() == '\0' ? Take::kRest : Take::kAnything);
    std::vector<LineToken> tokens;
    TokenizeLine(word, 100, tokens);
    Part sequence;
    for (const LineToken& token : tokens) {
      if (token.kind == TokenKind::kWord) sequence = Join(sequence, Set({token.word}));
    }
    if (sequence.nullable) Wrong("no word: " + std::string(word));
    return sequence;
  }

  Part Gap(Take take) {
    Part gap = One(take);
    Follow(gap.last, gap.first);
    gap.nullable = true;
    return gap;
  }

  Part Set(std::vector<std::uint64_t> words) {
    std::sort(words.begin(), words.end());
    const auto begin = static_cast<std::uint32_t>(pattern_.words_.size());
    pattern_.words_.insert(pattern_.words_.end(), words.begin(), words.end());
    const Part part = One(Take::kWords);
    if (!pattern_.positions_.empty()) {
      pattern_.positions_.back().begin = begin;
      pattern_.positions_.back().end = static_cast<std::uint32_t>(pattern_.words_.size());
    }
    return part;
  }

  Part One(Take take) {
    const std::size_t n = pattern_.positions_.size();
    if (n >= LinePattern::kMostPositions) {
      Wrong("more than 64 words");
      return {};
    }
    pattern_.positions_.push_back({.take = take});
    const Mask bit = Mask{1} << n;
    if (take == Take::kAny) pattern_.sentence_ |= bit;
    if (take == Take::kRest) pattern_.rest_ |= bit;
    return {.first = bit, .last = bit, .nullable = false};
  }

  Part Join(const Part& a, const Part& b) {
    Follow(a.last, b.first);
    return {.first = a.nullable ? a.first | b.first : a.first,
            .last = b.nullable ? a.last | b.last : b.last,
            .nullable = a.nullable && b.nullable};
  }

  void Follow(Mask from, Mask to) {
    for (; from != 0; from &= from - 1) {
      pattern_.positions_[static_cast<std::size_t>(std::countr_zero(from))].follow |= to;
    }
  }

  char Peek() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
    return at_ < text_.size() ? text_[at_] : '\0';
  }

  std::string text_;
  const LinePattern::Macros& macros_;
  std::size_t at_ = 0;
  std::string error_;
  LinePattern pattern_;
};

Result<LinePattern> LinePattern::Compile(std::string_view pattern, const Macros& macros) {
  return PatternParser(std::string(pattern), macros).Run();
}

bool LinePattern::Takes(const Position& position, const LineToken& token) const {
  switch (position.take) {
    case Take::kWords:
      if (token.kind != TokenKind::kWord) return false;
      return std::find(words_.begin() + position.begin, words_.begin() + position.end,
                       token.word) != words_.begin() + position.end;
    case Take::kNumber:
      return token.kind == TokenKind::kNumber || token.kind == TokenKind::kClock;
    case Take::kClock:
      return token.kind == TokenKind::kClock;
    case Take::kName:
      return token.kind == TokenKind::kWord && token.capital;
    case Take::kAny:
      return token.kind != TokenKind::kStop && token.kind != TokenKind::kSeparator;
    case Take::kAnything:
    case Take::kRest:
      return true;
    case Take::kStop:
      return token.kind == TokenKind::kStop;
    case Take::kSeparator:
      return token.kind == TokenKind::kSeparator;
  }
  return false;
}

// The positions open after `token`; `taken`: those that took it.
LinePattern::Mask LinePattern::Step(Mask open, const LineToken& token, Mask& taken) const {
  taken = 0;
  Mask next = 0;
  for (Mask left = open; left != 0; left &= left - 1) {
    const auto n = static_cast<std::size_t>(std::countr_zero(left));
    if (!Takes(positions_[n], token)) continue;
    taken |= Mask{1} << n;
    next |= positions_[n].follow;
  }
  if (token.kind == TokenKind::kSeparator) next |= open;  // passed over
  if (token.kind == TokenKind::kStop) next |= open & ~sentence_;
  return next;
}

bool LinePattern::Matches(const std::vector<LineToken>& tokens, bool cut) const {
  Mask open = first_;
  bool accepted = false;
  for (const LineToken& token : tokens) {
    if ((open & rest_) != 0) return true;
    Mask taken = 0;
    open = Step(open, token, taken);
    const bool mark = token.kind == TokenKind::kStop || token.kind == TokenKind::kSeparator;
    accepted = (taken & last_) != 0 || (mark && accepted);
    if (open == 0 && !accepted) return false;
  }
  if ((open & rest_) != 0) return true;
  if (cut) return false;
  Mask taken = 0;
  Step(open, {.word = 0, .kind = TokenKind::kStop, .capital = false}, taken);
  return accepted || (taken & last_) != 0;
}

bool LinePattern::MayMatch(const std::vector<LineToken>& tokens) const {
  Mask open = first_;
  for (const LineToken& token : tokens) {
    Mask taken = 0;
    const Mask next = Step(open, token, taken);
    if ((taken & last_) != 0) return true;  // whether more follows is for Matches
    if (next == 0) return false;
    open = next;
  }
  return true;
}

std::vector<std::uint64_t> LinePattern::WordsOf(Mask mask) const {
  std::vector<std::uint64_t> words;
  for (Mask left = mask; left != 0; left &= left - 1) {
    const Position& position = positions_[static_cast<std::size_t>(std::countr_zero(left))];
    switch (position.take) {
      case Take::kWords:
        words.insert(words.end(), words_.begin() + position.begin, words_.begin() + position.end);
        break;
      case Take::kNumber:
      case Take::kClock:
        words.push_back(kNumberKey);
        break;
      case Take::kStop:
      case Take::kSeparator:
        break;
      default:
        return {};
    }
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

}  // namespace checkback
