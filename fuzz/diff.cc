// Any two texts as two versions: parted at the first NUL byte, each with its headline as first
// line.

#include "article/version/diff.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "article/version/version.h"
#include "text/sentences.h"
#include "text/utf8.h"

namespace {

checkback::Article Of(std::string_view bytes) {
  const std::string text = checkback::RepairUtf8(bytes);
  const std::size_t line = text.find('\n');
  checkback::Article article;
  article.language = "en";
  article.headline = text.substr(0, line);
  if (line != std::string::npos) article.text = text.substr(line + 1);
  return article;
}

void MustBeIn(std::string_view text, checkback::Span span) {
  if (span.start > span.end || span.end > text.size()) std::abort();
  if (!checkback::IsValidUtf8(checkback::Words(text, span))) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = std::min(bytes.find('\0'), bytes.size());
  const checkback::Article was = Of(bytes.substr(0, cut));
  const checkback::Article now = Of(bytes.substr(std::min(cut + 1, bytes.size())));
  std::size_t last = 0;
  for (const checkback::Span& sentence : checkback::FindSentences(was.text, "en")) {
    MustBeIn(was.text, sentence);
    if (sentence.start < last || sentence.empty()) std::abort();
    last = sentence.end;
  }
  const checkback::Diff diff = checkback::DiffArticles(was, now);
  for (const checkback::Edit& edit : diff.edits) {
    MustBeIn(checkback::TextOf(was, edit), edit.was);
    MustBeIn(checkback::TextOf(was, edit), edit.was_phrase);
    MustBeIn(checkback::TextOf(now, edit), edit.now);
    MustBeIn(checkback::TextOf(now, edit), edit.now_phrase);
  }
  // A version is what has a diff.
  if (diff.empty() != (checkback::VersionKey(was) == checkback::VersionKey(now))) std::abort();
  return 0;
}
