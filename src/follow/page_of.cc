#include "follow/page_of.h"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

#include "page/warc_page.h"

namespace checkback {
Result<Page> PageOf(Input& input, const PageOptions& options) {
  if (input.error) return Fail(*input.error);
  if (input.record)
    return ReadWarcPage(std::move(*input.record),
                        {.seen_at = options.seen_at, .hash = options.hash});
  if (input.line > 0)
    return ReadLine(input.bytes, {.seen_at = options.seen_at, .hash = options.hash});
  PageSource source;
  source.url = options.url;
  if (source.url.empty() && options.file_urls && input.name != "-")
    source.url = FileUrl(input.name);
  source.seen_at = options.seen_at.value_or(options.now);
  source.format = options.format;
  source.hash = options.hash;
  return ReadPage(std::move(input.bytes), source);
}

std::string UrlOf(const Input& input, const PageOptions& options) {
  if (input.offset) return input.url;
  if (input.line > 0) return UrlOfLine(input.bytes);
  return options.file_urls && input.name != "-" ? FileUrl(input.name) : options.url;
}

std::string FileUrl(const std::string& path) {
  std::error_code wrong;
  const std::filesystem::path whole = std::filesystem::absolute(path, wrong);
  std::string url = "file://";
  for (const char c : wrong ? path : whole.lexically_normal().string()) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                       (byte >= '0' && byte <= '9') ||
                       std::string_view("/-._~").find(c) != std::string_view::npos;
    url += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return url;
}

}  // namespace checkback
