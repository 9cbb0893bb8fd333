// One text as one zstd frame: what the store keeps of an article. Archives: page/unpacker.h.
//
// Pure, safe to call from many threads.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "text/result.h"

namespace checkback {

// `level` is 1 (fast) to 19 (small). The same bytes give the same frame, with one version of
// libzstd.
std::string PackFrame(std::string_view bytes, int level);

// The bytes of a frame that PackFrame made. kBadInput where it is damaged, kTooLarge where it
// claims more than `most` bytes.
Result<std::string> UnpackFrame(std::string_view frame, std::size_t most);
// The same of several frames, one behind the other.
Result<std::string> UnpackFrames(std::string_view frames, std::size_t most);

}  // namespace checkback
