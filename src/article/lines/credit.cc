#include "article/lines/credit.h"

#include <algorithm>
#include <optional>

#include "article/lines/line_chunks.h"
#include "article/lines/line_rules.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// The longest credits of the developing set have 8 words.
constexpr std::size_t kMostCreditWords = 12;
constexpr std::size_t kMostNameWords = 5;
constexpr std::size_t kMostNounWords = 3;  // "Herald staff photo"
constexpr std::size_t kLookedAt = 40;
constexpr std::size_t kLongestInitials = 4;  // bytes

class CreditFinder {
 public:
  explicit CreditFinder(std::string_view line) : line_(line), chunks_(ChunksOf(line, kLookedAt)) {}

  SignedCredit Run() const {
    if (chunks_.empty()) return {};
    if (const auto found = Copyright()) return *found;
    if (const auto found = Bracketed()) return *found;
    if (const auto found = Labelled()) return *found;
    if (const auto found = NamesAtTheEnd()) return *found;
    return {};
  }

 private:
  bool Is(const LineChunk& chunk, std::string_view list) const {
    return rules_.InList(list, chunk.word);
  }

  // A word that can stand in a credit: "Ruiz", "de", "via", "photo".
  bool IsName(const LineChunk& chunk) const {
    if (chunk.word == 0) return chunk.text == "/" || chunk.text == "&";
    if (HasDigit(chunk.text.substr(0, 1))) return true;
    return chunk.capital || Is(chunk, "name-particle") || Is(chunk, "credit-noun") ||
           (Is(chunk, "credit-label") && chunk.one_word);
  }

  bool OpensBracket(std::size_t i) const {
    return chunks_[i].text.front() == '(' || chunks_[i].text.front() == '[';
  }

  // Nothing before chunk `i` belongs to its sentence.
  bool StartsSentence(std::size_t i) const {
    if (i == 0) return chunks_[0].span.start == FirstByte();
    const LineChunk& before = chunks_[i - 1];
    return before.ends_sentence || IsDash(before) || OpensBracket(i) || before.text.back() == ')';
  }
  static bool IsDash(const LineChunk& chunk) {
    return chunk.word == 0 && chunk.text != "/" && chunk.text != "&";
  }
  std::size_t FirstByte() const { return line_.size() - TrimmedFront(line_).size(); }
  static std::string_view TrimmedFront(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    return text;
  }

  // Caption before byte `at`, credit from it; brackets and dashes between them go.
  SignedCredit Cut(std::size_t at, CreditSign sign) const {
    std::string_view caption = Trim(line_.substr(0, at));
    for (bool more = true; more;) {
      more = false;
      for (const std::string_view mark : {"(", "[", "|", "/", "-", "\u2013", "\u2014"}) {
        if (!caption.ends_with(mark)) continue;
        caption = Trim(caption.substr(0, caption.size() - mark.size()));
        more = true;
      }
    }
    std::string_view credit = Trim(line_.substr(at));
    while (!credit.empty() && (credit.front() == '(' || credit.front() == '['))
      credit.remove_prefix(1);
    while (!credit.empty() &&
           (credit.back() == ')' || credit.back() == ']' || credit.back() == '.') &&
           !(credit.back() == ')' && credit.find('(') != std::string_view::npos)) {
      credit.remove_suffix(1);
    }
    return {.parts = {.caption = SpanOf(caption), .credit = SpanOf(credit)}, .sign = sign};
  }
  Span SpanOf(std::string_view part) const {
    const auto start = static_cast<std::size_t>(part.data() - line_.data());
    return {.start = start, .end = start + part.size()};
  }

  bool AllNames(std::size_t from) const {
    return std::all_of(chunks_.begin() + static_cast<std::ptrdiff_t>(from), chunks_.end(),
                       [this](const LineChunk& chunk) { return IsName(chunk); });
  }

  static bool HasSlash(const LineChunk& chunk) {
    const std::size_t slash = chunk.text.find('/');
    return slash != std::string_view::npos && !HasDigit(chunk.text);
  }

