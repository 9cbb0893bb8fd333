#include <fmt/format.h>

#include <algorithm>

#include "follow/open_source.h"
#include "page/page.h"

namespace checkback {

Result<std::string> ReadAll(SourceBytes& bytes, std::size_t most) {
  while (bytes.Seen().size() <= most && bytes.More()) {
  }
  if (bytes.failure()) return Fail(*bytes.failure());
  return std::string(bytes.Seen().substr(0, most + 1));
}

bool FileInput::Next(Input& input) {
  if (!bytes_) return false;
  Result<std::string> all = ReadAll(*bytes_, kMaxPageBytes);
  reached_ = bytes_->Reached();
  if (!all) {
    input.bytes.assign(bytes_->Seen().substr(0, kMaxPageBytes));
    input.error = all.error();
  } else if (all->size() > kMaxPageBytes) {
    input.bytes.clear();
    input.error =
        Error{Errc::kTooLarge, fmt::format("the file is larger than {} MiB", kMaxPageBytes >> 20)};
  } else {
    input.bytes = std::move(*all);
    input.after = {.offset = reached_, .end = true};
    whole_ = true;
  }
  bytes_.reset();
  return true;
}

}  // namespace checkback
