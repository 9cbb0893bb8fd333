#include "text/embedded.h"

namespace checkback {

std::string_view FindEmbedded(std::string_view path) {
  for (std::size_t i = 0; i < kEmbeddedCount; ++i) {
    const EmbeddedFile& file = kEmbeddedFiles[i];
    if (path == file.path) return {file.begin, static_cast<std::size_t>(file.end - file.begin)};
  }
  return {};
}

}  // namespace checkback
