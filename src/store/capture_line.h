// One capture as a line of `export`: { "id", "url", "seen_at", "version", "trouble", "article" }.

#pragma once

#include <string>
#include <string_view>

#include "store/store.h"
#include "text/json_writer.h"

namespace checkback {

// For a call, not to be kept.
struct CaptureLine {
  std::string_view id, url;
  Instant seen_at{};
  bool is_version = false;
  std::string_view trouble;
  std::string_view article;  // its JSON as it is kept, or "null"
};
void WriteCaptureLine(const CaptureLine& line, JsonWriter& json);

// The line of `capture`, without a break. Errors are those of the store.
Result<std::string> CaptureLineOf(const Store& store, const Capture& capture);

}  // namespace checkback
