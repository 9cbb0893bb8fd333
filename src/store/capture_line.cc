#include "store/capture_line.h"

#include "store/article_frame.h"

namespace checkback {

// The article's JSON goes into the line as it is.
void WriteCaptureLine(const CaptureLine& line, JsonWriter& json) {
  json.Object([&] {
    json.Key("id").Text(line.id);
    json.Key("url").Text(line.url);
    json.Key("seen_at").Text(ToRfc3339(line.seen_at));
    json.Key("version").Bool(line.is_version);
    json.Key("trouble").TextOrNull(line.trouble);
    json.Key("article").Raw(line.article);
  });
}

Result<std::string> CaptureLineOf(const Store& store, const Capture& capture) {
  const Result<CaptureFrames> frames = store.FramesOf(capture);
  if (!frames) return Fail(frames.error());
  Result<std::string> article = std::string("null");
  if (!frames->article.empty()) article = JsonOfFrame(frames->article);
  if (!article) return Fail(article.error());
  JsonWriter json;
  WriteCaptureLine(
      {capture.id, capture.url, capture.seen_at, capture.is_version, capture.trouble, *article},
      json);
  return json.Take();
}

}  // namespace checkback
