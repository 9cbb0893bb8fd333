// Files of the tree that stand inside the program: rules, lists, models.

#pragma once

#include <cstddef>
#include <string_view>

namespace checkback {

// The bytes of a file by its path in the tree ("rules/en/notices.txt"); lives as long
// as the program. Empty where no such file was built in.
std::string_view FindEmbedded(std::string_view path);

// The table that the build writes (cmake/modules.cmake); use FindEmbedded.
struct EmbeddedFile {
  const char* path;
  const char* begin;
  const char* end;
};
extern const EmbeddedFile kEmbeddedFiles[];
extern const std::size_t kEmbeddedCount;

}  // namespace checkback
