#include "conllu.h"

#include <array>
#include <cstdlib>
#include <fstream>

namespace checkback::train {
namespace {

std::vector<std::string> Columns(const std::string& line) {
  std::vector<std::string> columns;
  std::size_t at = 0;
  while (true) {
    const std::size_t tab = line.find('\t', at);
    columns.push_back(line.substr(at, tab == std::string::npos ? tab : tab - at));
    if (tab == std::string::npos) return columns;
    at = tab + 1;
  }
}

}  // namespace

bool ReadConllu(const std::string& path, std::vector<TreebankSentence>& sentences) {
  std::ifstream file(path);
  if (!file) return false;
  TreebankSentence sentence;
  bool glue = false;  // the token before has SpaceAfter=No
  int inside_to = 0;  // the last word of the range that is open
  bool glue_after_range = false;
  for (std::string line; std::getline(file, line);) {
    if (line.empty()) {
      if (!sentence.empty()) sentences.push_back(std::move(sentence));
      sentence.clear();
      glue = false;
      inside_to = 0;
      continue;
    }
    if (line[0] == '#') continue;
    const std::vector<std::string> column = Columns(line);
    if (column.size() < 10 || column[0].find('.') != std::string::npos) continue;
    const bool no_space = column[9].find("SpaceAfter=No") != std::string::npos;
    if (const std::size_t dash = column[0].find('-'); dash != std::string::npos) {
      inside_to = std::atoi(column[0].c_str() + dash + 1);
      glue_after_range = no_space;
      continue;
    }
    Word word;
    word.form = column[1];
    word.lemma = column[2];
    word.upos = column[3];
    word.feats = column[5];
    word.head = std::atoi(column[6].c_str());
    word.rel = column[7];
    word.glued = glue && !sentence.empty();
    sentence.push_back(std::move(word));
    const int number = static_cast<int>(sentence.size());
    glue = number < inside_to ? true : number == inside_to ? glue_after_range : no_space;
  }
  if (!sentence.empty()) sentences.push_back(std::move(sentence));
  return true;
}

}  // namespace checkback::train
