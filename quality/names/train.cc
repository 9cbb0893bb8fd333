// Trains the tagger of names: rules/<language>/names.model.
//
//   quality/names/sets.py ../shared/data/reading > names.jsonl
//   train_names names.jsonl --train gum,wikigold,meantime,ewt --test dev,gum-dev --out
//   rules/en/names.model train_names names.jsonl --train gum,wikigold,meantime,ewt --folds wikigold
//
// A chain with a weight for each feature and label (a conditional random field), by stochastic
// gradient with AdaGrad. The same data give the same bytes. Names of kind "other" in GUM and
// MEANTIME follow other guidelines than wikigold's: there a word may be one or none, whatever the
// model holds.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <numeric>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "pieces.h"
#include "reading/grammar.h"
#include "reading/names/name_features.h"
#include "reading/names/name_model.h"
#include "reading/names/name_tagger.h"

namespace checkback {
namespace {

struct Settings {
  std::uint32_t rows = 1U << 18;
  int epochs = 6;
  float rate = 0.1F;
  float decay = 2e-6F;
  std::uint32_t least = 2;                    // times that a feature was seen
  float start = 1.0F;                         // of the squares of AdaGrad
  float less_none = 0.3F, less_other = 1.0F;  // set on gum-dev and EWT dev
  float dropped = 0.2F;                       // share of features that an update does not see
};

using Table = std::array<std::array<double, kNameLabels>, kNameLabels>;

struct Weights {
  std::vector<float> w, squares;
  std::array<float, kNameLabels * kNameLabels> behind{}, behind_squares{};
};

// Probabilities of labels and of pairs, over the chains that `allowed` lets be.
struct Expected {
  std::vector<std::array<double, kNameLabels>> labels;
  std::vector<Table> pairs;  // of a word and the one before it; the first word's from label 0
};

double LogSum(const std::array<double, kNameLabels>& values) {
  const double most = *std::max_element(values.begin(), values.end());
  if (most < -1e29) return -1e30;
  double sum = 0;
  for (const double value : values) sum += std::exp(value - most);
  return most + std::log(sum);
}

Expected Expect(const std::vector<std::array<double, kNameLabels>>& scores, const Weights& weights,
                const std::vector<std::uint32_t>* allowed) {
  constexpr double kNever = -1e30;
  const std::size_t n = scores.size();
  std::vector<std::array<double, kNameLabels>> forward(n), backward(n);
  const auto may = [&](std::size_t i, std::size_t label) {
    return allowed == nullptr || ((*allowed)[i] >> label & 1U) != 0;
  };
  const auto step = [&](std::size_t before, std::size_t label) {
    return static_cast<double>(weights.behind[before * kNameLabels + label]);
  };
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t label = 0; label < kNameLabels; ++label) {
      forward[i][label] = kNever;
      if (!may(i, label)) continue;
      if (i == 0) {
        if (MayFollow(0, label)) forward[i][label] = step(0, label) + scores[i][label];
        continue;
      }
      std::array<double, kNameLabels> from;
      for (std::size_t before = 0; before < kNameLabels; ++before) {
        from[before] =
            MayFollow(before, label) ? forward[i - 1][before] + step(before, label) : kNever;
      }
      forward[i][label] = std::max(kNever, LogSum(from) + scores[i][label]);
    }
  }
  const double total = LogSum(forward[n - 1]);
  backward[n - 1].fill(0);
  for (std::size_t i = n - 1; i > 0; --i) {
    for (std::size_t before = 0; before < kNameLabels; ++before) {
      std::array<double, kNameLabels> to;
      for (std::size_t label = 0; label < kNameLabels; ++label) {
        to[label] = MayFollow(before, label) && may(i, label)
                        ? step(before, label) + scores[i][label] + backward[i][label]
                        : kNever;
      }
      backward[i - 1][before] = LogSum(to);
    }
  }
  Expected expected;
  expected.labels.resize(n);
  expected.pairs.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t label = 0; label < kNameLabels; ++label) {
      expected.labels[i][label] = std::exp(forward[i][label] + backward[i][label] - total);
      for (std::size_t before = 0; before < kNameLabels; ++before) {
        double& pair = expected.pairs[i][before][label];
        pair = 0;
        if (!MayFollow(before, label) || !may(i, label)) continue;
        if (i == 0) {
          if (before == 0) pair = expected.labels[i][label];
        } else {
          pair = std::exp(forward[i - 1][before] + step(before, label) + scores[i][label] +
                          backward[i][label] - total);
        }
      }
    }
  }
  return expected;
}

