#include "reading/parser_network.h"

#include <algorithm>
#include <array>

#include "reading/highest.h"

// Compiled with -O3 -ffp-contract=off (CMakeLists.txt): loops become vector instructions, and no
// product is fused with a sum, which would give other numbers on other processors.

namespace checkback {
namespace {

// One in the inputs of a matrix stands for 1 / kScale.
constexpr float kScale = 256.0f;
constexpr std::size_t kWidest = kMostInputs / 2;

// What is left of the batch before stays behind what is needed: numbers that are written over need
// no zeros first.
template <typename Number>
void Enlarge(std::vector<Number>& numbers, std::size_t count) {
  if (numbers.size() < count) numbers.resize(count);
}

// Each of these loops is compiled for three kinds of processors; the numbers are the same.
#if defined(__x86_64__)
#define CHECKBACK_FOR_EACH_PROCESSOR(Name, Task)                                                 \
  __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl"))) void Name##Wide(const Task& t) { \
    Name##Body(t);                                                                               \
  }                                                                                              \
  __attribute__((target("avx2"))) void Name##Middle(const Task& t) {                             \
    Name##Body(t);                                                                               \
  }                                                                                              \
  void Name##Narrow(const Task& t) {                                                             \
    Name##Body(t);                                                                               \
  }                                                                                              \
  void Name(const Task& t) {                                                                     \
    static const auto way =                                                                      \
        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") ? Name##Wide    \
        : __builtin_cpu_supports("avx2")                                         ? Name##Middle  \
                                                                                 : Name##Narrow;                                         \
    way(t);                                                                                      \
  }
#else
#define CHECKBACK_FOR_EACH_PROCESSOR(Name, Task) \
  void Name(const Task& t) {                     \
    Name##Body(t);                               \
  }
#endif
#define CHECKBACK_INLINE [[gnu::always_inline]] inline

CHECKBACK_INLINE std::int16_t ToEntry(float x) {
  constexpr float kMost = kMostEntry;
  x *= kScale;
  x = x > kMost ? kMost : x;
  x = x < -kMost ? -kMost : x;
  // Rounded half up: the shift makes it positive, and truncation is then rounding down.
  return static_cast<std::int16_t>(static_cast<std::int32_t>(x + 4096.5f) - 4096);
}

struct SumRows {
  const ParserModel& model;
  std::span<const WordKeys> keys;
  std::int16_t* sums;
};

CHECKBACK_INLINE void AddRowsBody(const SumRows& t) {
  const std::size_t width = t.model.embed;
  for (std::size_t w = 0; w < t.keys.size(); ++w) {
    std::int16_t* sum = t.sums + w * width;
    std::fill_n(sum, width, std::int16_t{0});
    for (std::size_t slot = 0; slot < kWordSlots; ++slot) {
      if (t.keys[w][slot] == 0) continue;
      const std::uint32_t row = t.model.RowOf(t.keys[w][slot], slot == 0 ? 0 : ParserModel::kNoRow);
      if (row == ParserModel::kNoRow) continue;
      const std::int8_t* numbers = t.model.rows + std::size_t{row} * width;
      for (std::size_t i = 0; i < width; ++i)
        sum[i] = static_cast<std::int16_t>(sum[i] + numbers[i]);
    }
  }
}
CHECKBACK_FOR_EACH_PROCESSOR(AddRows, SumRows)

// One direction of one layer over one sentence.
struct Direction {
  const std::int32_t* products;  // of the first word that is read; 3 hidden of them
  const float* in;               // what passes by the layer
  float* out;
  std::ptrdiff_t next_product, next_in, next_out;
  std::size_t words, hidden;
  const float* bias;    // 3 hidden
  const float* memory;  // 2 hidden
  float step;
};

CHECKBACK_INLINE float Gate(float x) {
  return 0.5f + 0.5f * x / (1.0f + (x < 0 ? -x : x));
}

