// Makes rules/en/happened.txt: the weights behind `happened` of a statement.
//
//   tools/build release train_happened
//   cd ../shared/data/reading
//   train_happened factuality/uds_ih2/train.jsonl treebank/en_ewt-ud-train.conllu
//       --dev factuality/uds_ih2/dev.jsonl treebank/en_ewt-ud-dev.conllu --out FILE
//
// The judgements are those of UDS-IH2 (CC BY-SA 4.0, named in THIRD_PARTY.md): readers' scores from
// -3 to 3 for predicates of EWT. Each sentence is read by the program itself from its raw text, and
// a judgement goes to the smallest statement over its word. A linear sum, least squares with a
// penalty on the weights, by coordinate descent; the same bytes from the same data.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <unordered_map>
#include <vector>

#include "../train_parser/conllu.h"
#include "reading/clauses.h"
#include "reading/grammar.h"
#include "reading/happened.h"
#include "reading/names.h"
#include "reading/standing.h"
#include "reading/statements.h"
#include "text/json.h"
#include "text/sentences.h"

namespace {

using checkback::train::TreebankSentence;

// A sign seen less often in the training part has no weight.
constexpr int kLeastSeen = 4;
constexpr int kRounds = 40;

struct Judged {
  double label = 0;
  std::vector<std::string> signs;  // empty: no statement covers the word
};

class Lister : public checkback::SignTaker {
 public:
  explicit Lister(std::vector<std::string>& signs) : signs_(signs) {}
  void Take(std::string_view kind, std::string_view value, std::string_view second) override {
    signs_.push_back(std::string(kind) + '\t' + std::string(value) + '\t' + std::string(second));
  }

 private:
  std::vector<std::string>& signs_;
};

std::string RawText(const TreebankSentence& sentence) {
  std::string text;
  for (const auto& word : sentence) {
    if (!text.empty() && !word.glued) text += ' ';
    text += word.form;
  }
  return text;
}

std::string Ink(std::string_view text) {
  std::string ink;
  for (const char c : text) {
    if (c != ' ') ink += c;
  }
  return ink;
}

// The byte in `text` of the `ink`-th byte that is no space.
std::size_t Place(std::string_view text, std::size_t ink) {
  std::size_t seen = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ' ') continue;
    if (seen == ink) return i;
    ++seen;
  }
  return text.size();
}

void Read(const std::string& text, const std::vector<std::pair<checkback::Span, double>>& targets,
          std::vector<Judged>& judged) {
  const auto spans = checkback::FindSentences(text, "en");
  const checkback::Parse parse = checkback::ParseText(text, spans, "en");
  const checkback::Grammar grammar(text, parse, "en");
  const checkback::Names names = checkback::FindNames(grammar);
  const checkback::Clauses clauses = checkback::FindClauses(grammar);
  const checkback::Standings standings =
      checkback::FindStandings(grammar, clauses, names, FindQuotes(grammar, names));
  const auto statements = checkback::FindStatements(grammar, clauses, standings);
  for (const auto& [span, label] : targets) {
    const checkback::NewsStatement* best = nullptr;
    for (const auto& statement : statements) {
      if (statement.span.start > span.start || statement.span.end < span.end) continue;
      if (!best || statement.span.end - statement.span.start < best->span.end - best->span.start) {
        best = &statement;
      }
    }
    Judged one;
    one.label = label;
    if (best) {
      Lister lister(one.signs);
      checkback::FindSigns(grammar, clauses, standings, clauses.of_word[best->predicate], lister);
    }
    judged.push_back(std::move(one));
  }
}

std::vector<Judged> Load(const std::string& judgements, const std::string& treebank) {
  std::vector<TreebankSentence> sentences;
  if (!checkback::train::ReadConllu(treebank, sentences)) {
    std::fprintf(stderr, "cannot read %s\n", treebank.c_str());
    std::exit(1);
  }
  std::unordered_map<std::string, std::string> raw;
  for (const TreebankSentence& sentence : sentences) {
    std::string text = RawText(sentence);
    std::string ink = Ink(text);
    raw.emplace(std::move(ink), std::move(text));
  }
  std::vector<Judged> judged;
  std::ifstream file(judgements);
  for (std::string line; std::getline(file, line);) {
    const auto row = checkback::Json::Parse(line);
    if (!row) continue;
    const std::string_view spaced = (*row)["text"].Text();
    const std::string ink = Ink(spaced);
    const auto found = raw.find(ink);
    const std::string text = found == raw.end() ? std::string(spaced) : found->second;
    std::vector<std::size_t> token_at = {0};  // in ink
    std::size_t count = 0;
    for (const char c : spaced) {
      if (c == ' ') {
        token_at.push_back(count);
      } else {
        ++count;
      }
    }
    token_at.push_back(count);
    std::vector<std::pair<checkback::Span, double>> targets;
    const auto& listed = (*row)["targets"];
    for (std::size_t i = 0; listed[i].is_object(); ++i) {
      const auto first = static_cast<std::size_t>(listed[i]["span1"][0].Number().value_or(0));
      const auto end = static_cast<std::size_t>(listed[i]["span1"][1].Number().value_or(0));
      if (end >= token_at.size() || first >= end) continue;
      const checkback::Span span{Place(text, token_at[first]), Place(text, token_at[end] - 1) + 1};
      targets.emplace_back(span, listed[i]["label"].Number().value_or(0));
    }
    Read(text, targets, judged);
  }
  return judged;
}