class Trainer {
 public:
  explicit Trainer(const Settings& settings) : settings_(settings) {
    weights_.w.assign(std::size_t{settings.rows} * kNameLabels, 0);
    // Not from nothing: what was seen once must not weigh as much as what was seen often.
    weights_.squares.assign(weights_.w.size(), settings.start);
    weights_.behind_squares.fill(settings.start);
  }

  void Train(const std::vector<const Piece*>& pieces) {
    std::vector<std::uint32_t> seen(settings_.rows, 0);
    for (const Piece* piece : pieces) {
      for (const auto& keys : piece->keys) {
        for (const std::uint32_t key : keys) ++seen[key & (settings_.rows - 1)];
      }
    }
    std::vector<std::size_t> order(pieces.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (int epoch = 0; epoch < settings_.epochs; ++epoch) {
      for (std::size_t i = order.size(); i > 1; --i) {
        std::swap(order[i - 1], order[Next() % i]);
      }
      for (const std::size_t i : order) Update(WithoutSome(*pieces[i]), seen);
    }
    // The first feature is there in every word. What is lost is a name, more often than not (set on
    // gum-dev): so a little less for "no name" and for "some other thing".
    for (std::size_t n = 0; n < 1 && !pieces.empty(); ++n) {
      float* const row = weights_.w.data() +
                         std::size_t{pieces[0]->keys[0][0] & (settings_.rows - 1)} * kNameLabels;
      row[0] -= settings_.less_none;
      row[7] -= settings_.less_other;
      row[8] -= settings_.less_other;
    }
    // All features are there from now on.
    for (float& weight : weights_.behind) weight /= 1 - settings_.dropped;
  }

  std::string Bytes() const {
    return NameModel::Write("en", settings_.rows, weights_.w.data(), weights_.behind.data());
  }

 private:
  std::uint64_t Next() {
    random_ ^= random_ << 13U;
    random_ ^= random_ >> 7U;
    random_ ^= random_ << 17U;
    return random_;
  }

  Piece WithoutSome(const Piece& piece) {
    Piece less;
    less.allowed = piece.allowed;
    const auto most = static_cast<std::uint64_t>(settings_.dropped * 1024);
    for (const auto& keys : piece.keys) {
      less.keys.emplace_back();
      for (const std::uint32_t key : keys) {
        if ((Next() >> 20U & 1023U) >= most) less.keys.back().push_back(key);
      }
    }
    return less;
  }

  void Update(const Piece& piece, const std::vector<std::uint32_t>& seen) {
    const std::size_t n = piece.keys.size();
    std::vector<std::array<double, kNameLabels>> scores(n);
    for (std::size_t i = 0; i < n; ++i) {
      scores[i].fill(0);
      for (const std::uint32_t key : piece.keys[i]) {
        const float* const row = Row(key);
        for (std::size_t label = 0; label < kNameLabels; ++label) scores[i][label] += row[label];
      }
    }
    const Expected model = Expect(scores, weights_, nullptr);
    const Expected gold = Expect(scores, weights_, &piece.allowed);
    for (std::size_t i = 0; i < n; ++i) {
      std::array<float, kNameLabels> gradient;
      float most = 0;
      for (std::size_t label = 0; label < kNameLabels; ++label) {
        gradient[label] = static_cast<float>(model.labels[i][label] - gold.labels[i][label]);
        most = std::max(most, std::fabs(gradient[label]));
      }
      for (std::size_t before = 0; before < kNameLabels; ++before) {
        for (std::size_t label = 0; label < kNameLabels; ++label) {
          const auto g =
              static_cast<float>(model.pairs[i][before][label] - gold.pairs[i][before][label]);
          const std::size_t at = before * kNameLabels + label;
          Step(g, weights_.behind[at], weights_.behind_squares[at]);
        }
      }
      if (most < 1e-4F) continue;
      for (const std::uint32_t key : piece.keys[i]) {
        if (seen[key & (settings_.rows - 1)] < settings_.least) continue;
        const std::size_t at = std::size_t{key & (settings_.rows - 1)} * kNameLabels;
        for (std::size_t label = 0; label < kNameLabels; ++label) {
          Step(gradient[label] + settings_.decay * weights_.w[at + label], weights_.w[at + label],
               weights_.squares[at + label]);
        }
      }
    }
  }

  void Step(float gradient, float& weight, float& squares) const {
    squares += gradient * gradient;
    weight -= settings_.rate * gradient / (std::sqrt(squares) + 1e-3F);
  }

  const float* Row(std::uint32_t key) const {
    return weights_.w.data() + std::size_t{key & (settings_.rows - 1)} * kNameLabels;
  }

  Settings settings_;
  Weights weights_;
  std::uint64_t random_ = 88172645463325252ull;
};

struct Tally {
  std::size_t right = 0, found = 0, gold = 0;

