#include "article/lines/lines.h"

#include "article/lines/credit.h"
#include "article/lines/line_rules.h"

namespace checkback {
namespace {

// A line that is nothing but a credit is short.
constexpr std::size_t kMostCreditBytes = 100;
constexpr std::string_view kShapeOfCredit = "the shape of a credit";

bool IsBareCredit(std::string_view line) {
  if (line.size() > kMostCreditBytes || line.find('/') == std::string_view::npos) return false;
  const SignedCredit found = FindCredit(line);
  return found.sign == CreditSign::kMarked && found.parts.caption.empty();
}

}  // namespace

LineVerdict JudgeLine(std::string_view line, std::string_view language) {
  const LineVerdict verdict = LineRules::Embedded().Judge(line, language);
  if (verdict.kind != LineKind::kBody || !IsBareCredit(line)) return verdict;
  return {.kind = LineKind::kCredit, .developing = false, .rule = kShapeOfCredit};
}

}  // namespace checkback
