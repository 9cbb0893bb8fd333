// The network of the tagger and parser in floats, with its gradients: what src/reading/parser.h
// runs in whole numbers. See docs/decisions/0008-tagger-parser.md for what it is and why.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace checkback::train {

// Uniform numbers that are the same with every standard library.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : engine_(seed) {}
  float Unit() { return static_cast<float>(engine_() >> 40) * (1.0f / 16777216.0f); }
  std::size_t Below(std::size_t n) { return static_cast<std::size_t>(engine_() % n); }

 private:
  std::mt19937_64 engine_;
};

// Weights with their gradient and Adam's two means.
struct Weights {
  std::vector<float> w, g, m, v;
  std::size_t rows = 0;
  std::size_t columns = 0;

  void Resize(std::size_t r, std::size_t c);
  void Fill(float bound, Chance& chance);  // uniform in [-bound, bound]
};

// Dimensions; all are multiples of 16.
struct Shape {
  std::size_t embed = 128;   // of a row of the table
  std::size_t hidden = 128;  // of one direction of a layer; the first layer needs embed == hidden
  std::size_t layers = 2;
  std::size_t arc = 64;
  std::size_t rel = 64;
  std::size_t upos_count = 0;  // classes, no multiples of 16
  std::size_t form_count = 0;
  std::size_t rel_count = 0;
};

inline constexpr std::size_t kSlots = 12;
inline constexpr std::size_t kBuckets = 16;  // of the distance from word to head

struct Sample {
  // Rows of the table, kSlots for each word; -1 for none.
  std::vector<std::int32_t> rows;
  std::vector<std::int32_t> upos, form, rel;
  std::vector<std::int32_t> head;  // -1: root
  std::size_t size() const { return upos.size(); }
};

struct Guess {
  std::vector<std::int32_t> upos, form, rel, head;
};

struct Dropout {
  float word = 1.0f;  // times 1 / (1 + how often / 4)
  float input = 0.1f;
  float layer = 0.2f;
  float head = 0.2f;
};

struct Losses {
  double upos = 0, form = 0, arc = 0, rel = 0;
};

class Network {
 public:
  Network(const Shape& shape, std::size_t table_rows, std::uint64_t seed);

  // Adds the gradients of one batch; `often` tells how often the word of a row was seen and
  // `unknown` is the row that stands for words never seen.
  Losses Learn(const std::vector<const Sample*>& batch, const Dropout& dropout,
               const std::vector<std::uint32_t>& often, std::int32_t unknown, Chance& chance);
  void Step(float rate, double step);  // Adam, then the gradients are zero again

  std::vector<Guess> Judge(const std::vector<const Sample*>& batch);

  Shape shape;
  Weights table;                      // rows x embed
  std::vector<Weights> in;            // of each layer: inputs x 6 hidden: [forward|backward][x f r]
  std::vector<Weights> in_bias;       // 1 x 6 hidden
  std::vector<Weights> memory;        // 1 x 4 hidden: [forward|backward][f r]
  Weights out, out_bias;              // 2 hidden x Outs()
  Weights root_arc, root_rel;         // the root as a head
  Weights rel_out, rel_bias;          // rel x 64
  std::vector<std::int32_t> touched;  // rows of the table with a gradient

  // Where the parts of the output stand.
  std::size_t UposAt() const { return 0; }
  std::size_t FormAt() const { return 32; }
  std::size_t DepAt() const { return 48; }
  std::size_t HeadAt() const { return DepAt() + shape.arc; }
  std::size_t BucketAt() const { return HeadAt() + shape.arc; }
  std::size_t RelDepAt() const { return BucketAt() + kBuckets; }
  std::size_t RelHeadAt() const { return RelDepAt() + shape.rel; }
  std::size_t Outs() const { return RelHeadAt() + shape.rel; }

 private:
  struct Layer {
    std::vector<float> x, u, c, f, r, h;  // by word
    std::vector<float> dx, du, dh;
  };
  void Forward(const std::vector<const Sample*>& batch, const Dropout* dropout,
               const std::vector<std::uint32_t>* often, std::int32_t unknown, Chance* chance);
  void Run(std::size_t layer, std::size_t first, std::size_t last, bool back);
  void RunBack(std::size_t layer, std::size_t first, std::size_t last, bool back);
  std::vector<Weights*> Dense();

  std::vector<Layer> layers_;
  std::vector<std::int32_t> used_;  // rows after words were dropped
  std::vector<std::size_t> begins_;
  std::vector<float> mask_in_, last_, mask_last_, outs_, d_outs_, scratch_, scratch2_;
  std::vector<std::vector<float>> mask_layer_;
  std::vector<std::uint8_t> is_touched_;
  std::size_t words_ = 0;
};

std::size_t BucketOf(std::int64_t distance);  // of head - word, not 0

}  // namespace checkback::train
