#include "reading/names/name_tagger.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "reading/names/name_features.h"
#include "text/embedded.h"

namespace checkback {
namespace {

using Scores = std::array<std::int32_t, kNameLabels>;
using Models = std::unordered_map<std::string_view, NameModel>;

constexpr std::int32_t kNever = -(1 << 29);

// A model that cannot be read is none; names_test reads each that was built in.
Models ReadModels() {
  constexpr std::string_view kFolder = "rules/";
  constexpr std::string_view kName = "/names.model";
  Models models;
  for (std::size_t i = 0; i < kEmbeddedCount; ++i) {
    std::string_view path = kEmbeddedFiles[i].path;
    if (!path.starts_with(kFolder) || !path.ends_with(kName)) continue;
    Result<NameModel> model = NameModel::Read(FindEmbedded(path));
    path.remove_prefix(kFolder.size());
    path.remove_suffix(kName.size());
    if (model) models.emplace(path, *std::move(model));
  }
  return models;
}

class Chain {
 public:
  Chain(const NameModel& model, const NameFeatures& features)
      : model_(model), features_(features) {}

  // The best labels of the candidates [first, end); none stands before the first.
  const std::vector<std::uint8_t>& Best(WordIndex first, WordIndex end) {
    const std::size_t n = end - first;
    from_.resize(n);
    labels_.resize(n);
    Scores sum{};
    sum.fill(kNever);
    for (std::size_t i = 0; i < n; ++i) {
      const Scores here = ScoresOf(first + static_cast<WordIndex>(i));
      Scores next;
      for (std::size_t label = 0; label < kNameLabels; ++label) {
        std::int32_t best = kNever;
        std::uint8_t from = 0;
        if (i == 0) {
          if (MayFollow(0, label)) best = model_.behind[0][label];
        } else {
          for (std::size_t before = 0; before < kNameLabels; ++before) {
            if (!MayFollow(before, label)) continue;
            const std::int32_t score = sum[before] + model_.behind[before][label];
            if (score > best) {
              best = score;
              from = static_cast<std::uint8_t>(before);
            }
          }
        }
        next[label] = std::max(best + here[label], kNever);
        from_[i][label] = from;
      }
      sum = next;
    }
    auto label = static_cast<std::uint8_t>(std::max_element(sum.begin(), sum.end()) - sum.begin());
    for (std::size_t i = n; i > 0; --i) {
      labels_[i - 1] = label;
      label = from_[i - 1][label];
    }
    return labels_;
  }

 private:
  Scores ScoresOf(WordIndex word) {
    keys_.clear();
    features_.Append(word, keys_);
    Scores scores{};
    for (const std::uint32_t key : keys_) {
      const std::int8_t* const row =
          model_.weights + std::size_t{key & (model_.rows - 1)} * kNameLabels;
      for (std::size_t label = 0; label < kNameLabels; ++label) scores[label] += row[label];
    }
    return scores;
  }

  const NameModel& model_;
  const NameFeatures& features_;
  std::vector<std::uint32_t> keys_;
  std::vector<std::array<std::uint8_t, kNameLabels>> from_;
  std::vector<std::uint8_t> labels_;
};

}  // namespace

const NameModel* NameModelOf(std::string_view language) {
  static const Models models = ReadModels();
  std::string_view base = language.substr(0, language.find('-'));
  if (base.empty() || base == "und") base = "en";
  const auto found = models.find(base);
  return found == models.end() ? nullptr : &found->second;
}

std::vector<NameSpan> TagNames(const NameModel& model, const Grammar& grammar,
                               const ArticleFacts& facts) {
  const NameFeatures features(grammar, facts);
  Chain chain(model, features);
  std::vector<NameSpan> spans;
  for (std::size_t s = 0; s < grammar.sentences(); ++s) {
    const WordRange sentence = grammar.Sentence(s);
    for (WordIndex first = sentence.first; first < sentence.end; ++first) {
      if (!features.IsCandidate(first)) continue;
      WordIndex end = first + 1;
      while (end < sentence.end && features.IsCandidate(end)) ++end;
      const std::vector<std::uint8_t>& labels = chain.Best(first, end);
      for (WordIndex i = first; i < end; ++i) {
        const std::uint8_t label = labels[i - first];
        if (label == 0) continue;
        if (label % 2 == 1) {
          spans.push_back({{i, i + 1}, static_cast<NameKind>(label / 2)});
        } else {
          spans.back().words.end = i + 1;
        }
      }
      first = end;
    }
  }
  return spans;
}

}  // namespace checkback
