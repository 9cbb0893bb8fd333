#include "reading/parse.h"

#include <memory>
#include <unordered_map>

#include "reading/parse_memory.h"
#include "reading/parser.h"
#include "reading/tokens.h"
#include "text/embedded.h"

namespace checkback {
namespace {

using Parsers = std::unordered_map<std::string_view, Parser>;

// A model that cannot be read is none; parse_test reads each that was built in.
Parsers ReadParsers() {
  constexpr std::string_view kFolder = "rules/";
  constexpr std::string_view kName = "/parser.model";
  Parsers parsers;
  for (std::size_t i = 0; i < kEmbeddedCount; ++i) {
    std::string_view path = kEmbeddedFiles[i].path;
    if (!path.starts_with(kFolder) || !path.ends_with(kName)) continue;
    Result<ParserModel> model = ParserModel::Read(FindEmbedded(path));
    path.remove_prefix(kFolder.size());
    path.remove_suffix(kName.size());
    if (model) parsers.emplace(path, Parser(std::move(*model)));
  }
  return parsers;
}

const Parser* ParserOf(std::string_view language) {
  static const Parsers parsers = ReadParsers();
  std::string_view base = language.substr(0, language.find('-'));
  if (base.empty() || base == "und") base = "en";
  const auto found = parsers.find(base);
  return found == parsers.end() ? nullptr : &found->second;
}

Parse Parsed(std::string_view text, std::span<const Span> sentences, std::string_view language,
             ParseMemory* memory) {
  Parse parse;
  std::vector<Span> spans;
  for (const Span& sentence : sentences) {
    AppendWords(text, sentence, language, spans);
    parse.sentence_end.push_back(spans.size());
  }
  parse.words.resize(spans.size());
  for (std::size_t i = 0; i < spans.size(); ++i) parse.words[i].span = spans[i];
  if (const Parser* parser = ParserOf(language)) {
    // A memory is of one parser.
    const bool remembers = memory != nullptr && parser == ParserOf("en");
    parser->Fill(text, parse.words, parse.sentence_end, remembers ? memory : nullptr);
    parse.parsed = true;
  }
  return parse;
}

}  // namespace

Parse ParseText(std::string_view text, std::span<const Span> sentences, std::string_view language) {
  return Parsed(text, sentences, language, nullptr);
}

Parse ParseText(std::string_view text, std::span<const Span> sentences, std::string_view language,
                ParseMemory& memory) {
  return Parsed(text, sentences, language, &memory);
}

std::string_view ParserVersion(std::string_view language) {
  const Parser* parser = ParserOf(language);
  return parser == nullptr ? std::string_view() : parser->model().version;
}

}  // namespace checkback
