// Any bytes as a web archive: plain, gzip or zstd; records, HTTP messages, pages, and reading on
// at a place that was left.

#include "page/warc.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "page/http_message.h"
#include "page/page_parts.h"
#include "page/warc_page.h"
#include "text/utf8.h"

namespace {

using namespace checkback;

void Check(bool promise) {
  if (!promise) std::abort();
}

// The bytes as a file without a name.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : file_(memfd_create("archive", MFD_CLOEXEC)) {
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

void CheckRecord(const WarcRecord& record, std::size_t file_size) {
  Check(record.place.offset + record.length <= file_size);
  Check(record.block.size() <= kMaxWarcBlockBytes);
  Check(IsValidUtf8(record.target_uri) && IsValidUtf8(record.version));
  for (const WarcHeader& header : record.headers)
    Check(IsValidUtf8(header.name) && IsValidUtf8(header.value));
  Check(record.revisit.has_value() == (record.type == WarcType::kRevisit));
  const auto why = WhyNoPage(record);
  const Result<Page> page = ReadWarcPage(record, {.seen_at = Instant{}});
  if (why) Check(!page && IsValidUtf8(*why));
  if (page) Check(IsValidUtf8(page->content));
}

// The bytes as the block of a record that holds several answers.
void CheckParts(std::string_view bytes) {
  const std::vector<PartRole> roles = {PartRole::kPage, PartRole::kFurther};
  WarcRecord record;
  record.type = WarcType::kResponse;
  record.content_type = PartsTypeOf(roles);
  record.block = bytes;
  Check(IsPartsType(record.content_type));
  const auto parts = PartsIn(record);
  if (parts) Check(!parts->empty() && parts->size() <= kMostPageParts);
  if (!parts) Check(IsValidUtf8(parts.error().what));
  static_cast<void>(UnpackMembers(bytes).has_value());
}

void CheckMessage(std::string_view bytes) {
  constexpr std::size_t kMost = 1u << 20;
  const auto head = ReadHttpHead(bytes);
  if (!head) return;
  Check(head->bytes <= bytes.size());
  const auto body = DecodeBody(*head, bytes.substr(head->bytes), kMost);
  if (body) Check(body->bytes.size() <= kMost);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  CheckMessage(bytes);
  CheckParts(bytes);
  const MemoryFile file(bytes);
  Result<WarcReader> reader = WarcReader::Open(file.path());
  if (!reader) return 0;
  int records = 0;
  while (true) {
    const Result<std::optional<WarcRecord>> record = reader->Next();
    Check(record.has_value());
    for (const WarcDamage& damage : reader->TakeDamages()) {
      Check(damage.offset + damage.length <= size);
      Check(!damage.reason.empty());
    }
    if (!*record) break;
    CheckRecord(**record, size);
    if (++records > 3) continue;
    Result<WarcReader> again = WarcReader::Open(file.path(), {.start = (*record)->place});
    Check(again.has_value());
    const Result<std::optional<WarcRecord>> same = again->Next();
    Check(same && *same && (*same)->block == (*record)->block);
  }
  return 0;
}
