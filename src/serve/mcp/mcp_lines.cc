#include "serve/mcp/mcp_lines.h"

#include <algorithm>

namespace checkback {

void McpLines::Add(std::string_view bytes) {
  bytes_.erase(0, at_);
  at_ = 0;
  bytes_ += bytes;
}

std::optional<McpLines::Line> McpLines::Next() {
  const std::size_t end = bytes_.find('\n', at_);
  const bool is_whole = end != std::string::npos;
  const std::size_t size = (is_whole ? end : bytes_.size()) - at_;
  if (!is_whole && !ended_) {
    if (drops_ || size > longest_) {
      drops_ = true;
      at_ = bytes_.size();
    }
    return std::nullopt;
  }
  if (!is_whole && size == 0 && !drops_) return std::nullopt;
  Line line;
  line.is_long = drops_ || size > longest_;
  if (!line.is_long) line.text = bytes_.substr(at_, size);
  at_ = is_whole ? end + 1 : bytes_.size();
  drops_ = false;
  return line;
}

}  // namespace checkback