CHECKBACK_INLINE void ReadSentenceBody(const Direction& t) {
  const std::size_t n = t.hidden;
  float state[kWidest] = {};
  const std::int32_t* u = t.products;
  const float* in = t.in;
  float* out = t.out;
  for (std::size_t w = 0; w < t.words; ++w) {
    for (std::size_t i = 0; i < n; ++i) {
      const float value = static_cast<float>(u[i]) * t.step + t.bias[i];
      const float forget =
          Gate(static_cast<float>(u[n + i]) * t.step + t.bias[n + i] + t.memory[i] * state[i]);
      const float reset = Gate(static_cast<float>(u[2 * n + i]) * t.step + t.bias[2 * n + i] +
                               t.memory[n + i] * state[i]);
      state[i] = forget * state[i] + (1.0f - forget) * value;
      out[i] = reset * state[i] + (1.0f - reset) * in[i];
    }
    u += t.next_product;
    in += t.next_in;
    out += t.next_out;
  }
}
CHECKBACK_FOR_EACH_PROCESSOR(ReadSentence, Direction)

struct Conversion {
  const float* from;
  std::int16_t* to;
  std::size_t count;
};

CHECKBACK_INLINE void ToEntriesBody(const Conversion& t) {
  for (std::size_t i = 0; i < t.count; ++i) t.to[i] = ToEntry(t.from[i]);
}
CHECKBACK_FOR_EACH_PROCESSOR(ToEntries, Conversion)

struct Scaling {
  const std::int32_t* from;
  float* to;
  const float* bias;
  float step;
  std::size_t rows, columns;
};

CHECKBACK_INLINE void ScaleBody(const Scaling& t) {
  for (std::size_t r = 0; r < t.rows; ++r) {
    const std::int32_t* from = t.from + r * t.columns;
    float* to = t.to + r * t.columns;
    for (std::size_t i = 0; i < t.columns; ++i)
      to[i] = static_cast<float>(from[i]) * t.step + t.bias[i];
  }
}
CHECKBACK_FOR_EACH_PROCESSOR(Scale, Scaling)

struct HeadScores {
  const float* word;    // as one that looks for its head; `width` numbers
  const float* turned;  // heads as columns: [number of the vector][word], `stride` apart
  float* scores;        // of all heads
  std::size_t width, stride, count;
};

CHECKBACK_INLINE void ScoreWordBody(const HeadScores& t) {
  std::fill_n(t.scores, t.count, 0.0f);
  for (std::size_t k = 0; k < t.width; ++k) {
    const float x = t.word[k];
    if (!(x > 0)) continue;
    const float* heads = t.turned + k * t.stride;
    for (std::size_t j = 0; j < t.count; ++j) t.scores[j] += x * heads[j];
  }
}
CHECKBACK_FOR_EACH_PROCESSOR(ScoreWord, HeadScores)

void RunLayer(const ParserModel& model, std::size_t number, std::span<const std::size_t> ends,
              ParserScratch& scratch) {
  const ParserLayer& layer = model.layers[number];
  const std::size_t hidden = model.hidden;
  const std::size_t inputs = layer.in.inputs();
  const std::size_t words = ends.back();
  Enlarge(scratch.products, words * 6 * hidden);
  Enlarge(scratch.layer_out, words * 2 * hidden);
  layer.in.Multiply(scratch.inputs.data(), words, scratch.products.data());
  std::size_t first = 0;
  for (const std::size_t end : ends) {
    for (const bool back : {false, true}) {
      const std::size_t start = back ? end - 1 : first;
      const std::ptrdiff_t way = back ? -1 : 1;
      const std::size_t half = back ? hidden : 0;
      ReadSentence({
          .products = &scratch.products[start * 6 * hidden + 3 * half],
          .in = &scratch.layer_in[start * inputs + (number > 0 ? half : 0)],
          .out = &scratch.layer_out[start * 2 * hidden + half],
          .next_product = way * static_cast<std::ptrdiff_t>(6 * hidden),
          .next_in = way * static_cast<std::ptrdiff_t>(inputs),
          .next_out = way * static_cast<std::ptrdiff_t>(2 * hidden),
          .words = end - first,
          .hidden = hidden,
          .bias = layer.bias.data() + 3 * half,
          .memory = layer.memory.data() + 2 * half,
          .step = layer.step,
      });
    }
    first = end;
  }
  std::swap(scratch.layer_in, scratch.layer_out);
  Enlarge(scratch.inputs, words * 2 * hidden);
  ToEntries({scratch.layer_in.data(), scratch.inputs.data(), words * 2 * hidden});
}

}  // namespace

