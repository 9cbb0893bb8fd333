#include "story/keeper/vectors.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace checkback {
namespace {

void SortByTerm(TermVector& vector) {
  std::sort(vector.begin(), vector.end(),
            [](const Weight& a, const Weight& b) { return a.term < b.term; });
}

// They are in no order afterwards.
void KeepHeaviest(TermVector& vector, std::size_t most) {
  if (vector.size() <= most) return;
  const auto heavier = [](const Weight& a, const Weight& b) {
    const float x = a.all + a.lede, y = b.all + b.lede;
    return x != y ? x > y : a.term < b.term;
  };
  std::nth_element(vector.begin(), vector.begin() + static_cast<std::ptrdiff_t>(most), vector.end(),
                   heavier);
  vector.resize(most);
}

}  // namespace

Lengths LengthsOf(const TermVector& vector) {
  double head = 0, lede = 0, all = 0, name = 0;
  for (const Weight& w : vector) {
    head += w.head * w.head;
    lede += w.lede * w.lede;
    all += w.all * w.all;
    name += w.name * w.name;
  }
  return {static_cast<float>(std::sqrt(head)), static_cast<float>(std::sqrt(lede)),
          static_cast<float>(std::sqrt(all)), static_cast<float>(std::sqrt(name))};
}

void Normalise(TermVector& vector) {
  const Lengths length = LengthsOf(vector);
  for (Weight& w : vector) {
    if (length.head > 0) w.head /= length.head;
    if (length.lede > 0) w.lede /= length.lede;
    if (length.all > 0) w.all /= length.all;
    if (length.name > 0) w.name /= length.name;
  }
}

std::vector<TermId> Heaviest(const TermVector& vector, float Weight::* view, std::size_t most) {
  std::vector<std::pair<float, TermId>> weights;
  weights.reserve(vector.size());
  for (const Weight& w : vector) {
    if (w.*view > 0) weights.emplace_back(-(w.*view), w.term);
  }
  if (weights.size() > most) {
    std::nth_element(weights.begin(), weights.begin() + static_cast<std::ptrdiff_t>(most),
                     weights.end());
    weights.resize(most);
  }
  std::vector<TermId> terms;
  terms.reserve(weights.size());
  for (const auto& [weight, term] : weights) terms.push_back(term);
  std::sort(terms.begin(), terms.end());
  return terms;
}

TermLookup::TermLookup(const TermVector& terms) : terms_(terms) {
  static_assert(kStoryTerms < kSlots / 2 && kArticleTerms <= kStoryTerms);
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const std::uint32_t mixed = Mix(terms[i].term);
    bits_[mixed >> (kBitShift + 5)] |= 1u << (mixed >> kBitShift & 31);
    std::size_t at = mixed >> kSlotShift;
    while (slots_[at] != 0) at = (at + 1) % kSlots;
    slots_[at] = static_cast<std::uint8_t>(i + 1);
  }
}

void TermLookup::Meet(std::span<const TermId> others, Meeting& meeting) const {
  std::array<std::uint8_t, kStoryTerms + 1> likely;
  std::size_t count = 0;
  for (std::size_t i = 0; i < others.size(); ++i) {
    likely[count] = static_cast<std::uint8_t>(i);
    count += MayHave(Mix(others[i]));
  }
  meeting.count_ = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Weight* weight = Find(others[likely[i]]);
    if (weight != nullptr) meeting.met_[meeting.count_++] = {likely[i], weight};
  }
}

PackedVector::PackedVector(const std::vector<PackedWeight>& weights) {
  block_.reserve(2 * weights.size());  // no room to spare: there are many articles
  for (const PackedWeight& w : weights) block_.push_back(w.term);
  for (const PackedWeight& w : weights) {
    block_.push_back(w.head | std::uint32_t{w.lede} << 8 | std::uint32_t{w.all} << 16 |
                     std::uint32_t{w.name} << 24);
  }
}

PackedWeight PackedVector::operator[](std::size_t i) const {
  const std::uint32_t views = block_[size() + i];
  return {block_[i], static_cast<std::uint8_t>(views), static_cast<std::uint8_t>(views >> 8),
          static_cast<std::uint8_t>(views >> 16), static_cast<std::uint8_t>(views >> 24)};
}

std::vector<PackedWeight> PackedVector::Weights() const {
  std::vector<PackedWeight> weights;
  weights.reserve(size());
  for (std::size_t i = 0; i < size(); ++i) weights.push_back((*this)[i]);
  return weights;
}

PackedVector Packed(const TermVector& vector) {
  const auto pack = [](float weight) {
    const float steps = std::sqrt(std::clamp(weight, 0.0f, 1.0f)) * 255;
    return static_cast<std::uint8_t>(weight > 0 ? std::max(1L, std::lround(steps)) : 0);
  };
  std::vector<PackedWeight> packed;
  packed.reserve(vector.size());
  for (const Weight& w : vector) {
    packed.push_back({w.term, pack(w.head), pack(w.lede), pack(w.all), pack(w.name)});
  }
  return PackedVector(packed);
}

TermVector Unpacked(const PackedVector& vector) {
  TermVector unpacked;
  unpacked.reserve(vector.size());
  for (std::size_t i = 0; i < vector.size(); ++i) {
    const PackedWeight w = vector[i];
    unpacked.push_back(
        {w.term, kUnpacked[w.head], kUnpacked[w.lede], kUnpacked[w.all], kUnpacked[w.name]});
  }
  return unpacked;
}

PackedVector VectorOf(const ArticleTerms& article, const std::vector<TermId>& ids,
                      const Vocabulary& vocabulary,
                      const std::unordered_set<std::uint64_t>& names) {
  TermVector vector;
  vector.reserve(ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const Term& term = article.terms[i];
    const auto idf = static_cast<float>(vocabulary.Idf(ids[i]));
    if (idf <= 0) continue;
    const auto weight = [&](float n) { return n > 0 ? std::log1p(n) * idf : 0.0f; };
    const bool name = names.empty() ? term.name : names.contains(term.hash);
    const float all = 2.0f * term.head + 1.0f * term.lede + term.all;
    vector.push_back({ids[i], weight(term.head), weight(term.lede), weight(all),
                      name ? weight(term.lede > 0 ? 2 : 1) : 0.0f});
  }
  KeepHeaviest(vector, kArticleTerms);
  SortByTerm(vector);
  Normalise(vector);
  return Packed(vector);
}

void AddTo(TermVector& sum, const PackedVector& more, std::size_t most) {
  AddTo(sum, Unpacked(more), most);
}

void AddTo(TermVector& sum, const TermVector& more, std::size_t most) {
  TermVector both;
  both.reserve(sum.size() + more.size());
  auto a = sum.begin();
  for (const Weight& b : more) {
    while (a != sum.end() && a->term < b.term) both.push_back(*a++);
    Weight w = a != sum.end() && a->term == b.term ? *a++ : Weight{b.term, 0, 0, 0, 0};
    w.head += b.head;
    w.lede += b.lede;
    w.all += b.all;
    w.name += b.name;
    both.push_back(w);
  }
  both.insert(both.end(), a, sum.end());
  if (both.size() > most) {
    KeepHeaviest(both, most);
    SortByTerm(both);
  }
  sum = std::move(both);
}

}  // namespace checkback
