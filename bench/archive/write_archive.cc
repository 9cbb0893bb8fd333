#include "write_archive.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <thread>

#include "page/gzip_member.h"
#include "page/warc_writer.h"

namespace bench {
namespace {

namespace fs = std::filesystem;
using checkback::Errc;
using checkback::Fail;
using checkback::Result;

constexpr int kLevel = 4;           // reading them costs the same for all levels
constexpr std::size_t kBatch = 64;  // captures packed by a thread before they are written

struct Packed {
  std::string members;  // one after another
  std::vector<std::size_t> ends;
  std::uint64_t html_bytes = 0;
  std::string error;
};

Packed Pack(const MadeArchive& archive, std::size_t from, std::size_t to,
            checkback::GzipDeflater& deflater) {
  Packed packed;
  for (std::size_t n = from; n < to; ++n) {
    const MadeCapture& capture = archive.captures()[n];
    const std::string url = archive.Url(capture.page);
    const std::string block = archive.Response(capture);
    packed.html_bytes += block.size();
    const auto record = checkback::PackRecord({.type = checkback::WarcType::kResponse,
                                               .target_uri = url,
                                               .date = capture.time,
                                               .content_type = checkback::kHttpResponse,
                                               .block = block},
                                              checkback::DigestKind::kSha1, deflater);
    if (!record) {
      packed.error = record.error().what;
      return packed;
    }
    packed.members += record->member;
    packed.ends.push_back(packed.members.size());
  }
  return packed;
}

Result<std::uint64_t> Append(checkback::WarcWriter& writer, const Packed& packed) {
  if (!packed.error.empty()) return Fail(Errc::kBadInput, packed.error);
  std::size_t from = 0;
  for (const std::size_t end : packed.ends) {
    const auto written =
        writer.AppendMember(std::string_view(packed.members).substr(from, end - from));
    if (!written) return Fail(written.error());
    from = end;
  }
  return packed.members.size();
}

// Captures `from` to `to` - 1, in rounds of one batch a thread.
Result<WrittenFiles> WriteFile(const MadeArchive& archive, const std::string& path,
                               std::size_t from, std::size_t to, int threads) {
  std::error_code ignored;
  fs::remove(path, ignored);
  auto writer = checkback::WarcWriter::Open(path, {});
  if (!writer) return Fail(writer.error());
  WrittenFiles written{.paths = {path}, .bytes = 0, .html_bytes = 0};
  std::vector<std::unique_ptr<checkback::GzipDeflater>> deflaters;
  deflaters.reserve(static_cast<std::size_t>(threads));
  for (int n = 0; n < threads; ++n)
    deflaters.push_back(std::make_unique<checkback::GzipDeflater>(kLevel));
  while (from < to) {
    std::vector<Packed> packed(deflaters.size());
    std::vector<std::thread> workers;
    for (std::size_t n = 0; n < packed.size(); ++n) {
      const std::size_t end = std::min(to, from + kBatch);
      workers.emplace_back([&archive, &packed, &deflaters, n, from, end] {
        packed[n] = Pack(archive, from, end, *deflaters[n]);
      });
      from = end;
    }
    for (std::thread& worker : workers) worker.join();
    for (const Packed& part : packed) {
      const auto bytes = Append(*writer, part);
      if (!bytes) return Fail(bytes.error());
      written.bytes += *bytes;
      written.html_bytes += part.html_bytes;
    }
  }
  return written;
}

}  // namespace

Result<WrittenFiles> WriteArchive(const MadeArchive& archive, const std::string& folder, int files,
                                  int threads) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return Fail(Errc::kIo, fmt::format("{}: {}", folder, error.message()));
  WrittenFiles all;
  const std::size_t count = archive.captures().size();
  for (int n = 0; n < files; ++n) {
    const auto written = WriteFile(archive, fmt::format("{}/made-{:02}.warc.gz", folder, n),
                                   count * n / files, count * (n + 1) / files, threads);
    if (!written) return Fail(written.error());
    all.paths.push_back(written->paths[0]);
    all.bytes += written->bytes;
    all.html_bytes += written->html_bytes;
  }
  return all;
}

}  // namespace bench
