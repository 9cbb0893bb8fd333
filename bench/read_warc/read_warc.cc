// Reads web archives and does nothing else: what bench/warc_rate times.
//
//   read_warc [--digests] FILE...

#include <fmt/format.h>

#include <string_view>

#include "page/warc.h"

int main(int argc, char** argv) {
  using namespace checkback;
  WarcReader::Options options = {.start = {}, .check_digests = false};
  std::size_t records = 0;
  std::size_t damages = 0;
  std::size_t bytes = 0;
  std::size_t differ = 0;
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--digests") {
      options.check_digests = true;
      continue;
    }
    Result<WarcReader> reader = WarcReader::Open(argv[i], options);
    if (!reader) {
      fmt::print(stderr, "{}: {}\n", argv[i], reader.error().what);
      return 1;
    }
    while (true) {
      const Result<std::optional<WarcRecord>> record = reader->Next();
      damages += reader->TakeDamages().size();
      if (!record || !*record) break;
      ++records;
      bytes += (*record)->block.size();
      differ += (*record)->block_digest == DigestCheck::kDiffers;
    }
  }
  fmt::print("{} records, {} MB of blocks, {} damages, {} digests differ\n", records,
             bytes / 1'000'000, damages, differ);
  return 0;
}