  // A word or sign of credits among the chunks from `from`.
  bool Marked(std::size_t from) const {
    for (std::size_t i = from; i < chunks_.size(); ++i) {
      if (HasSlash(chunks_[i])) return true;
    }
    return Is(chunks_.back(), "credit-noun") || Is(chunks_[from], "credit-label") ||
           std::any_of(chunks_.begin() + static_cast<std::ptrdiff_t>(from), chunks_.end(),
                       [this](const LineChunk& chunk) { return Is(chunk, "credit-via"); });
  }

  std::optional<SignedCredit> Copyright() const {
    const std::size_t sign = line_.rfind("\u00A9");
    if (sign == std::string_view::npos) return std::nullopt;
    const std::string_view rest = line_.substr(sign);
    if (CountWords(rest) > kMostCreditWords || CountWords(rest) == 0) return std::nullopt;
    return Cut(sign, CreditSign::kMarked);
  }

  // "(Photo by Ana Ruiz/AFP)" at the end.
  std::optional<SignedCredit> Bracketed() const {
    const std::string_view last = chunks_.back().text;
    if (!last.ends_with(')') && !last.ends_with(").") && !last.ends_with(']')) return std::nullopt;
    for (std::size_t n = 1; n <= std::min(chunks_.size(), kMostCreditWords); ++n) {
      const std::size_t i = chunks_.size() - n;
      if (!OpensBracket(i)) continue;
      if (!AllNamesOrBy(i)) return std::nullopt;
      if (Marked(i) || LabelAmong(i)) return Cut(chunks_[i].span.start, CreditSign::kMarked);
      const bool apart =
          i > 0 && chunks_[i - 1].ends_sentence && !HasDigit(line_.substr(chunks_[i].span.start));
      if (apart) return Cut(chunks_[i].span.start, CreditSign::kNames);
      return std::nullopt;
    }
    return std::nullopt;
  }
  bool AllNamesOrBy(std::size_t from) const {
    return std::all_of(chunks_.begin() + static_cast<std::ptrdiff_t>(from), chunks_.end(),
                       [this](const LineChunk& chunk) {
                         return IsName(chunk) || Is(chunk, "credit-by") ||
                                Is(chunk, "credit-label");
                       });
  }
  bool LabelAmong(std::size_t from) const {
    return std::any_of(chunks_.begin() + static_cast<std::ptrdiff_t>(from), chunks_.end(),
                       [this](const LineChunk& chunk) { return Is(chunk, "credit-label"); });
  }

  // "Photo: Ana Ruiz", "Photo by Ana Ruiz", "Image source, Agency" behind a sentence or alone.
  std::optional<SignedCredit> Labelled() const {
    for (std::size_t i = chunks_.size() > kMostCreditWords ? chunks_.size() - kMostCreditWords : 0;
         i + 1 < chunks_.size(); ++i) {
      if (!Is(chunks_[i], "credit-label") || !chunks_[i].one_word) continue;
      std::size_t label_end = i;  // "Photo credit:", "Image source,"
      if (label_end + 2 < chunks_.size() && Is(chunks_[label_end + 1], "credit-label") &&
          chunks_[i].text.back() != ':')
        ++label_end;
      const LineChunk& label = chunks_[label_end];
      const LineChunk& next = chunks_[label_end + 1];
      const bool colon =
          label.text.back() == ':' || next.text == ":" || label.text.ends_with("\uFF1A");
      const bool by =
          Is(next, "credit-by") && label.text.back() != ',' && label_end + 2 < chunks_.size();
      if (!colon && !by) continue;
      if (!StartsSentence(i) && !(colon && chunks_[i].capital)) continue;
      const std::size_t who = label_end + 1 + (by || next.text == ":" ? 1 : 0);
      if (who >= chunks_.size() || !AllNames(who)) continue;
      return Cut(chunks_[i].span.start, CreditSign::kMarked);
    }
    return std::nullopt;
  }

