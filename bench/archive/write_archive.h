// A made archive as files: record-wise gzip WARC, the newest format, no clock in it.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "archive.h"
#include "text/result.h"

namespace bench {

struct WrittenFiles {
  std::vector<std::string> paths;
  std::uint64_t bytes = 0;       // packed
  std::uint64_t html_bytes = 0;  // of the responses, unpacked
};

// Writes `folder`/made-00.warc.gz and so on, about equally many captures each; the folder is
// made, files that stand there are written anew. `threads` make and pack pages.
checkback::Result<WrittenFiles> WriteArchive(const MadeArchive& archive, const std::string& folder,
                                             int files, int threads);

}  // namespace bench
