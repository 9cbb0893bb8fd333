#include "write_model.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "reading/matrix.h"
#include "text/hash.h"

namespace checkback::train {
namespace {

constexpr float kInputStep = 1.0f / 256.0f;  // kScale of parser_network.cc

template <typename T>
void Append(std::string& out, const T* numbers, std::size_t n) {
  out.append(reinterpret_cast<const char*>(numbers), n * sizeof(T));
}

template <typename T>
std::vector<T> Rounded(const std::vector<float>& w, float step, int most) {
  std::vector<T> numbers;
  for (const float x : w) {
    const float scaled = std::clamp(x / step, static_cast<float>(-most), static_cast<float>(most));
    numbers.push_back(static_cast<T>(std::lround(scaled)));
  }
  return numbers;
}

// The step at which the largest weight is `most`; a few that are far from all others are cut.
float StepOf(const std::vector<float>& w, int most) {
  constexpr double kWidest = 8;  // of the mean square
  double squares = 0;
  float largest = 0;
  for (const float x : w) {
    squares += static_cast<double>(x) * x;
    largest = std::max(largest, std::fabs(x));
  }
  const double usual = std::sqrt(squares / static_cast<double>(std::max<std::size_t>(w.size(), 1)));
  const double bound = std::min(static_cast<double>(largest), kWidest * usual);
  return static_cast<float>(std::max(bound, 1e-6) / most);
}

std::string Joined(const Names& names) {
  std::string line;
  for (const std::string& name : names.names()) line += (line.empty() ? "" : " ") + name;
  return line;
}

}  // namespace

std::string ModelBytes(const Network& network, const Vocabulary& vocabulary,
                       const std::string& language) {
  const Shape& shape = network.shape;
  std::string body;
  const auto number = [&](const char* name, std::size_t value) {
    body += std::string(name) + " " + std::to_string(value) + "\n";
  };
  number("embed", shape.embed);
  number("hidden", shape.hidden);
  number("layers", shape.layers);
  number("arc", shape.arc);
  number("relation", shape.rel);
  number("rows", vocabulary.keys.size());
  body += "upos " + Joined(vocabulary.upos) + "\n";
  body += "forms " + Joined(vocabulary.form) + "\n";
  body += "relations " + Joined(vocabulary.rel) + "\n";
  body += "end\n";

  const auto floats = [&](const std::vector<float>& w) { Append(body, w.data(), w.size()); };
  const float table_step = StepOf(network.table.w, 127);
  floats({table_step});
  const auto matrix = [&](const Weights& weights, float step) {
    const auto numbers = Rounded<std::int16_t>(weights.w, step, kMostEntry);
    Append(body, numbers.data(), numbers.size());
  };
  for (std::size_t l = 0; l < shape.layers; ++l) {
    const float step = StepOf(network.in[l].w, kMostEntry);
    floats({step * (l == 0 ? table_step : kInputStep)});
    floats(network.in_bias[l].w);
    floats(network.memory[l].w);
    matrix(network.in[l], step);
  }
  const float out_step = StepOf(network.out.w, kMostEntry);
  floats({out_step * kInputStep});
  floats(network.out_bias.w);
  matrix(network.out, out_step);
  floats(network.root_arc.w);
  floats(network.root_rel.w);
  const float rel_step = StepOf(network.rel_out.w, kMostEntry);
  floats({rel_step * kInputStep});
  floats(network.rel_bias.w);
  matrix(network.rel_out, rel_step);
  Append(body, vocabulary.keys.data(), vocabulary.keys.size());
  const auto rows = Rounded<std::int8_t>(network.table.w, table_step, 127);
  Append(body, rows.data(), rows.size());

  return "checkback parser 1\nlanguage " + language + "\nsha256 " + Sha256Hex(body) + "\n" + body;
}

}  // namespace checkback::train