  // "… at the port. Ana Ruiz/AFP", "… at the port. STAFF PHOTO", "Ana Ruiz/AFP".
  std::optional<SignedCredit> NamesAtTheEnd() const {
    std::size_t from = chunks_.size();
    while (from > 0 && IsName(chunks_[from - 1])) {
      const bool last = from == chunks_.size();
      if (chunks_[from - 1].ends_sentence && !last) break;
      --from;
      if (from > 0 && StartsSentence(from)) break;
    }
    if (from == chunks_.size() || (from == 0 && chunks_[0].span.start != FirstByte()))
      return std::nullopt;
    if (!StartsSentence(from)) return std::nullopt;
    if (chunks_[from].word == 0 && from + 1 < chunks_.size()) ++from;  // a dash before it
    const std::size_t words = chunks_.size() - from;
    if (words > kMostCreditWords) return std::nullopt;
    if (!chunks_[from].capital && !Is(chunks_[from], "credit-label")) return std::nullopt;
    const bool alone =
        std::all_of(chunks_.begin(), chunks_.begin() + static_cast<std::ptrdiff_t>(from),
                    [](const LineChunk& chunk) { return chunk.word == 0; });
    if (alone) {
      if (!IsBareCredit()) return std::nullopt;
      return Cut(chunks_[from].span.start, CreditSign::kMarked);
    }
    if (Marked(from) && (chunks_[from].capital || words >= 2)) {
      return Cut(chunks_[from].span.start, CreditSign::kMarked);
    }
    const std::string_view rest = line_.substr(chunks_[from].span.start);
    const bool plain = words <= kMostNameWords && !HasDigit(rest) &&
                       rest.find(',') == std::string_view::npos && rest.back() != '.' &&
                       !chunks_.back().ends_sentence;
    const bool name = words >= 2 || IsAllCapitals(rest, 2);
    if (plain && name && chunks_.back().capital)
      return Cut(chunks_[from].span.start, CreditSign::kNames);
    return std::nullopt;
  }
  // A whole line like "Ana Ruiz/AFP", but not "Position: PF/C" or "English/French Dictionary".
  bool IsBareCredit() const {
    if (line_.find_first_of(":,;") != std::string_view::npos || HasDigit(line_)) return false;
    if (chunks_.size() < 2 || chunks_.size() > kMostNameWords || HasSlash(chunks_[0])) return false;
    if (chunks_[0].text == "-" || chunks_[0].text == "*" || chunks_[0].text == "\u2022")
      return false;
    return std::any_of(chunks_.begin() + 1, chunks_.end(), HasSlash) ||
           (Is(chunks_.back(), "credit-noun") && chunks_.size() <= kMostNounWords);
  }

  std::string_view line_;
  std::vector<LineChunk> chunks_;
  const LineRules& rules_ = LineRules::Embedded();
};

}  // namespace

SignedCredit FindCredit(std::string_view caption) {
  SignedCredit found = CreditFinder(caption).Run();
  if (found.sign == CreditSign::kNone || found.parts.credit.empty()) {
    const std::string_view whole = Trim(caption);
    const auto start = static_cast<std::size_t>(whole.data() - caption.data());
    return {.parts = {.caption = {.start = start, .end = start + whole.size()}, .credit = {}},
            .sign = CreditSign::kNone};
  }
  return found;
}

bool IsNamesInBrackets(std::string_view line) {
  line = Trim(line);
  if (line.ends_with('.')) line.remove_suffix(1);
  const bool brackets = (line.starts_with('(') && line.ends_with(')')) ||
                        (line.starts_with('[') && line.ends_with(']'));
  if (!brackets || line.size() < 4) return false;
  const std::string_view inside = line.substr(1, line.size() - 2);
  if (inside.find_first_of("()[].!?:;\"") != std::string_view::npos || HasDigit(inside))
    return false;
  const std::vector<LineChunk> chunks = ChunksOf(inside, kMostNameWords + 1);
  if (chunks.empty() || chunks.size() > kMostNameWords) return false;
  // Some agencies write their initials small: "(dpa)", "(dpa/AFP)".
  const std::size_t slash = std::min(inside.find('/'), inside.size());
  const bool initials = chunks.size() == 1 && slash <= kLongestInitials &&
                        inside.size() <= slash + 1 + kLongestInitials;
  const LineRules& rules = LineRules::Embedded();
  return std::all_of(chunks.begin(), chunks.end(), [&](const LineChunk& chunk) {
    return chunk.capital || initials || chunk.text == "/" || chunk.text == "&" ||
           rules.InList("name-particle", chunk.word);
  });
}

CaptionParts SplitCredit(std::string_view caption) {
  return FindCredit(caption).parts;
}

}  // namespace checkback
