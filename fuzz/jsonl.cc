// Lines of JSON Lines, and JSON as pages hold it.

#include <cstdlib>
#include <string_view>
#include <vector>

#include "page/page.h"
#include "text/json.h"
#include "text/json_writer.h"
#include "text/utf8.h"

namespace {

using namespace checkback;

// Every text of `value` is UTF-8; without recursion, as in the program.
void Check(const Json& value) {
  std::vector<const Json*> open = {&value};
  while (!open.empty()) {
    const Json& next = *open.back();
    open.pop_back();
    if (!IsValidUtf8(next.Text())) std::abort();
    JsonWriter json;
    json.Text(next.Text());
    const auto read = Json::Parse(json.str());
    if (!read || read->Text() != next.Text()) std::abort();
    for (const Json& item : next.items()) open.push_back(&item);
    for (const auto& [name, member] : next.members()) {
      if (!IsValidUtf8(name)) std::abort();
      open.push_back(&member);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto strict = Json::Parse(input);
  if (strict) Check(*strict);
  const auto lenient = Json::ParseLenient(input);
  if (lenient) Check(*lenient);

  const LineOptions options = {.seen_at = Instant{}, .hash = false};
  const auto page = ReadLine(input, options);
  if (page) {
    if (!IsValidUtf8(page->content) || page->content.find('\0') != std::string::npos) std::abort();
    if (!IsValidUtf8(page->url) || !IsValidUtf8(page->title)) std::abort();
  } else if (page.error().what.empty() || !IsValidUtf8(page.error().what)) {
    std::abort();
  }
  if (!IsValidUtf8(UrlOfLine(input))) std::abort();
  return 0;
}
