// The trained network as the bytes that src/reading/parser_model.h reads.
#pragma once

#include <string>

#include "network.h"
#include "vocabulary.h"

namespace checkback::train {

// Weights become whole numbers: rows of the table one byte each, matrices two.
std::string ModelBytes(const Network& network, const Vocabulary& vocabulary,
                       const std::string& language);

}  // namespace checkback::train