  std::string Show() const {
    const double p =
        found == 0 ? 0 : 100.0 * static_cast<double>(right) / static_cast<double>(found);
    const double r = gold == 0 ? 0 : 100.0 * static_cast<double>(right) / static_cast<double>(gold);
    std::ostringstream out;
    out.precision(1);
    out << std::fixed << "P " << p << " R " << r << " F1 " << (p + r == 0 ? 0 : 2 * p * r / (p + r))
        << " of " << gold;
    return out.str();
  }
};

struct Measure {
  Tally all;
  std::array<Tally, 4> kinds;
};

void MeasureOn(const Document& document, const NameModel& model, bool show, Measure& measure) {
  const Prepared prepared(document);
  std::vector<NameSpan> spans = TagNames(model, prepared.grammar, prepared.facts);
  CompleteSpans(prepared.grammar, prepared.facts, spans);
  std::set<std::array<std::size_t, 3>> gold, found;
  for (const GoldName& name : document.names) {
    if (name.kind < 3) gold.insert({name.span.start, name.span.end, name.kind});
  }
  for (const NameSpan& span : spans) {
    const Span bytes = prepared.grammar.Bytes(span.words);
    if (span.kind != NameKind::kOther)
      found.insert({bytes.start, bytes.end, static_cast<std::size_t>(span.kind)});
  }
  const auto count = [&](const std::array<std::size_t, 3>& name, std::size_t Tally::* member) {
    ++(measure.all.*member);
    ++(measure.kinds[name[2]].*member);
  };
  const auto tell = [&](const char* what, const std::array<std::size_t, 3>& name) {
    if (!show) return;
    const std::size_t begin = name[0] - std::min<std::size_t>(name[0], 30);
    std::string around = document.text.substr(begin, name[1] - begin + 30);
    std::replace(around.begin(), around.end(), '\n', ' ');
    std::cout << what << " " << kKinds[name[2]] << " ["
              << document.text.substr(name[0], name[1] - name[0]) << "] " << around << "\n";
  };
  for (const auto& name : gold) {
    count(name, &Tally::gold);
    if (!found.contains(name)) tell("missed", name);
  }
  for (const auto& name : found) {
    count(name, &Tally::found);
    if (gold.contains(name))
      count(name, &Tally::right);
    else
      tell("wrong", name);
  }
}

void Show(const std::string& name, const Measure& measure) {
  std::cerr << name << ": " << measure.all.Show() << "\n";
  for (std::size_t kind = 0; kind < 3; ++kind) {
    std::cerr << "  " << kKinds[kind] << ": " << measure.kinds[kind].Show() << "\n";
  }
}

struct Arguments {
  std::string names, out, folds;
  std::set<std::string> train, test;
  bool errors = false;
  Settings settings;
};

std::set<std::string> Split(const std::string& list) {
  std::set<std::string> parts;
  std::istringstream in(list);
  for (std::string part; std::getline(in, part, ',');) parts.insert(part);
  return parts;
}

Arguments ArgumentsOf(int argc, char** argv) {
  Arguments arguments;
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    const auto value = [&] { return i + 1 < argc ? std::string(argv[++i]) : std::string(); };
    if (name == "--train")
      arguments.train = Split(value());
    else if (name == "--test")
      arguments.test = Split(value());
    else if (name == "--out")
      arguments.out = value();
    else if (name == "--folds")
      arguments.folds = value();
    else if (name == "--errors")
      arguments.errors = true;
    else if (name == "--epochs")
      arguments.settings.epochs = std::atoi(value().c_str());
    else if (name == "--rate")
      arguments.settings.rate = std::stof(value());
    else if (name == "--decay")
      arguments.settings.decay = std::stof(value());
    else if (name == "--less-none")
      arguments.settings.less_none = std::stof(value());
    else if (name == "--less-other")
      arguments.settings.less_other = std::stof(value());
    else if (name == "--start")
      arguments.settings.start = std::stof(value());
    else if (name == "--dropped")
      arguments.settings.dropped = std::stof(value());
    else if (name == "--least")
      arguments.settings.least = static_cast<std::uint32_t>(std::atoi(value().c_str()));
    else if (name == "--bits")
      arguments.settings.rows = 1U << static_cast<unsigned>(std::atoi(value().c_str()));
    else
      arguments.names = name;
  }
  return arguments;
}