void RunNetwork(const ParserModel& model, std::span<const WordKeys> keys,
                std::span<const std::size_t> ends, ParserScratch& scratch) {
  const std::size_t words = keys.size();
  Enlarge(scratch.inputs, words * model.embed);
  AddRows({model, keys, scratch.inputs.data()});
  Enlarge(scratch.layer_in, words * model.embed);
  for (std::size_t i = 0; i < words * model.embed; ++i) {
    scratch.layer_in[i] = static_cast<float>(scratch.inputs[i]) * model.table_step;
  }
  for (std::size_t l = 0; l < model.layers.size(); ++l) RunLayer(model, l, ends, scratch);
  Enlarge(scratch.products, words * model.Outputs());
  Enlarge(scratch.outputs, words * model.Outputs());
  model.out.Multiply(scratch.inputs.data(), words, scratch.products.data());
  Scale({scratch.products.data(), scratch.outputs.data(), model.out_bias.data(), model.out_step,
         words, model.Outputs()});
}

namespace {

// What is added for heads by how far they are from word `i` of `n`; all that are far count alike.
void AddDistances(const float* by_distance, std::size_t i, std::size_t n, float* scores) {
  constexpr std::size_t kNear = 16;  // DistanceClass
  const auto add = [&](std::size_t from, std::size_t to) {
    for (std::size_t j = from; j < to; ++j)
      scores[j] +=
          by_distance[DistanceClass(static_cast<std::int64_t>(j) - static_cast<std::int64_t>(i))];
  };
  const auto add_far = [&](std::size_t from, std::size_t to, float of_all) {
    for (std::size_t j = from; j < to; ++j) scores[j] += of_all;
  };
  const std::size_t near = i < kNear ? 0 : i - kNear;
  const std::size_t far = std::min(n, i + 1 + kNear);
  add_far(0, near, by_distance[DistanceClass(-static_cast<std::int64_t>(kNear))]);
  add(near, i);
  add(i + 1, far);
  add_far(far, n, by_distance[DistanceClass(kNear)]);
}

}  // namespace

void ScoreHeads(const ParserModel& model, std::size_t first, std::size_t last,
                ParserScratch& scratch) {
  const std::size_t n = last - first;
  const std::size_t width = model.arc;
  const std::size_t outputs = model.Outputs();
  Enlarge(scratch.heads_turned, width * (n + 1));
  for (std::size_t j = 0; j <= n; ++j) {
    const float* head =
        j < n ? &scratch.outputs[(first + j) * outputs + model.HeadAt()] : model.root_arc.data();
    for (std::size_t k = 0; k < width; ++k) scratch.heads_turned[k * (n + 1) + j] = head[k];
  }
  Enlarge(scratch.scores, n * (n + 1));
  for (std::size_t i = 0; i < n; ++i) {
    const float* word = &scratch.outputs[(first + i) * outputs];
    float* scores = &scratch.scores[i * (n + 1)];
    ScoreWord(
        {word + ParserModel::kWordAt, scratch.heads_turned.data(), scores, width, n + 1, n + 1});
    AddDistances(word + model.DistanceAt(), i, n, scores);
  }
}

std::vector<std::uint16_t> ChooseRelations(const ParserModel& model,
                                           std::span<const std::int32_t> heads,
                                           ParserScratch& scratch) {
  const std::size_t width = model.relation;
  const std::size_t outputs = model.Outputs();
  const std::size_t classes = model.relation_out.outputs();
  std::vector<std::uint16_t> chosen(heads.size());
  Enlarge(scratch.inputs, heads.size() * width);
  for (std::size_t w = 0; w < heads.size(); ++w) {
    const float* word = &scratch.outputs[w * outputs + model.RelationWordAt()];
    const float* head =
        heads[w] < 0
            ? model.root_relation.data()
            : &scratch
                   .outputs[static_cast<std::size_t>(heads[w]) * outputs + model.RelationHeadAt()];
    for (std::size_t k = 0; k < width; ++k) {
      const float sum = word[k] + head[k];
      scratch.inputs[w * width + k] = ToEntry(sum > 0 ? sum : 0);
    }
  }
  Enlarge(scratch.products, heads.size() * classes);
  model.relation_out.Multiply(scratch.inputs.data(), heads.size(), scratch.products.data());
  Enlarge(scratch.scores, heads.size() * classes);
  Scale({scratch.products.data(), scratch.scores.data(), model.relation_bias.data(),
         model.relation_step, heads.size(), classes});
  for (std::size_t w = 0; w < heads.size(); ++w) {
    chosen[w] = static_cast<std::uint16_t>(
        FirstHighest(&scratch.scores[w * classes], model.relations.size()));
  }
  return chosen;
}

}  // namespace checkback
