#include "story/told/linear_model.h"

#include <algorithm>
#include <charconv>

namespace checkback {
namespace {

std::string_view TakeUntil(std::string_view& rest, char end) {
  const std::size_t at = std::min(rest.find(end), rest.size());
  const std::string_view taken = rest.substr(0, at);
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return taken;
}

}  // namespace

double LinearModel::Sum(std::span<const double> measures) const {
  double sum = bias;
  for (std::size_t i = 0; i < measures.size(); ++i) sum += weights[i] * measures[i];
  return sum;
}

LinearModel ReadLinearModel(std::string_view bytes, std::span<const std::string_view> names) {
  LinearModel model{0, std::vector<double>(names.size())};
  while (!bytes.empty()) {
    std::string_view line = TakeUntil(bytes, '\n');
    if (line.empty() || line[0] == '#') continue;
    const std::string_view name = TakeUntil(line, ' ');
    double weight = 0;
    std::from_chars(line.begin(), line.end(), weight);
    const auto at = std::find(names.begin(), names.end(), name);
    if (at != names.end())
      model.weights[static_cast<std::size_t>(at - names.begin())] = weight;
    else if (name == "bias")
      model.bias = weight;
  }
  return model;
}

}  // namespace checkback
