// Archives for tests: records as text, packed in any way.

#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "page/gzip_member.h"
#include "page/warc.h"

namespace checkback::samples {

inline std::string Http(std::string_view body, std::string_view headers = "",
                        std::string_view type = "text/html; charset=utf-8") {
  return fmt::format("HTTP/1.1 200 OK\r\nContent-Type: {}\r\n{}\r\n{}", type, headers, body);
}

// A whole record with its two line ends. `length` is what it claims; "" for the truth.
inline std::string Record(int n, std::string_view block, std::string_view length = "",
                          std::string_view version = "1.0") {
  return fmt::format(
      "WARC/{}\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{}>\r\n"
      "WARC-Date: 2025-05-14T06:30:00Z\r\nWARC-Target-URI: https://example.org/{}\r\n"
      "Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{}\r\n\r\n",
      version, n, n, length.empty() ? std::to_string(block.size()) : std::string(length), block);
}

inline std::string Gzip(std::string_view bytes) {
  return GzipDeflater(6).Deflate(bytes);
}

// What a reader makes of a file: the targets of the records, and the damages.
struct Read {
  std::vector<WarcRecord> records;
  std::vector<WarcDamage> damages;
  std::string error;

  // "/1 /2 /4"
  std::string Targets() const {
    std::string targets;
    for (const WarcRecord& record : records) {
      if (!targets.empty()) targets += ' ';
      targets += record.target_uri.substr(
          std::min(record.target_uri.size(), std::string_view("https://example.org").size()));
    }
    return targets;
  }
  // "100: reason\n"
  std::string Damages() const {
    std::string told;
    for (const WarcDamage& d : damages) told += fmt::format("{}: {}\n", d.offset, d.reason);
    return told;
  }
};

inline Read ReadAll(const std::string& path, WarcReader::Options options = {}) {
  Read read;
  Result<WarcReader> reader = WarcReader::Open(path, options);
  if (!reader) {
    read.error = reader.error().what;
    return read;
  }
  while (true) {
    Result<std::optional<WarcRecord>> record = reader->Next();
    for (WarcDamage& damage : reader->TakeDamages()) read.damages.push_back(std::move(damage));
    if (!record) read.error = record.error().what;
    if (!record || !*record) return read;
    read.records.push_back(std::move(**record));
  }
}

}  // namespace checkback::samples
