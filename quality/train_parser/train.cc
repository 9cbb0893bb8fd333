// Trains the tagger and parser of one language.
//
//   tools/build release train_parser
//   cd ../shared/data/reading/treebank
//   train_parser en_ewt-ud-train.conllu en_gum_free-train.conllu --dev en_ewt-ud-dev.conllu --out
//   FILE
//
// FILE is then rules/en/parser.model.
//
// One core; the same bytes from the same data on every x86-64 with FMA. The options change the
// network and its training; what was tried stands in docs/decisions/0008-tagger-parser.md. The
// treebanks' licences are named in THIRD_PARTY.md and are not part of this tree.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>

#include "measure.h"
#include "vocabulary.h"
#include "write_model.h"

namespace checkback::train {
namespace {

struct Options {
  std::vector<std::string> train, dev;
  std::string out;
  std::string language = "en";
  Shape shape;
  Dropout dropout;
  double epochs = 14;
  double batch = 400;  // words
  double rate = 0.003;
  double seed = 1;
  double fewest = 2;
  double every = 4;  // epochs between two measurings
};

constexpr std::size_t kLongestSentence = 150;  // longer ones are not learned from

bool Read(const std::string& path, std::vector<TreebankSentence>& sentences) {
  if (ReadConllu(path, sentences)) return true;
  std::fprintf(stderr, "train_parser: cannot read %s\n", path.c_str());
  return false;
}

void Report(const std::string& bytes, const Options& options,
            const std::vector<std::vector<TreebankSentence>>& dev) {
  Result<ParserModel> model = ParserModel::Read(bytes);
  if (!model) {
    std::fprintf(stderr, "train_parser: %s\n", model.error().what.c_str());
    return;
  }
  const Parser parser(std::move(*model));
  for (std::size_t i = 0; i < dev.size(); ++i) {
    const Score s = Measure(parser, dev[i]);
    const auto percent = [&](std::size_t n) {
      return 100.0 * static_cast<double>(n) / static_cast<double>(s.words);
    };
    std::printf("  %s: %zu words, UPOS %.2f form %.2f UAS %.2f LAS %.2f\n",
                options.dev[i].substr(options.dev[i].rfind('/') + 1).c_str(), s.words,
                percent(s.upos), percent(s.form), percent(s.uas), percent(s.las));
  }
  std::fflush(stdout);
}

// The rate of learning: up over the first steps, then down along a cosine.
double RateAt(double done, double step, double most) {
  constexpr double kWarm = 200;
  constexpr double kLeast = 0.02;
  const double wave = 0.5 * (1 + std::cos(3.14159265358979 * done));
  return most * std::min(1.0, step / kWarm) * (kLeast + (1 - kLeast) * wave);
}

std::size_t SizeOf(const std::vector<Sample>& samples) {
  std::size_t words = 0;
  for (const Sample& sample : samples) words += sample.size();
  return words;
}

void Train(const Options& options, const Vocabulary& vocabulary, std::vector<Sample> samples,
           const std::vector<std::vector<TreebankSentence>>& dev, Network& network) {
  std::erase_if(samples, [](const Sample& s) { return s.size() > kLongestSentence; });
  const auto words = static_cast<double>(SizeOf(samples));
  Chance chance(static_cast<std::uint64_t>(options.seed) + 1);
  std::vector<std::size_t> order(samples.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  double done = 0;
  double step = 0;
  for (int epoch = 1; epoch <= static_cast<int>(options.epochs); ++epoch) {
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[chance.Below(i)]);
    Losses sum;
    std::vector<const Sample*> batch;
    std::size_t batch_words = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
      batch.push_back(&samples[order[i]]);
      batch_words += batch.back()->size();
      if (static_cast<double>(batch_words) < options.batch && i + 1 < order.size()) continue;
      const Losses losses = network.Learn(batch, options.dropout, vocabulary.often, 0, chance);
      step += 1;
      network.Step(static_cast<float>(RateAt(done / (options.epochs * words), step, options.rate)),
                   step);
      sum.upos += losses.upos / words;
      sum.form += losses.form / words;
      sum.arc += losses.arc / words;
      sum.rel += losses.rel / words;
      done += static_cast<double>(batch_words);
      batch.clear();
      batch_words = 0;
    }
    std::printf("epoch %d, %.0f s of processor: loss upos %.4f form %.4f head %.4f relation %.4f\n",
                epoch, static_cast<double>(std::clock()) / CLOCKS_PER_SEC, sum.upos, sum.form,
                sum.arc, sum.rel);
    std::fflush(stdout);
    if (epoch % static_cast<int>(options.every) == 0 && epoch < static_cast<int>(options.epochs)) {
      Report(ModelBytes(network, vocabulary, options.language), options, dev);
    }
  }
}

int Main(Options options) {
  std::vector<TreebankSentence> sentences;
  for (const std::string& path : options.train) {
    if (!Read(path, sentences)) return 1;
  }
  std::vector<std::vector<TreebankSentence>> dev(options.dev.size());
  for (std::size_t i = 0; i < dev.size(); ++i) {
    if (!Read(options.dev[i], dev[i])) return 1;
  }
  const Vocabulary vocabulary(sentences, static_cast<std::uint32_t>(options.fewest));
  std::vector<Sample> samples = vocabulary.SamplesOf(sentences);
  options.shape.upos_count = vocabulary.upos.names().size();
  options.shape.form_count = vocabulary.form.names().size();
  options.shape.rel_count = vocabulary.rel.names().size();
  std::printf("%zu sentences, %zu words, %zu rows\n", samples.size(), SizeOf(samples),
              vocabulary.keys.size());
  Network network(options.shape, vocabulary.keys.size(), static_cast<std::uint64_t>(options.seed));
  Train(options, vocabulary, std::move(samples), dev, network);

  const std::string bytes = ModelBytes(network, vocabulary, options.language);
  Report(bytes, options, dev);
  if (options.out.empty()) return 0;
  std::ofstream file(options.out, std::ios::binary);
  file << bytes;
  file.close();
  if (!file) return std::fprintf(stderr, "train_parser: cannot write %s\n", options.out.c_str()), 1;
  std::printf("%s: %zu bytes\n", options.out.c_str(), bytes.size());
  return 0;
}

bool SetNumber(const std::string& name, double value, Options& options) {
  const auto size = static_cast<std::size_t>(value);
  const auto share = static_cast<float>(value);
  if (name == "--epochs") return options.epochs = value, true;
  if (name == "--batch") return options.batch = value, true;
  if (name == "--rate") return options.rate = value, true;
  if (name == "--seed") return options.seed = value, true;
  if (name == "--fewest") return options.fewest = value, true;
  if (name == "--every") return options.every = value, true;
  if (name == "--hidden") return options.shape.hidden = options.shape.embed = size, true;
  if (name == "--layers") return options.shape.layers = size, true;
  if (name == "--arc") return options.shape.arc = size, true;
  if (name == "--relation") return options.shape.rel = size, true;
  if (name == "--drop-word") return options.dropout.word = share, true;
  if (name == "--drop-input") return options.dropout.input = share, true;
  if (name == "--drop-layer") return options.dropout.layer = share, true;
  if (name == "--drop-head") return options.dropout.head = share, true;
  return false;
}

}  // namespace
}  // namespace checkback::train

int main(int argc, char** argv) {
  checkback::train::Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    if (!name.starts_with("--")) {
      options.train.push_back(name);
      continue;
    }
    const std::string value = i + 1 < argc ? argv[++i] : "";
    if (name == "--dev") {
      options.dev.push_back(value);
    } else if (name == "--out") {
      options.out = value;
    } else if (name == "--language") {
      options.language = value;
    } else if (!checkback::train::SetNumber(name, std::atof(value.c_str()), options)) {
      std::fprintf(stderr, "train_parser: what is %s?\n", name.c_str());
      return 2;
    }
  }
  if (options.train.empty()) return std::fprintf(stderr, "train_parser: no treebank\n"), 2;
  return checkback::train::Main(std::move(options));
}
