// All captures of a store, in the order of time, on their way out: `export` and /v1/export....
//
//   kLines     a line of JSON for each: the whole article (what `export` writes)
//   kTable     a line of CSV for each: what it is, without its text; for spreadsheets
//   kArchive   the raw records, each a gzip member of its own: an archive that `import` takes, and
//              that gives the same store again
//
// Read a few captures at a time, each few for themselves: whoever takes a day for it holds nothing
// up. So captures that come meanwhile are in it where they are newer than what was given.
//
// Memory: some captures with one article. Errors are those of the store.

#pragma once

#include <cstddef>
#include <functional>
#include <limits>
#include <string>
#include <string_view>

#include "store/store.h"
#include "text/result.h"

namespace checkback {

enum class CapturesForm : std::uint8_t { kLines, kTable, kArchive };

struct CapturesWanted {
  CapturesForm form = CapturesForm::kLines;
  std::string after = {};  // the id of a capture: those behind it; "": from the first
  std::size_t most = std::numeric_limits<std::size_t>::max();
};

// Gives pieces of some 64 kB to `take` until that says false.
Result<void> WriteCaptures(const Store& store, const CapturesWanted& wanted,
                           const std::function<bool(std::string_view piece)>& take);

// "id,url,outlet,...", as RFC 4180 has it, and safe for spreadsheets as CsvCell makes it.
std::string CaptureColumns();
Result<std::string> CaptureAsCsv(const Store& store, const Capture& capture);

}  // namespace checkback
