// Any bytes as one line of a page: its kind, its credit, its dateline.

#include "article/lines/lines.h"

#include <cstdint>
#include <cstdlib>
#include <string>

#include "article/body/live_entries.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string line = checkback::RepairUtf8({reinterpret_cast<const char*>(data), size});
  checkback::JudgeLine(line, "en");
  const auto parts = checkback::SplitCredit(line);
  if (parts.caption.end > line.size() || parts.credit.end > line.size()) std::abort();
  if (parts.caption.start > parts.caption.end || parts.credit.start > parts.credit.end)
    std::abort();
  if (!checkback::IsValidUtf8(checkback::Words(line, parts.caption))) std::abort();
  if (!checkback::IsValidUtf8(checkback::Words(line, parts.credit))) std::abort();
  const auto dateline = checkback::FindDateline(line);
  if (dateline) {
    if (dateline->body > line.size() || dateline->place.end > dateline->body) std::abort();
    if (!checkback::IsValidUtf8(checkback::Words(line, dateline->place))) std::abort();
  }
  checkback::ReadClockTime(line);
  return 0;
}
