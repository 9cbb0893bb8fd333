#include "store/reading_frame.h"

#include "page/page.h"
#include "page/zstd_frame.h"
#include "reading/reading_json.h"

namespace checkback {
namespace {

constexpr int kLevel = 3;
// The longest article is a page of kMaxPageBytes; what is read in it is told in at most so many
// bytes for each of its bytes (a pronoun in every other word).
constexpr std::size_t kMostBytes = 100 * kMaxPageBytes;

}  // namespace

std::string ReadingFrameOf(const Article& article, const Reading& reading) {
  JsonWriter json;
  WriteReading(article.text, reading, ShowWords::kNo, json);
  return PackFrame(json.str(), kLevel);
}

Result<std::string> JsonOfReadingFrame(std::string_view frame) {
  return UnpackFrame(frame, kMostBytes);
}

Result<Reading> ReadingOfFrame(std::string_view frame) {
  const Result<std::string> json = JsonOfReadingFrame(frame);
  if (!json) return Fail(json.error());
  return ReadReadingJson(*json);
}

}  // namespace checkback
