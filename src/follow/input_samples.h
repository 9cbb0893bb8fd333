// Folders with files for tests, and what a reader makes of them.

#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "follow/inputs.h"
#include "page/warc_samples.h"

namespace checkback::samples {

inline InputReader::Options ForImport() {
  return {.everything = true, .seen_again = true, .keep_packed = true, .ends = true};
}

// One input in a line of words: "dam.html: <p>The dam", "pages.jsonl:2: {...", "... is an error:
// ...".
inline std::string Told(const Input& input, std::string_view folder = {}) {
  std::string place = input.Place();
  if (!folder.empty() && place.starts_with(folder)) place.erase(0, folder.size() + 1);
  if (input.end) return place + " ends";
  if (input.error) return place + ": error: " + input.error->what;
  if (input.seen_again) return place + ": seen again: " + input.url;
  if (input.record) return place + ": " + input.url;
  return place + ": " + input.bytes;
}

struct Found {
  std::vector<std::string> told;
  std::vector<Input> inputs;  // those and the ends
  PassedOver passed_over;
  InputReader::Bytes progress;
};

inline Found FindAll(std::vector<std::string> names, InputReader::Options options,
                     std::string_view folder = {}) {
  Found found;
  InputReader reader(std::move(names), std::move(options));
  Input input;
  while (reader.Next(input)) {
    found.told.push_back(Told(input, folder));
    found.inputs.push_back(input);
  }
  found.passed_over = reader.passed_over();
  found.progress = reader.Progress();
  return found;
}

}  // namespace checkback::samples
