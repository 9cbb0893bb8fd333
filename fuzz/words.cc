// Any text as sentences, words, a parse and times: the words hold all that is not white space, in
// order; each sentence is a tree; times are in order.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "reading/parse.h"
#include "reading/times.h"
#include "text/sentences.h"
#include "text/utf8.h"

namespace {

void MustBeWords(std::string_view text, const checkback::Parse& parse) {
  std::size_t at = 0;
  for (const checkback::Word& word : parse.words) {
    const std::string_view between = text.substr(at, word.span.start - at);
    if (word.span.start < at || word.span.empty()) std::abort();
    if (!checkback::Trim(between).empty()) std::abort();
    if (!checkback::IsValidUtf8(checkback::Words(text, word.span))) std::abort();
    at = word.span.end;
  }
  if (!checkback::Trim(text.substr(at)).empty()) std::abort();
}

void MustBeTrees(const checkback::Parse& parse) {
  std::size_t first = 0;
  for (const std::size_t end : parse.sentence_end) {
    std::size_t roots = 0;
    for (std::size_t i = first; i < end; ++i) {
      std::int32_t at = static_cast<std::int32_t>(i);
      for (std::size_t steps = 0; at >= 0; ++steps) {
        if (steps > end - first || static_cast<std::size_t>(at) < first ||
            static_cast<std::size_t>(at) >= end) {
          std::abort();
        }
        at = parse.words[static_cast<std::size_t>(at)].head;
      }
      roots += parse.words[i].head < 0 ? 1 : 0;
    }
    if (roots != (end > first ? 1u : 0u)) std::abort();
    first = end;
  }
}

void MustBeTimes(std::string_view text, const checkback::Parse& parse) {
  const checkback::PrintedAt printed = {std::chrono::sys_days(std::chrono::year(2024) / 2 / 29), 9};
  std::size_t last = 0;
  for (const checkback::TimeExpression& time : checkback::FindTimes(text, parse, printed, "en")) {
    if (time.span.start < last || time.span.empty() || time.span.end > text.size()) std::abort();
    if (time.value.empty()) std::abort();
    last = time.span.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = checkback::RepairUtf8({reinterpret_cast<const char*>(data), size});
  for (const std::string_view language : {"en", "de"}) {
    const checkback::Parse parse =
        checkback::ParseText(text, checkback::FindSentences(text, language), language);
    MustBeWords(text, parse);
    if (parse.parsed) MustBeTrees(parse);
    MustBeTimes(text, parse);
  }
  return 0;
}
