// Groups words that are used alike: rules/<language>/word_clusters.txt, for the tagger of names.
//
//   word_clusters TEXTS.jsonl... > rules/en/word_clusters.txt      lines with a member "text"
//
// Each word gets a vector by skip-grams with negative sampling (Mikolov and others 2013), with
// context words told apart by their place before or behind (Ling and others 2015), then k-means
// twice: fine groups, and groups of those. One thread, one order: the same texts give the same
// bytes.

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iostream>
#include <string>
#include <unordered_map>
#include <vector>

#include "reading/tokens.h"
#include "text/json.h"
#include "text/sentences.h"

namespace checkback {
namespace {

constexpr std::size_t kWide = 48;
constexpr std::size_t kPlaces = 4;  // two words before, two behind
constexpr std::size_t kLeastSeen = 5;
constexpr std::size_t kFine = 400;
constexpr std::size_t kCoarse = 60;
constexpr int kEpochs = 5;
constexpr int kNegatives = 5;

using Vector = std::array<float, kWide>;

class Random {
 public:
  std::uint64_t Next() {
    state_ ^= state_ << 13U;
    state_ ^= state_ >> 7U;
    state_ ^= state_ << 17U;
    return state_;
  }
  double Part() { return static_cast<double>(Next() >> 11U) / 9007199254740992.0; }

 private:
  std::uint64_t state_ = 88172645463325252ull;
};

struct Corpus {
  std::vector<std::string> words;
  std::vector<std::size_t> counts;
  std::vector<std::vector<std::uint32_t>> sentences;  // rare words left out
};

Corpus ReadCorpus(int argc, char** argv) {
  Corpus corpus;
  std::unordered_map<std::string, std::uint32_t> number;
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i]);
    for (std::string line; std::getline(file, line);) {
      const Result<Json> json = Json::Parse(line);
      if (!json) continue;
      const std::string_view text = (*json)["text"].Text();
      for (const Span& sentence : FindSentences(text, "en")) {
        std::vector<Span> spans;
        AppendWords(text, sentence, "en", spans);
        std::vector<std::uint32_t> row;
        for (const Span& span : spans) {
          std::string word(Words(text, span));
          for (char& c : word) {
            if (c >= '0' && c <= '9') c = '0';
          }
          const auto [at, fresh] =
              number.emplace(word, static_cast<std::uint32_t>(corpus.words.size()));
          if (fresh) {
            corpus.words.push_back(word);
            corpus.counts.push_back(0);
          }
          ++corpus.counts[at->second];
          row.push_back(at->second);
        }
        corpus.sentences.push_back(std::move(row));
      }
    }
  }
  // By frequency; the rest is no word.
  std::vector<std::uint32_t> order(corpus.words.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return corpus.counts[a] > corpus.counts[b];
  });
  Corpus kept;
  constexpr std::uint32_t kRare = ~std::uint32_t{0};
  std::vector<std::uint32_t> place(order.size(), kRare);
  for (const std::uint32_t i : order) {
    if (corpus.counts[i] < kLeastSeen) break;
    place[i] = static_cast<std::uint32_t>(kept.words.size());
    kept.words.push_back(corpus.words[i]);
    kept.counts.push_back(corpus.counts[i]);
  }
  for (const auto& row : corpus.sentences) {
    std::vector<std::uint32_t> known;
    for (const std::uint32_t word : row) known.push_back(place[word]);
    kept.sentences.push_back(std::move(known));
  }
  return kept;
}

class SkipGrams {
 public:
  explicit SkipGrams(const Corpus& corpus)
      : corpus_(corpus), in_(corpus.words.size()), out_(corpus.words.size() * kPlaces) {
    for (Vector& vector : in_) {
      for (float& x : vector) x = static_cast<float>((random_.Part() - 0.5) / kWide);
    }
    double total = 0;
    for (const std::size_t count : corpus.counts) total += static_cast<double>(count);
    double sum = 0;
    for (const std::size_t count : corpus.counts) {
      sum += std::pow(static_cast<double>(count), 0.75);
      sums_.push_back(sum);
      const double share = static_cast<double>(count) / total;
      keep_.push_back(std::min(1.0, std::sqrt(1e-3 / share) + 1e-3 / share));
    }
    noise_.resize(1U << 20U);
    std::size_t word = 0;
    for (std::size_t i = 0; i < noise_.size(); ++i) {
      const double at = (static_cast<double>(i) + 0.5) / static_cast<double>(noise_.size()) * sum;
      while (word + 1 < sums_.size() && sums_[word] < at) ++word;
      noise_[i] = static_cast<std::uint32_t>(word);
    }
  }

