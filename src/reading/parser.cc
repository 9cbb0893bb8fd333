#include "reading/parser.h"

#include <algorithm>

#include "reading/highest.h"
#include "reading/parse_memory.h"
#include "reading/tree.h"
#include "reading/word_features.h"

namespace checkback {
namespace {

// Words that go through the network at once: enough to use each number of the matrices often, few
// enough for the processor's second cache.
constexpr std::size_t kBatchWords = 96;

bool MayEndPiece(std::string_view word) {
  return word == "," || word == ";" || word == "." || word == ":" || word == ")";
}

// Where the piece that begins at `first` ends: at the sentence's end, or behind the last mark in
// the second half of what may be parsed at once.
std::size_t PieceEnd(std::string_view text, std::span<const Word> words, std::size_t first,
                     std::size_t last) {
  if (last - first <= kLongestParsed) return last;
  const std::size_t most = first + kLongestParsed;
  for (std::size_t i = most; i > first + kLongestParsed / 2; --i) {
    if (MayEndPiece(Words(text, words[i - 1].span))) return i;
  }
  return most;
}

template <typename Class>
Class Best(const float* scores, const std::vector<Class>& classes) {
  return classes[FirstHighest(scores, classes.size())];
}

// All that the parser looks at of the words [first, last): themselves, whether each touches the one
// before, and whether a sentence begins with them. Into `key`.
void KeyOf(std::string_view text, std::span<const Word> words, std::size_t first, std::size_t last,
           bool begins, std::string& key) {
  key.clear();
  key += begins ? 'b' : 'g';
  for (std::size_t i = first; i < last; ++i) {
    const Span& span = words[i].span;
    const bool glued = (i > first || !begins) && span.start == words[i - 1].span.end;
    key += glued ? '\1' : '\2';
    key += static_cast<char>(span.size() & 0xFF);  // the words stay apart
    key += static_cast<char>(span.size() >> 8 & 0xFF);
    key += Words(text, span);
  }
}

}  // namespace

// Pieces of sentences that go through the network together.
struct Parser::Batch {
  std::vector<WordKeys> keys;
  std::vector<std::size_t> ends;    // of the pieces, in `keys`
  std::vector<std::size_t> starts;  // where each begins in the text's words
  std::vector<std::string> names;   // what each is remembered by
  std::vector<std::int32_t> heads;
  ParserScratch& scratch;

  void Clear() {
    keys.clear();
    ends.clear();
    starts.clear();
    names.clear();
  }
};

void Parser::FillBatch(Batch& batch, std::span<Word> words, ParseMemory* memory) const {
  if (batch.keys.empty()) return;
  RunNetwork(model_, batch.keys, batch.ends, batch.scratch);
  batch.heads.resize(batch.keys.size());
  std::size_t begin = 0;
  for (const std::size_t end : batch.ends) {
    ScoreHeads(model_, begin, end, batch.scratch);
    const std::vector<std::int32_t> tree = BestTree(batch.scratch.scores, end - begin);
    for (std::size_t i = begin; i < end; ++i) {
      const std::int32_t head = tree[i - begin];
      batch.heads[i] = head < 0 ? -1 : head + static_cast<std::int32_t>(begin);
    }
    begin = end;
  }
  const std::vector<std::uint16_t> relations = ChooseRelations(model_, batch.heads, batch.scratch);
  begin = 0;
  for (std::size_t piece = 0; piece < batch.ends.size(); ++piece) {
    const std::size_t start = batch.starts[piece];
    for (std::size_t i = begin; i < batch.ends[piece]; ++i) {
      Word& word = words[start + i - begin];
      const float* outputs = &batch.scratch.outputs[i * model_.Outputs()];
      word.upos = Best(outputs + ParserModel::kUposAt, model_.upos);
      word.form = Best(outputs + ParserModel::kFormAt, model_.forms);
      word.head = batch.heads[i] < 0 ? -1
                                     : batch.heads[i] - static_cast<std::int32_t>(begin) +
                                           static_cast<std::int32_t>(start);
      word.relation = model_.relations[relations[i]];
      // The root has one name, and no other word has it.
      if (word.head < 0) {
        word.relation = Relation::kRoot;
      } else if (word.relation == Relation::kRoot) {
        word.relation = Relation::kParataxis;
      }
    }
    if (memory != nullptr)
      memory->Keep(batch.names[piece], words.subspan(start, batch.ends[piece] - begin), start);
    begin = batch.ends[piece];
  }
  batch.Clear();
}

void Parser::Fill(std::string_view text, std::span<Word> words, std::span<const std::size_t> ends,
                  ParseMemory* memory) const {
  thread_local ParserScratch scratch;  // a megabyte, which a text would clear and give back else
  Batch batch{.keys = {}, .ends = {}, .starts = {}, .names = {}, .heads = {}, .scratch = scratch};
  std::string name;
  std::size_t first = 0;
  std::vector<std::size_t> later_pieces;  // where pieces begin that go on with a sentence
  for (const std::size_t last : ends) {
    for (std::size_t next = first; next < last;) {
      const std::size_t piece = next;
      const std::size_t end = PieceEnd(text, words, piece, last);
      next = end;
      if (piece > first) later_pieces.push_back(piece);
      if (memory != nullptr) {
        KeyOf(text, words, piece, end, piece == first, name);
        if (memory->Recall(name, words.subspan(piece, end - piece), piece)) continue;
        batch.names.push_back(name);
      }
      for (std::size_t i = piece; i < end; ++i) {
        const bool glued = i > first && words[i].span.start == words[i - 1].span.end;
        batch.keys.push_back(KeysOf(Words(text, words[i].span), {glued, i == first}));
      }
      batch.starts.push_back(piece);
      batch.ends.push_back(batch.keys.size());
      if (batch.keys.size() >= kBatchWords) FillBatch(batch, words, memory);
    }
    first = last;
  }
  FillBatch(batch, words, memory);

  // Later pieces hang on the root of the first one of their sentence.
  std::size_t later = 0;
  first = 0;
  for (const std::size_t last : ends) {
    if (later < later_pieces.size() && later_pieces[later] < last) {
      std::int32_t root = -1;
      for (std::size_t i = first; i < last; ++i) {
        if (words[i].head >= 0) continue;
        if (root < 0) {
          root = static_cast<std::int32_t>(i);
        } else {
          words[i].head = root;
          words[i].relation = Relation::kParataxis;
        }
      }
      while (later < later_pieces.size() && later_pieces[later] < last) ++later;
    }
    first = last;
  }
}

}  // namespace checkback
