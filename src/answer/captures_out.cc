#include "answer/captures_out.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <vector>

#include "answer/event_rows.h"
#include "store/capture_line.h"

namespace checkback {
namespace {

constexpr std::size_t kPieceBytes = 64u << 10;
constexpr std::size_t kCapturesAtOnce = 200;  // of some 300 bytes

// Gathers small things into pieces.
class Pieces {
 public:
  explicit Pieces(const std::function<bool(std::string_view)>& take) : take_(take) {}

  // False where nobody takes more.
  bool Put(std::string_view bytes) {
    ready_ += bytes;
    return ready_.size() < kPieceBytes || Flush();
  }
  bool Flush() {
    if (ready_.empty()) return true;
    const bool taken = take_(ready_);
    ready_.clear();
    return taken;
  }

 private:
  const std::function<bool(std::string_view)>& take_;
  std::string ready_;
};

// The raw records, as they stand in the segments.
class RawRecords {
 public:
  explicit RawRecords(const Store& store) : store_(store) {}

  Result<bool> Write(const RawPlace& place, Pieces& pieces) {
    const std::string path = store_.SegmentPath(place.segment);
    if (place.segment != segment_) {
      file_ = std::ifstream(path, std::ios::binary);
      segment_ = place.segment;
    }
    file_.clear();
    file_.seekg(static_cast<std::streamoff>(place.offset));
    std::string block;
    for (std::uint64_t left = place.length; left > 0; left -= block.size()) {
      block.resize(static_cast<std::size_t>(std::min<std::uint64_t>(left, kPieceBytes)));
      if (!file_.read(block.data(), static_cast<std::streamsize>(block.size())))
        return Fail(Errc::kIo, fmt::format("{}: no whole record at byte {}", path, place.offset));
      if (!pieces.Put(block)) return false;
    }
    return true;
  }

 private:
  const Store& store_;
  std::ifstream file_;
  std::int64_t segment_ = -1;
};

class CapturesOut {
 public:
  CapturesOut(const Store& store, CapturesForm form, Pieces& pieces)
      : store_(store), form_(form), pieces_(pieces), raw_(store) {}

  // False where nobody takes more.
  Result<bool> Put(const Capture& capture) {
    if (form_ == CapturesForm::kArchive) return raw_.Write(capture.raw, pieces_);
    Result<std::string> line = form_ == CapturesForm::kTable ? CaptureAsCsv(store_, capture)
                                                             : CaptureLineOf(store_, capture);
    if (!line) return Fail(line.error());
    if (form_ == CapturesForm::kLines) *line += '\n';
    return pieces_.Put(*line);
  }

 private:
  const Store& store_;
  CapturesForm form_;
  Pieces& pieces_;
  RawRecords raw_;
};

std::string TimeOrNothing(const std::optional<PageTime>& time) {
  return time ? ToRfc3339(*time) : std::string();
}

}  // namespace

Result<void> WriteCaptures(const Store& store, const CapturesWanted& wanted,
                           const std::function<bool(std::string_view piece)>& take) {
  Pieces pieces(take);
  CapturesOut out(store, wanted.form, pieces);
  if (wanted.form == CapturesForm::kTable && !pieces.Put(CaptureColumns())) return {};
  std::string after = wanted.after;
  for (std::size_t left = wanted.most; left > 0;) {
    const std::size_t most = std::min(left, kCapturesAtOnce);
    const Result<std::vector<Capture>> some = store.CapturesAfter(after, most);
    if (!some) return Fail(some.error());
    for (const Capture& capture : *some) {
      const Result<bool> taken = out.Put(capture);
      if (!taken) return Fail(taken.error());
      if (!*taken) return {};
    }
    if (some->size() < most) break;
    left -= some->size();
    after = some->back().id;
  }
  pieces.Flush();
  return {};
}

std::string CaptureColumns() {
  return "id,url,outlet,language,headline,byline,published_at,modified_at,seen_at,version,kind,"
         "trouble\r\n";
}

Result<std::string> CaptureAsCsv(const Store& store, const Capture& capture) {
  Article article;
  std::string_view kind;
  if (capture.article != 0) {
    Result<Article> kept = store.ArticleOf(capture);
    if (!kept) return Fail(kept.error());
    article = std::move(*kept);
    kind = NameOf(article.kind);
  }
  const std::string version = capture.is_version ? "true" : "false";
  const std::string cells[] = {capture.id,
                               capture.url,
                               article.outlet,
                               article.language,
                               article.headline,
                               fmt::format("{}", fmt::join(article.byline, "; ")),
                               TimeOrNothing(article.published_at),
                               TimeOrNothing(article.modified_at),
                               ToRfc3339(capture.seen_at),
                               version,
                               std::string(kind),
                               capture.trouble};
  std::string line;
  for (const std::string& cell : cells) (line += CsvCell(cell)) += ',';
  line.pop_back();
  return line + "\r\n";
}

}  // namespace checkback
