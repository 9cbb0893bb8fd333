#include "reading/parse.h"

#include <algorithm>
#include <memory>
#include <unordered_map>

#include "article/lines/lines.h"
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

// Where the words behind "HALLENSTAD (Northwire) -" begin, of the words of `sentence` from `first`
// on; the place behind its last word where it has no dateline.
std::size_t BehindDateline(std::string_view text, Span sentence, const std::vector<Span>& words,
                           std::size_t first) {
  // The longest in data/developing is 44 bytes long.
  constexpr std::size_t kLongestDateline = 200;
  if (sentence.start > 0 && text[sentence.start - 1] != '\n') return words.size();
  const auto found = FindDateline(
      Words(text, {sentence.start, std::min(sentence.end, sentence.start + kLongestDateline)}));
  if (!found) return words.size();
  const auto begins = [](const Span& word, std::size_t byte) { return word.start < byte; };
  const auto body = std::lower_bound(words.begin() + static_cast<std::ptrdiff_t>(first),
                                     words.end(), sentence.start + found->body, begins);
  return static_cast<std::size_t>(body - words.begin());
}

// A dateline is parsed by itself, since treebanks have few, and hangs on the sentence behind it.
void HangDatelines(std::vector<Word>& words, const std::vector<std::size_t>& behind) {
  for (const std::size_t body : behind) {
    std::size_t dateline = body, root = body;
    while (dateline > 0 && words[dateline - 1].head >= 0) --dateline;
    while (root < words.size() && words[root].head >= 0) ++root;
    if (dateline == 0 || root == words.size()) continue;
    Word& top = words[dateline - 1];
    top.head = static_cast<std::int32_t>(root);
    top.relation = Relation::kDiscourse;
  }
}

Parse Parsed(std::string_view text, std::span<const Span> sentences, std::string_view language,
             ParseMemory* memory) {
  Parse parse;
  std::vector<Span> spans;
  std::vector<std::size_t> parsed_end;  // as `sentence_end`, with those of datelines
  std::vector<std::size_t> behind_datelines;
  for (const Span& sentence : sentences) {
    const std::size_t first = spans.size();
    AppendWords(text, sentence, language, spans);
    parse.sentence_end.push_back(spans.size());
    const std::size_t body = BehindDateline(text, sentence, spans, first);
    if (first < body && body < spans.size()) {
      parsed_end.push_back(body);
      behind_datelines.push_back(body);
    }
    parsed_end.push_back(spans.size());
  }
  parse.words.resize(spans.size());
  for (std::size_t i = 0; i < spans.size(); ++i) parse.words[i].span = spans[i];
  if (const Parser* parser = ParserOf(language)) {
    // A memory is of one parser.
    const bool remembers = memory != nullptr && parser == ParserOf("en");
    parser->Fill(text, parse.words, parsed_end, remembers ? memory : nullptr);
    HangDatelines(parse.words, behind_datelines);
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
