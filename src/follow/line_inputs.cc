#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "follow/open_source.h"
#include "follow/source_kind.h"
#include "page/page.h"
#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kKeptOfTooLong = 16384;  // of a line over the limit: enough to find its url
// What is passed over in search of the end of a line: as much as of an archive.
constexpr std::uint64_t kMaxSkipped = kMaxWarcSkipBytes;

// Whether a line begins at byte `place`, which may be the end of a file without a last break.
bool IsLineStart(const Descriptor& file, std::uint64_t place) {
  if (place == 0) return true;
  const std::string around = ReadAt(file, place - 1, 2);
  return !around.empty() && (around[0] == '\n' || around.size() == 1);
}

}  // namespace

std::unique_ptr<SourceBytes> LinesFrom(const std::string& path, const SourcePlace& place) {
  Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return nullptr;
  if (IsPacked(ReadAt(file, 0, 4))) {
    auto bytes = PackedBytes(path, {place.offset, place.inside});
    return bytes ? std::move(*bytes) : nullptr;
  }
  if (!IsLineStart(file, place.offset)) return nullptr;
  if (lseek(file.get(), static_cast<off_t>(place.offset), SEEK_SET) < 0) return nullptr;
  return PlainBytes(std::move(file), place.offset);
}

std::optional<std::size_t> LineInputs::LineEnd() {
  const std::string_view seen = bytes_->Seen();
  const std::size_t found = seen.find('\n', scanned_);
  scanned_ = found == std::string_view::npos ? seen.size() : found;
  if (found == std::string_view::npos) return std::nullopt;
  return found;
}

// Nothing at the end of the file, and where the line is too long.
std::optional<std::size_t> LineInputs::ReadLine() {
  std::optional<std::size_t> end = LineEnd();
  while (!end && bytes_->Seen().size() <= kMaxPageBytes && bytes_->More()) end = LineEnd();
  return end;
}

void LineInputs::Drop(std::size_t bytes) {
  bytes_->Drop(bytes);
  scanned_ = 0;
}

// Drops what is left of a line over the limit.
void LineInputs::Skip() {
  for (std::uint64_t skipped = 0; skipped < kMaxSkipped;) {
    if (const auto end = LineEnd()) return Drop(*end + 1);
    skipped += bytes_->Seen().size();
    Drop(bytes_->Seen().size());
    if (!bytes_->More()) return;
  }
}

bool LineInputs::Next(Input& input) {
  while (true) {
    const std::optional<std::size_t> end = ReadLine();
    const std::string_view seen = bytes_->Seen();
    if (!end && seen.empty()) return GiveFailure(input);
    const std::string_view line = seen.substr(0, end.value_or(seen.size()));
    ++line_;
    const bool too_long = line.size() > kMaxPageBytes;
    const bool blank = Trim(line.substr(0, 256)).empty() && Trim(line).empty();
    if (!blank) input.bytes.assign(line.substr(0, too_long ? kKeptOfTooLong : line.size()));
    if (too_long) {
      input.error = Error{Errc::kTooLarge,
                          fmt::format("the line is longer than {} MiB", kMaxPageBytes >> 20)};
      Skip();
    } else {
      Drop(end ? *end + 1 : line.size());
      if (!end && !blank && bytes_->failure()) {
        input.error = bytes_->failure();
        told_ = true;
      }
    }
    if (blank) continue;
    input.line = line_;
    const WarcPlace here = bytes_->Here();
    input.after = {.offset = here.offset, .inside = here.inside, .line = line_};
    return true;
  }
}

// The reason why nothing more can be read, once.
bool LineInputs::GiveFailure(Input& input) {
  if (!bytes_->failure() || told_) return false;
  told_ = true;
  input.bytes.clear();
  input.error = bytes_->failure();
  const WarcPlace here = bytes_->Here();
  input.after = {.offset = here.offset, .inside = here.inside, .line = line_};
  return true;
}

bool LineInputs::Whole() const {
  return !bytes_->failure() || bytes_->failure()->code != Errc::kIo;
}

}  // namespace checkback