// Five parts of a set, each measured by a model that has not seen it.
void Folds(const Arguments& arguments, const std::vector<Document>& documents,
           const std::vector<std::vector<Piece>>& pieces) {
  constexpr std::size_t kFolds = 5;
  Measure measure;
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    std::vector<const Piece*> train;
    for (std::size_t i = 0; i < documents.size(); ++i) {
      if (documents[i].set == arguments.folds && i % kFolds == fold) continue;
      for (const Piece& piece : pieces[i]) train.push_back(&piece);
    }
    Trainer trainer(arguments.settings);
    trainer.Train(train);
    const std::string bytes = trainer.Bytes();
    const Result<NameModel> model = NameModel::Read(bytes);
    for (std::size_t i = 0; i < documents.size(); ++i) {
      if (documents[i].set == arguments.folds && i % kFolds == fold)
        MeasureOn(documents[i], *model, arguments.errors, measure);
    }
  }
  Show(arguments.folds + " in five parts", measure);
}

int Run(int argc, char** argv) {
  const Arguments arguments = ArgumentsOf(argc, argv);
  const std::vector<Document> documents = ReadDocuments(arguments.names);
  std::vector<std::vector<Piece>> pieces(documents.size());
  std::vector<const Piece*> train;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (!arguments.train.contains(documents[i].set)) continue;
    pieces[i] = PiecesOf(documents[i]);
    for (const Piece& piece : pieces[i]) train.push_back(&piece);
  }
  if (train.empty()) {
    std::cerr << "train_names: no documents of the sets named by --train\n";
    return 1;
  }
  if (!arguments.folds.empty()) Folds(arguments, documents, pieces);
  if (arguments.test.empty() && arguments.out.empty()) return 0;

  Trainer trainer(arguments.settings);
  trainer.Train(train);
  const std::string bytes = trainer.Bytes();
  const Result<NameModel> model = NameModel::Read(bytes);
  if (!model) {
    std::cerr << model.error().what << "\n";
    return 1;
  }
  std::map<std::string, Measure> measures;
  for (const Document& document : documents) {
    if (arguments.test.contains(document.set))
      MeasureOn(document, *model, arguments.errors, measures[document.set]);
  }
  for (const auto& [set, measure] : measures) Show(set, measure);
  if (!arguments.out.empty()) std::ofstream(arguments.out, std::ios::binary) << bytes;
  return 0;
}

}  // namespace
}  // namespace checkback

int main(int argc, char** argv) {
  return checkback::Run(argc, argv);
}
