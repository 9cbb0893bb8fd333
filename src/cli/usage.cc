#include "cli/usage.h"

#include <fmt/format.h>

#include "cli/load_dictionaries.h"
#include "cli/output.h"
#include "page/url.h"

namespace checkback {

std::optional<std::string> CannotDo(const Arguments& typed) {
  if (typed.warc == "-") return "--warc needs a file: archives are not read from standard input";
  for (const std::string& input : typed.inputs) {
    if (!SplitUrl(input)) continue;
    return fmt::format(
        "{0}: this version does not fetch; try: curl -sL '{0}' | checkback read --url '{0}' -",
        input);
  }
  return std::nullopt;
}

Result<AnswerOptions> AnswerOptionsOf(const Arguments& typed, Instant now) {
  AnswerOptions options;
  options.url = typed.url;
  options.now = now;
  options.why = typed.why;
  options.parse = typed.parse;
  if (typed.html) options.format = PageFormat::kHtml;
  if (typed.text) options.format = PageFormat::kScrapedText;
  if (!typed.url.empty() && !SplitUrl(typed.url)) {
    return Fail(Errc::kBadInput,
                fmt::format("--url is not an http or https address: '{}'", typed.url));
  }
  if (!typed.seen_at.empty()) {
    options.seen_at = ParseInstant(typed.seen_at);
    if (!options.seen_at) {
      return Fail(
          Errc::kBadInput,
          fmt::format("--seen-at is not a time like 2025-05-14T09:30:00Z: '{}'", typed.seen_at));
    }
  }
  if (!typed.dictionaries.empty()) {
    Result<EventDictionaries> loaded = LoadDictionaries(typed.dictionaries);
    if (!loaded) return Fail(loaded.error());
    options.dictionaries = std::make_shared<const EventDictionaries>(std::move(*loaded));
  }
  return options;
}

std::optional<AnswerOptions> OptionsOrComplain(const Arguments& typed, Instant now) {
  if (const auto why = CannotDo(typed)) {
    Complain(*why);
    return std::nullopt;
  }
  Result<AnswerOptions> options = AnswerOptionsOf(typed, now);
  if (!options) {
    Complain(options.error().what);
    return std::nullopt;
  }
  return std::move(*options);
}

}  // namespace checkback
