// Bytes from a pipe, cut into lines; one that grows too long is dropped as it comes, so that
// memory is bounded whatever is sent.
//
//   lines.Add(bytes);
//   while (auto line = lines.Next()) ...
//
// Not for use by two threads at once.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace checkback {

class McpLines {
 public:
  struct Line {
    std::string text;      // without its break
    bool is_long = false;  // over `longest`; then it has no text
  };

  explicit McpLines(std::size_t longest) : longest_(longest) {}

  void Add(std::string_view bytes);
  // The last bytes came: what stands behind the last break is a line too.
  void End() { ended_ = true; }
  std::optional<Line> Next();

 private:
  std::size_t longest_;
  std::string bytes_;
  std::size_t at_ = 0;  // of the bytes, where the next line begins
  bool drops_ = false;  // in the middle of a line that is too long
  bool ended_ = false;
};

}  // namespace checkback
