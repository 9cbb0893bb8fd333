#include "story/keeper/vectors.h"

#include <algorithm>
#include <cmath>

namespace checkback {
namespace {

void KeepHeaviest(TermVector& vector, std::size_t most) {
  if (vector.size() <= most) return;
  const auto heavier = [](const Weight& a, const Weight& b) {
    const float x = a.all + a.lede, y = b.all + b.lede;
    return x != y ? x > y : a.term < b.term;
  };
  std::nth_element(vector.begin(), vector.begin() + static_cast<std::ptrdiff_t>(most), vector.end(),
                   heavier);
  vector.resize(most);
  std::sort(vector.begin(), vector.end(),
            [](const Weight& a, const Weight& b) { return a.term < b.term; });
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

TermVector VectorOf(const ArticleTerms& article, const std::vector<TermId>& ids,
                    const Vocabulary& vocabulary) {
  TermVector vector;
  vector.reserve(ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const Term& term = article.terms[i];
    const auto idf = static_cast<float>(vocabulary.Idf(ids[i]));
    if (idf <= 0) continue;
    const auto weight = [&](float n) { return n > 0 ? std::log1p(n) * idf : 0.0f; };
    const float all = 2.0f * term.head + 1.0f * term.lede + term.all;
    vector.push_back({ids[i], weight(term.head), weight(term.lede), weight(all),
                      term.name ? weight(term.lede > 0 ? 2 : 1) : 0.0f});
  }
  std::sort(vector.begin(), vector.end(),
            [](const Weight& a, const Weight& b) { return a.term < b.term; });
  KeepHeaviest(vector, kArticleTerms);
  const Lengths length = LengthsOf(vector);
  for (Weight& w : vector) {
    if (length.head > 0) w.head /= length.head;
    if (length.lede > 0) w.lede /= length.lede;
    if (length.all > 0) w.all /= length.all;
    if (length.name > 0) w.name /= length.name;
  }
  return vector;
}

void AddTo(TermVector& sum, const TermVector& more, float factor, std::size_t most) {
  TermVector both;
  both.reserve(sum.size() + more.size());
  auto a = sum.begin();
  for (const Weight& b : more) {
    while (a != sum.end() && a->term < b.term) both.push_back(*a++);
    Weight w = a != sum.end() && a->term == b.term ? *a++ : Weight{b.term, 0, 0, 0, 0};
    w.head += factor * b.head;
    w.lede += factor * b.lede;
    w.all += factor * b.all;
    w.name += factor * b.name;
    if (w.all > 1e-6f || w.lede > 1e-6f) both.push_back(w);
  }
  both.insert(both.end(), a, sum.end());
  KeepHeaviest(both, most);
  sum = std::move(both);
}

}  // namespace checkback