struct Model {
  std::unordered_map<std::string, std::size_t> number;
  std::vector<std::string> sign;
  std::vector<double> weight;
};

double Score(const Model& model, const Judged& one) {
  double sum = 0;
  for (const std::string& sign : one.signs) {
    const auto found = model.number.find(sign);
    if (found != model.number.end()) sum += model.weight[found->second];
  }
  return std::clamp(sum, -3.0, 3.0);
}

Model Train(const std::vector<Judged>& judged, double penalty) {
  std::unordered_map<std::string, int> seen;
  for (const Judged& one : judged) {
    for (const std::string& sign : one.signs) ++seen[sign];
  }
  Model model;
  std::vector<std::vector<std::pair<std::uint32_t, float>>> with;  // judgements by sign
  std::vector<double> rest(judged.size());
  for (std::size_t i = 0; i < judged.size(); ++i) {
    rest[i] = judged[i].label;
    std::unordered_map<std::string, int> here;
    for (const std::string& sign : judged[i].signs) ++here[sign];
    for (const std::string& sign : judged[i].signs) {
      if (seen[sign] < kLeastSeen || here[sign] == 0) continue;
      const auto [at, fresh] = model.number.emplace(sign, model.sign.size());
      if (fresh) {
        model.sign.push_back(sign);
        with.emplace_back();
      }
      with[at->second].emplace_back(static_cast<std::uint32_t>(i), static_cast<float>(here[sign]));
      here[sign] = 0;
    }
  }
  model.weight.assign(model.sign.size(), 0);
  for (int round = 0; round < kRounds; ++round) {
    for (std::size_t k = 0; k < with.size(); ++k) {
      double up = 0, down = penalty;
      for (const auto& [i, times] : with[k]) {
        up += times * (rest[i] + times * model.weight[k]);
        down += static_cast<double>(times) * times;
      }
      const double now = up / down;
      for (const auto& [i, times] : with[k]) rest[i] -= times * (now - model.weight[k]);
      model.weight[k] = now;
    }
  }
  return model;
}

void Report(const char* what, const Model& model, const std::vector<Judged>& judged) {
  double n = 0, sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0, error = 0;
  for (const Judged& one : judged) {
    const double x = one.label, y = one.signs.empty() ? 0 : Score(model, one);
    ++n, sx += x, sy += y, sxx += x * x, syy += y * y, sxy += x * y, error += std::fabs(x - y);
  }
  const double r = (sxy - sx * sy / n) / std::sqrt((sxx - sx * sx / n) * (syy - sy * sy / n));
  std::fprintf(stderr, "%s: %.0f judgements, r %.4f, mean error %.3f\n", what, n, r, error / n);
}

void Write(const Model& model, const std::string& path) {
  std::ofstream file(path);
  file
      << "# How far a clause is to be taken as happened: a weight for each sign in and around it.\n"
         "# Made by quality/train_happened from UDS-IH2 (THIRD_PARTY.md); do not edit.\n"
         "#\n"
         "#   weight<tab>kind of sign<tab>value<tab>second value\n";
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < model.sign.size(); ++i) {
    if (std::fabs(model.weight[i]) >= 0.005) order.push_back(i);
  }
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return model.sign[a] < model.sign[b]; });
  for (const std::size_t i : order) {
    char number[16];
    std::snprintf(number, sizeof number, "%.2f", model.weight[i]);
    file << number << '\t' << model.sign[i] << '\n';
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> paths;
  std::string out, dump;
  double penalty = 12;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--dev") continue;
    if (argument == "--out" && i + 1 < argc) {
      out = argv[++i];
    } else if (argument == "--penalty" && i + 1 < argc) {
      penalty = std::atof(argv[++i]);
    } else if (argument == "--dump" && i + 1 < argc) {
      dump = argv[++i];
    } else {
      paths.push_back(argument);
    }
  }
  if (paths.size() != 4) {
    std::fprintf(
        stderr,
        "train_happened TRAIN.jsonl TRAIN.conllu --dev DEV.jsonl DEV.conllu [--out FILE]\n");
    return 2;
  }
  const std::vector<Judged> train = Load(paths[0], paths[1]);
  const std::vector<Judged> dev = Load(paths[2], paths[3]);
  if (!dump.empty()) {
    for (const auto* part : {&train, &dev}) {
      std::ofstream file(dump + (part == &train ? ".train" : ".dev"));
      for (const Judged& one : *part) {
        file << one.label;
        for (const std::string& sign : one.signs) {
          std::string flat = sign;
          std::replace(flat.begin(), flat.end(), '\t', '|');
          std::replace(flat.begin(), flat.end(), ' ', '_');
          file << ' ' << flat;
        }
        file << '\n';
      }
    }
  }
  const Model model = Train(train, penalty);
  std::fprintf(stderr, "%zu weights\n", model.weight.size());
  Report("train", model, train);
  Report("dev", model, dev);
  if (!out.empty()) Write(model, out);
}
