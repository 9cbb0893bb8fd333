#include "article/lines/line_chunks.h"

#include <algorithm>

#include "article/lines/line_tokens.h"
#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::uint64_t kNumberWord = 1;

// "M." and "Dr." are no ends; "2026." and "a.m." are.
bool EndsSentence(std::string_view chunk) {
  while (!chunk.empty()) {
    const char last = chunk.back();
    if (last == '!' || last == '?') return true;
    if (last == '.') break;
    if (chunk.ends_with("\u2026") || chunk.ends_with("\u3002")) return true;
    if (chunk.ends_with("\u201D") || chunk.ends_with("\u201C")) {
      chunk.remove_suffix(3);
    } else if (chunk.ends_with("\u00BB") || chunk.ends_with("\u00AB")) {
      chunk.remove_suffix(2);
    } else if (last == '"' || last == ')' || last == '\'') {
      chunk.remove_suffix(1);
    } else {
      return false;
    }
  }
  if (chunk.empty()) return false;
  chunk.remove_suffix(1);
  chunk.remove_prefix(std::min(chunk.find('/') + 1, chunk.size()));  // "Tribune/M. Ander"
  const bool initial = chunk.size() <= 2 && !chunk.empty() && chunk[0] >= 'A' && chunk[0] <= 'Z';
  return !chunk.empty() && !initial;
}

LineChunk MakeChunk(std::string_view line, std::size_t start, std::size_t end) {
  LineChunk chunk;
  chunk.span = {.start = start, .end = end};
  chunk.text = line.substr(start, end - start);
  chunk.ends_sentence = EndsSentence(chunk.text);
  std::vector<LineToken> tokens;
  TokenizeLine(chunk.text, 8, tokens);
  std::size_t words = 0;
  for (const LineToken& token : tokens) {
    if (token.kind == TokenKind::kStop || token.kind == TokenKind::kSeparator) continue;
    if (words++ == 0) {
      chunk.word = token.kind == TokenKind::kWord ? token.word : kNumberWord;
      chunk.capital = token.capital;
    }
  }
  chunk.one_word = words == 1;
  return chunk;
}

bool IsBlank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

}  // namespace

std::vector<LineChunk> ChunksOf(std::string_view line, std::size_t most) {
  std::vector<LineChunk> chunks;
  std::size_t end = line.size();
  while (chunks.size() < most) {
    while (end > 0 && IsBlank(line[end - 1])) --end;
    if (end == 0) break;
    std::size_t start = end;
    while (start > 0 && !IsBlank(line[start - 1])) --start;
    chunks.push_back(MakeChunk(line, start, end));
    end = start;
  }
  std::reverse(chunks.begin(), chunks.end());
  return chunks;
}

bool HasDigit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool IsAllCapitals(std::string_view text, std::size_t least) {
  if (LowerCase(text) == text) return false;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = CodePointAt(text, at);
    const std::string_view letter = text.substr(at, point.bytes);
    at += point.bytes;
    if (!IsWordChar(point.value)) continue;
    if (LowerCase(letter) == letter) return false;
    ++letters;
  }
  return letters >= least;
}

}  // namespace checkback
