// The text blocks of pages with their features, for the program that trains the body model.
//
//   dump_blocks FEATURES < pages.jsonl > blocks.jsonl
//
// One line a page: {"url", "blocks": [text, ...]}; FEATURES gets the rows of all pages, float32,
// and FEATURES.names the names of their columns.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>

#include "article/body/block_features.h"
#include "article/head/head.h"
#include "text/json.h"
#include "text/json_writer.h"

int main(int argc, char** argv) {
  using namespace checkback;  // NOLINT(google-build-using-namespace)
  if (argc != 2) return 2;
  std::ofstream features(argv[1], std::ios::binary);
  std::ofstream names(std::string(argv[1]) + ".names");
  for (const std::string& name : BlockFeatureNames()) names << name << '\n';
  std::string line;
  while (std::getline(std::cin, line)) {
    const auto page = Json::Parse(line);
    if (!page) return 1;
    JsonWriter json;
    const auto tree = ParseHtml((*page)["html"].Text());
    json.Object([&] {
      json.Key("url").Text((*page)["url"].Text());
      json.Key("blocks").Array([&] {
        if (!tree) return;
        const Witnesses said = ReadWitnesses(*tree);
        const TextBlocks text = SplitIntoBlocks(*tree);
        const FeatureTable table = BlockFeatures(*tree, text, said, HeadlineNode(*tree, said));
        for (std::size_t b = 0; b < text.blocks.size(); ++b) {
          json.Text(text.Text(text.blocks[b]));
          const auto row = table.Row(b);
          features.write(reinterpret_cast<const char*>(row.data()),
                         static_cast<std::streamsize>(row.size_bytes()));
        }
      });
    });
    std::cout << json.str() << '\n';
  }
  return 0;
}
