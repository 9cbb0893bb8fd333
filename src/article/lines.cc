#include "article/lines.h"

#include "article/line_rules.h"

namespace checkback {

LineVerdict JudgeLine(std::string_view line, std::string_view language) {
  return LineRules::Embedded().Judge(line, language);
}

}  // namespace checkback