  const std::vector<Vector>& Learn() {
    const double all = static_cast<double>(corpus_.sentences.size()) * kEpochs;
    double done = 0;
    for (int epoch = 0; epoch < kEpochs; ++epoch) {
      for (const auto& row : corpus_.sentences) {
        const auto rate = static_cast<float>(0.05 * (1 - done / all) + 1e-4);
        done += 1;
        Sentence(row, rate);
      }
    }
    return in_;
  }

 private:
  static constexpr std::uint32_t kRare = ~std::uint32_t{0};

  void Sentence(const std::vector<std::uint32_t>& row, float rate) {
    constexpr std::array<int, kPlaces> kOffsets = {-2, -1, 1, 2};
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (row[i] == kRare || random_.Part() > keep_[row[i]]) continue;
      for (std::size_t place = 0; place < kPlaces; ++place) {
        const std::int64_t at = static_cast<std::int64_t>(i) + kOffsets[place];
        if (at < 0 || at >= static_cast<std::int64_t>(row.size())) continue;
        const std::uint32_t context = row[static_cast<std::size_t>(at)];
        if (context != kRare) Pair(row[i], context, place, rate);
      }
    }
  }

  void Pair(std::uint32_t word, std::uint32_t context, std::size_t place, float rate) {
    Vector& in = in_[word];
    Vector change{};
    for (int n = 0; n <= kNegatives; ++n) {
      const std::uint32_t other = n == 0 ? context : noise_[random_.Next() % noise_.size()];
      if (n > 0 && other == context) continue;
      Vector& out = out_[other * kPlaces + place];
      float dot = 0;
      for (std::size_t k = 0; k < kWide; ++k) dot += in[k] * out[k];
      const float wanted = n == 0 ? 1.0F : 0.0F;
      const float g = rate * (wanted - 1.0F / (1.0F + std::exp(-dot)));
      for (std::size_t k = 0; k < kWide; ++k) {
        change[k] += g * out[k];
        out[k] += g * in[k];
      }
    }
    for (std::size_t k = 0; k < kWide; ++k) in[k] += change[k];
  }

  const Corpus& corpus_;
  Random random_;
  std::vector<Vector> in_, out_;
  std::vector<double> sums_, keep_;
  std::vector<std::uint32_t> noise_;
};

void Normalise(Vector& vector) {
  float squares = 0;
  for (const float x : vector) squares += x * x;
  const float size = std::sqrt(squares) + 1e-9F;
  for (float& x : vector) x /= size;
}

// Which of `k` groups each vector is in; the centres come out in `centres`.
std::vector<std::size_t> Groups(const std::vector<Vector>& vectors, std::size_t k,
                                std::vector<Vector>& centres) {
  constexpr int kRounds = 12;
  centres.assign(vectors.begin(),
                 vectors.begin() + static_cast<std::ptrdiff_t>(std::min(k, vectors.size())));
  std::vector<std::size_t> group(vectors.size(), 0);
  for (int round = 0; round < kRounds; ++round) {
    for (std::size_t i = 0; i < vectors.size(); ++i) {
      float best = -2;
      for (std::size_t c = 0; c < centres.size(); ++c) {
        float dot = 0;
        for (std::size_t d = 0; d < kWide; ++d) dot += vectors[i][d] * centres[c][d];
        if (dot > best) {
          best = dot;
          group[i] = c;
        }
      }
    }
    std::vector<Vector> sums(centres.size(), Vector{});
    for (std::size_t i = 0; i < vectors.size(); ++i) {
      for (std::size_t d = 0; d < kWide; ++d) sums[group[i]][d] += vectors[i][d];
    }
    for (std::size_t c = 0; c < centres.size(); ++c) {
      Normalise(sums[c]);
      centres[c] = sums[c];
    }
  }
  return group;
}

int Run(int argc, char** argv) {
  const Corpus corpus = ReadCorpus(argc, argv);
  if (corpus.words.size() < kFine) {
    std::cerr << "word_clusters: too few words\n";
    return 1;
  }
  std::vector<Vector> vectors = SkipGrams(corpus).Learn();
  for (Vector& vector : vectors) Normalise(vector);
  std::vector<Vector> fine_centres, coarse_centres;
  const std::vector<std::size_t> fine = Groups(vectors, kFine, fine_centres);
  const std::vector<std::size_t> coarse = Groups(fine_centres, kCoarse, coarse_centres);
  std::cout << "# Words that are used alike, made by quality/names/clusters.cc; notices: "
               "THIRD_PARTY.md.\n"
               "#\n#   GROUP LARGER-GROUP word word ...\n";
  std::vector<std::string> lines(kFine);
  for (std::size_t i = 0; i < fine.size(); ++i) lines[fine[i]] += " " + corpus.words[i];
  for (std::size_t c = 0; c < kFine; ++c) {
    if (!lines[c].empty()) std::cout << c << " " << coarse[c] << lines[c] << "\n";
  }
  return 0;
}

}  // namespace
}  // namespace checkback

int main(int argc, char** argv) {
  return checkback::Run(argc, argv);
}
