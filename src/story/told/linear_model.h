// A trained decision: a weight for each measure, and a bias. rules/updates.model and
// rules/answers.model are such.
//
//   # what it is, from which data, with which figures
//   bias -0.4563
//   held -3.2755

#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace checkback {

struct LinearModel {
  double bias = 0;
  std::vector<double> weights;  // one a measure, in their order

  // Above 0: yes. One number a weight.
  double Sum(std::span<const double> measures) const;
};

// The model in `bytes` for the measures `names`; a name that it lacks weighs nothing.
LinearModel ReadLinearModel(std::string_view bytes, std::span<const std::string_view> names);

}  // namespace checkback
