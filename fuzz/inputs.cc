// Any bytes as a file that is imported: told apart, unpacked, read to the end; and gone on with at
// every place, which has to give what was left.

#include "follow/inputs.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "text/utf8.h"

namespace {

using namespace checkback;

void Check(bool promise) {
  if (!promise) std::abort();
}

// The bytes as a file without a name.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : file_(memfd_create("input", MFD_CLOEXEC)) {
    Check(file_ >= 0 &&
          write(file_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() { close(file_); }
  std::string path() const { return "/proc/self/fd/" + std::to_string(file_); }

 private:
  int file_;
};

struct Given {
  std::string bytes;
  SourcePlace after;
};

std::vector<Given> Read(const std::string& path, std::optional<SourcePlace> begin) {
  InputReader reader({path}, {.everything = true,
                              .seen_again = true,
                              .keep_packed = true,
                              .ends = true,
                              .begin_at = [&](const SourceFile&) { return begin; }});
  std::vector<Given> given;
  Input input;
  while (reader.Next(input)) {
    Check(input.source && input.source->Lasts());
    Check(!input.error || !input.error->what.empty());
    Check(!input.record || IsValidUtf8(input.url));
    given.push_back({input.record ? input.record->block : input.bytes, input.after});
  }
  Check(reader.Progress().done == reader.Progress().total);
  return given;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const MemoryFile file({reinterpret_cast<const char*>(data), size});
  const std::vector<Given> all = Read(file.path(), std::nullopt);
  Check(all.size() <= size + 2);
  constexpr std::size_t kPlaces = 3;
  for (std::size_t i = 0; i < all.size() && i < kPlaces; ++i) {
    if (all[i].after == SourcePlace{}) continue;  // it failed as a whole
    const std::vector<Given> rest = Read(file.path(), all[i].after);
    Check(all[i].after.end ? rest.empty() : !rest.empty());
    // Damages that were told together are told again from their common place, or not.
    if (!rest.empty()) Check(rest.back().bytes == all.back().bytes);
  }
  return 0;
}
