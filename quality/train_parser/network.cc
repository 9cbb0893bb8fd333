#include "network.h"

#include <algorithm>
#include <cmath>

#include "kernels.h"

namespace checkback::train {
namespace {

constexpr std::size_t kRelPad = 64;

// Half of x / (1 + |x|), moved up: a gate of plain arithmetic, the same on every processor.
float Gate(float x) {
  return 0.5f + 0.5f * x / (1.0f + std::fabs(x));
}
// By its own value: 0.5 / (1 + |x|)^2, and 1 / (1 + |x|) = 1 - |2g - 1|.
float GateSlope(float g) {
  const float s = 1.0f - std::fabs(2.0f * g - 1.0f);
  return 0.5f * s * s;
}

// Softmax of n numbers in place; gives the loss of `gold`, and leaves p - gold.
double Softmax(float* x, std::size_t n, std::size_t gold) {
  float top = x[0];
  for (std::size_t i = 1; i < n; ++i) top = std::max(top, x[i]);
  float sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += x[i] = std::exp(x[i] - top);
  for (std::size_t i = 0; i < n; ++i) x[i] /= sum;
  const double loss = -std::log(std::max(x[gold], 1e-20f));
  x[gold] -= 1.0f;
  return loss;
}

std::size_t Best(const float* x, std::size_t n) {
  return static_cast<std::size_t>(std::max_element(x, x + n) - x);
}

void Adam(float* w, float* g, float* m, float* v, std::size_t n, float rate) {
  constexpr float kFirst = 0.9f;
  constexpr float kSecond = 0.98f;
  for (std::size_t i = 0; i < n; ++i) {
    m[i] = kFirst * m[i] + (1 - kFirst) * g[i];
    v[i] = kSecond * v[i] + (1 - kSecond) * g[i] * g[i];
    w[i] -= rate * m[i] / (std::sqrt(v[i]) + 1e-6f);
    g[i] = 0;
  }
}

}  // namespace

std::size_t BucketOf(std::int64_t distance) {
  const std::int64_t d = std::abs(distance);
  const std::size_t size = d <= 4    ? static_cast<std::size_t>(d - 1)
                           : d <= 6  ? 4
                           : d <= 9  ? 5
                           : d <= 15 ? 6
                                     : 7;
  return distance > 0 ? 8 + size : size;
}

void Weights::Resize(std::size_t r, std::size_t c) {
  rows = r;
  columns = c;
  for (auto* part : {&w, &g, &m, &v}) part->assign(r * c, 0.0f);
}

void Weights::Fill(float bound, Chance& chance) {
  for (float& x : w) x = bound * (2.0f * chance.Unit() - 1.0f);
}

Network::Network(const Shape& s, std::size_t table_rows, std::uint64_t seed) : shape(s) {
  Chance chance(seed);
  table.Resize(table_rows, s.embed);
  table.Fill(0.5f / std::sqrt(3.0f), chance);
  in.resize(s.layers);
  in_bias.resize(s.layers);
  memory.resize(s.layers);
  for (std::size_t l = 0; l < s.layers; ++l) {
    const std::size_t inputs = l == 0 ? s.embed : 2 * s.hidden;
    in[l].Resize(inputs, 6 * s.hidden);
    in[l].Fill(std::sqrt(3.0f / static_cast<float>(inputs)), chance);
    in_bias[l].Resize(1, 6 * s.hidden);
    memory[l].Resize(1, 4 * s.hidden);
    memory[l].Fill(0.3f, chance);
  }
  out.Resize(2 * s.hidden, Outs());
  out.Fill(std::sqrt(3.0f / static_cast<float>(2 * s.hidden)), chance);
  out_bias.Resize(1, Outs());
  root_arc.Resize(1, s.arc);
  root_rel.Resize(1, s.rel);
  rel_out.Resize(s.rel, kRelPad);
  rel_out.Fill(std::sqrt(3.0f / static_cast<float>(s.rel)), chance);
  rel_bias.Resize(1, kRelPad);
  layers_.resize(s.layers);
  mask_layer_.resize(s.layers);
  is_touched_.assign(table_rows, 0);
}

std::vector<Weights*> Network::Dense() {
  std::vector<Weights*> all;
  for (std::size_t l = 0; l < shape.layers; ++l) {
    all.insert(all.end(), {&in[l], &in_bias[l], &memory[l]});
  }
  all.insert(all.end(), {&out, &out_bias, &root_arc, &root_rel, &rel_out, &rel_bias});
  return all;
}

// One direction of one layer over the words [first, last).
void Network::Run(std::size_t l, std::size_t first, std::size_t last, bool back) {
  const std::size_t H = shape.hidden;
  Layer& layer = layers_[l];
  const std::size_t inputs = l == 0 ? shape.embed : 2 * H;
  const float* vf = memory[l].w.data() + (back ? 2 * H : 0);
  const float* vr = vf + H;
  std::vector<float> zero(H, 0.0f);
  const float* before = zero.data();
  for (std::size_t n = first; n < last; ++n) {
    const std::size_t t = back ? last - 1 - (n - first) : n;
    const float* u = &layer.u[t * 6 * H + (back ? 3 * H : 0)];
    const float* x = &layer.x[t * inputs + (l > 0 && back ? H : 0)];
    const std::size_t at = t * 2 * H + (back ? H : 0);
    float* c = &layer.c[at];
    float* f = &layer.f[at];
    float* r = &layer.r[at];
    float* h = &layer.h[at];
    for (std::size_t j = 0; j < H; ++j) {
      f[j] = Gate(u[H + j] + vf[j] * before[j]);
      r[j] = Gate(u[2 * H + j] + vr[j] * before[j]);
      c[j] = f[j] * before[j] + (1 - f[j]) * u[j];
      h[j] = r[j] * c[j] + (1 - r[j]) * x[j];
    }
    before = c;
  }
}

void Network::RunBack(std::size_t l, std::size_t first, std::size_t last, bool back) {
  const std::size_t H = shape.hidden;
  Layer& layer = layers_[l];
  const std::size_t inputs = l == 0 ? shape.embed : 2 * H;
  const float* vf = memory[l].w.data() + (back ? 2 * H : 0);
  const float* vr = vf + H;
  float* gvf = memory[l].g.data() + (back ? 2 * H : 0);
  float* gvr = gvf + H;
  std::vector<float> zero(H, 0.0f), dc_next(H, 0.0f);
  for (std::size_t n = last; n-- > first;) {
    const std::size_t t = back ? last - 1 - (n - first) : n;
    const bool start = n == first;
    const std::size_t at = t * 2 * H + (back ? H : 0);
    const std::size_t at_before = start ? 0 : (back ? t + 1 : t - 1) * 2 * H + (back ? H : 0);
    const float* before = start ? zero.data() : &layer.c[at_before];
    const float* u = &layer.u[t * 6 * H + (back ? 3 * H : 0)];
    float* du = &layer.du[t * 6 * H + (back ? 3 * H : 0)];
    const float* x = &layer.x[t * inputs + (l > 0 && back ? H : 0)];
    float* dx = &layer.dx[t * inputs + (l > 0 && back ? H : 0)];
    const float* c = &layer.c[at];
    const float* f = &layer.f[at];
    const float* r = &layer.r[at];
    const float* dh = &layer.dh[at];
    for (std::size_t j = 0; j < H; ++j) {
      const float dr = dh[j] * (c[j] - x[j]) * GateSlope(r[j]);
      const float dc = dc_next[j] + dh[j] * r[j];
      dx[j] += dh[j] * (1 - r[j]);
      const float df = dc * (before[j] - u[j]) * GateSlope(f[j]);
      du[j] = dc * (1 - f[j]);
      du[H + j] = df;
      du[2 * H + j] = dr;
      gvf[j] += df * before[j];
      gvr[j] += dr * before[j];
      dc_next[j] = dc * f[j] + df * vf[j] + dr * vr[j];
    }
  }
}

void Network::Forward(const std::vector<const Sample*>& batch, const Dropout* dropout,
                      const std::vector<std::uint32_t>* often, std::int32_t unknown,
                      Chance* chance) {
  const std::size_t D = shape.embed;
  const std::size_t H = shape.hidden;
  begins_.clear();
  words_ = 0;
  for (const Sample* s : batch) {
    begins_.push_back(words_);
    words_ += s->size();
  }
  begins_.push_back(words_);
  used_.clear();
  for (const Sample* s : batch) {
    for (std::size_t i = 0; i < s->rows.size(); ++i) {
      std::int32_t row = s->rows[i];
      if (chance && i % kSlots == 0 && row >= 0) {
        const float seen = static_cast<float>((*often)[static_cast<std::size_t>(row)]);
        if (chance->Unit() < dropout->word / (1.0f + seen / 4.0f)) row = unknown;
      }
      used_.push_back(row);
    }
  }
  Layer& bottom = layers_[0];
  bottom.x.assign(words_ * D, 0.0f);
  for (std::size_t t = 0; t < words_; ++t) {
    for (std::size_t s = 0; s < kSlots; ++s) {
      const std::int32_t row = used_[t * kSlots + s];
      if (row >= 0) AddScaled(&bottom.x[t * D], &table.w[static_cast<std::size_t>(row) * D], 1, D);
    }
  }
  const auto mask = [&](std::vector<float>& m, std::size_t width, float rate, bool by_sentence) {
    m.assign(words_ * width, 1.0f);
    if (!chance || rate <= 0) return;
    const float keep = 1.0f / (1.0f - rate);
    for (std::size_t b = 0; b + 1 < begins_.size(); ++b) {
      for (std::size_t t = begins_[b]; t < begins_[b + 1]; ++t) {
        float* row = &m[t * width];
        if (by_sentence && t > begins_[b]) {
          std::copy_n(row - width, width, row);
          continue;
        }
        for (std::size_t j = 0; j < width; ++j) row[j] = chance->Unit() < rate ? 0.0f : keep;
      }
    }
  };
  mask(mask_in_, D, dropout ? dropout->input : 0, false);
  for (std::size_t i = 0; i < bottom.x.size(); ++i) bottom.x[i] *= mask_in_[i];

  for (std::size_t l = 0; l < shape.layers; ++l) {
    Layer& layer = layers_[l];
    const std::size_t inputs = l == 0 ? D : 2 * H;
    if (l > 0) {
      layer.x = layers_[l - 1].h;
      mask(mask_layer_[l], inputs, dropout ? dropout->layer : 0, true);
      for (std::size_t i = 0; i < layer.x.size(); ++i) layer.x[i] *= mask_layer_[l][i];
    }
    layer.u.resize(words_ * 6 * H);
    for (std::size_t t = 0; t < words_; ++t) {
      std::copy_n(in_bias[l].w.data(), 6 * H, &layer.u[t * 6 * H]);
    }
    AddProduct(layer.x.data(), inputs, in[l].w.data(), 6 * H, layer.u.data(), 6 * H, words_, inputs,
               6 * H);
    for (auto* part : {&layer.c, &layer.f, &layer.r, &layer.h}) part->resize(words_ * 2 * H);
    for (std::size_t b = 0; b + 1 < begins_.size(); ++b) {
      Run(l, begins_[b], begins_[b + 1], false);
      Run(l, begins_[b], begins_[b + 1], true);
    }
  }
  last_ = layers_.back().h;
  mask(mask_last_, 2 * H, dropout ? dropout->layer : 0, false);
  for (std::size_t i = 0; i < last_.size(); ++i) last_[i] *= mask_last_[i];
  outs_.resize(words_ * Outs());
  for (std::size_t t = 0; t < words_; ++t) {
    std::copy_n(out_bias.w.data(), Outs(), &outs_[t * Outs()]);
  }
  AddProduct(last_.data(), 2 * H, out.w.data(), Outs(), outs_.data(), Outs(), words_, 2 * H,
             Outs());
}

Losses Network::Learn(const std::vector<const Sample*>& batch, const Dropout& dropout,
                      const std::vector<std::uint32_t>& often, std::int32_t unknown,
                      Chance& chance) {
  Forward(batch, &dropout, &often, unknown, &chance);
  const std::size_t D = shape.embed;
  const std::size_t H = shape.hidden;
  const std::size_t A = shape.arc;
  const std::size_t R = shape.rel;
  const std::size_t O = Outs();
  Losses losses;
  d_outs_.assign(words_ * O, 0.0f);
  const float keep = 1.0f / (1.0f - dropout.head);
  std::vector<float> dep, d_dep(A), mask(A), scores, z(R), dz(R), logits(kRelPad);
  const float scale = 1.0f / static_cast<float>(words_);
  for (std::size_t b = 0; b < batch.size(); ++b) {
    const Sample& s = *batch[b];
    const std::size_t n = s.size();
    const std::size_t first = begins_[b];
    float* o0 = &outs_[first * O];
    float* d0 = &d_outs_[first * O];
    for (std::size_t i = 0; i < n; ++i) {
      float* o = o0 + i * O;
      float* d = d0 + i * O;
      losses.upos += Softmax(o + UposAt(), shape.upos_count, static_cast<std::size_t>(s.upos[i]));
      for (std::size_t c = 0; c < shape.upos_count; ++c) d[UposAt() + c] = scale * o[UposAt() + c];
      losses.form += Softmax(o + FormAt(), shape.form_count, static_cast<std::size_t>(s.form[i]));
      for (std::size_t c = 0; c < shape.form_count; ++c) {
        d[FormAt() + c] = 0.5f * scale * o[FormAt() + c];
      }
      // Arcs: the word against each head; the last score is the root's.
      dep.assign(A, 0.0f);
      for (std::size_t a = 0; a < A; ++a) {
        mask[a] = chance.Unit() < dropout.head ? 0.0f : keep;
        dep[a] = std::max(o[DepAt() + a], 0.0f) * mask[a];
      }
      scores.assign(n + 1, 0.0f);
      for (std::size_t j = 0; j < n; ++j) {
        if (j == i) {
          scores[j] = -1e9f;
          continue;
        }
        const std::size_t bucket =
            BucketOf(static_cast<std::int64_t>(j) - static_cast<std::int64_t>(i));
        scores[j] = Dot(dep.data(), o0 + j * O + HeadAt(), A) + o[BucketAt() + bucket];
      }
      scores[n] = Dot(dep.data(), root_arc.w.data(), A);
      const std::size_t gold = s.head[i] < 0 ? n : static_cast<std::size_t>(s.head[i]);
      losses.arc += Softmax(scores.data(), n + 1, gold);
      std::fill(d_dep.begin(), d_dep.end(), 0.0f);
      for (std::size_t j = 0; j < n; ++j) {
        if (j == i) continue;
        const float e = scale * scores[j];
        if (std::fabs(e) < 1e-9f) continue;
        AddScaled(d_dep.data(), o0 + j * O + HeadAt(), e, A);
        AddScaled(d0 + j * O + HeadAt(), dep.data(), e, A);
        d[BucketAt() + BucketOf(static_cast<std::int64_t>(j) - static_cast<std::int64_t>(i))] += e;
      }
      AddScaled(d_dep.data(), root_arc.w.data(), scale * scores[n], A);
      AddScaled(root_arc.g.data(), dep.data(), scale * scores[n], A);
      for (std::size_t a = 0; a < A; ++a) {
        if (o[DepAt() + a] > 0) d[DepAt() + a] += d_dep[a] * mask[a];
      }
      // The relation to the right head.
      const float* head = s.head[i] < 0
                              ? root_rel.w.data()
                              : o0 + static_cast<std::size_t>(s.head[i]) * O + RelHeadAt();
      float* d_head = s.head[i] < 0 ? root_rel.g.data()
                                    : d0 + static_cast<std::size_t>(s.head[i]) * O + RelHeadAt();
      for (std::size_t a = 0; a < R; ++a) {
        const float m = chance.Unit() < dropout.head ? 0.0f : keep;
        const float sum = o[RelDepAt() + a] + head[a];
        z[a] = std::max(sum, 0.0f) * m;
        dz[a] = sum > 0 ? m : 0.0f;
      }
      logits = rel_bias.w;
      AddProduct(z.data(), R, rel_out.w.data(), kRelPad, logits.data(), kRelPad, 1, R, kRelPad);
      losses.rel += Softmax(logits.data(), shape.rel_count, static_cast<std::size_t>(s.rel[i]));
      for (std::size_t c = 0; c < kRelPad; ++c) {
        logits[c] = c < shape.rel_count ? logits[c] * scale : 0.0f;
        rel_bias.g[c] += logits[c];
      }
      for (std::size_t a = 0; a < R; ++a) {
        if (z[a] != 0) AddScaled(&rel_out.g[a * kRelPad], logits.data(), z[a], kRelPad);
        if (dz[a] == 0) continue;
        const float e = dz[a] * Dot(&rel_out.w[a * kRelPad], logits.data(), kRelPad);
        d[RelDepAt() + a] += e;
        d_head[a] += e;
      }
    }
  }
  // Down through the layers.
  const auto sum_rows = [&](const std::vector<float>& rows, std::size_t width, float* into) {
    for (std::size_t t = 0; t < words_; ++t) AddScaled(into, &rows[t * width], 1, width);
  };
  const auto down = [&](const std::vector<float>& x, std::size_t inputs,
                        const std::vector<float>& dy, std::size_t width, Weights& weights,
                        std::vector<float>& dx) {
    scratch_.resize(std::max(x.size(), weights.w.size()));
    Transpose(x.data(), words_, inputs, scratch_.data());
    AddProduct(scratch_.data(), words_, dy.data(), width, weights.g.data(), width, inputs, words_,
               width);
    Transpose(weights.w.data(), inputs, width, scratch_.data());
    AddProduct(dy.data(), width, scratch_.data(), inputs, dx.data(), inputs, words_, width, inputs);
  };
  sum_rows(d_outs_, O, out_bias.g.data());
  Layer& top = layers_.back();
  top.dh.assign(words_ * 2 * H, 0.0f);
  down(last_, 2 * H, d_outs_, O, out, top.dh);
  for (std::size_t i = 0; i < top.dh.size(); ++i) top.dh[i] *= mask_last_[i];
  for (std::size_t l = shape.layers; l-- > 0;) {
    Layer& layer = layers_[l];
    const std::size_t inputs = l == 0 ? D : 2 * H;
    layer.du.resize(words_ * 6 * H);
    layer.dx.assign(words_ * inputs, 0.0f);
    for (std::size_t b = 0; b + 1 < begins_.size(); ++b) {
      RunBack(l, begins_[b], begins_[b + 1], false);
      RunBack(l, begins_[b], begins_[b + 1], true);
    }
    sum_rows(layer.du, 6 * H, in_bias[l].g.data());
    down(layer.x, inputs, layer.du, 6 * H, in[l], layer.dx);
    if (l > 0) {
      layers_[l - 1].dh = layer.dx;
      for (std::size_t i = 0; i < layer.dx.size(); ++i) layers_[l - 1].dh[i] *= mask_layer_[l][i];
    }
  }
  for (std::size_t i = 0; i < layers_[0].dx.size(); ++i) layers_[0].dx[i] *= mask_in_[i];
  for (std::size_t t = 0; t < words_; ++t) {
    for (std::size_t slot = 0; slot < kSlots; ++slot) {
      const std::int32_t row = used_[t * kSlots + slot];
      if (row < 0) continue;
      const auto r = static_cast<std::size_t>(row);
      if (!is_touched_[r]) {
        is_touched_[r] = 1;
        touched.push_back(row);
      }
      AddScaled(&table.g[r * D], &layers_[0].dx[t * D], 1, D);
    }
  }
  return losses;
}

void Network::Step(float rate, double step) {
  const auto corrected = static_cast<float>(rate * std::sqrt(1.0 - std::pow(0.98, step)) /
                                            (1.0 - std::pow(0.9, step)));
  for (Weights* weights : Dense()) {
    Adam(weights->w.data(), weights->g.data(), weights->m.data(), weights->v.data(),
         weights->w.size(), corrected);
  }
  const std::size_t D = shape.embed;
  for (const std::int32_t row : touched) {
    const std::size_t at = static_cast<std::size_t>(row) * D;
    is_touched_[static_cast<std::size_t>(row)] = 0;
    Adam(&table.w[at], &table.g[at], &table.m[at], &table.v[at], D, corrected);
  }
  touched.clear();
}

std::vector<Guess> Network::Judge(const std::vector<const Sample*>& batch) {
  Forward(batch, nullptr, nullptr, -1, nullptr);
  const std::size_t A = shape.arc;
  const std::size_t R = shape.rel;
  const std::size_t O = Outs();
  std::vector<Guess> guesses(batch.size());
  std::vector<float> dep(A), scores, z(R), logits(kRelPad);
  for (std::size_t b = 0; b < batch.size(); ++b) {
    Guess& guess = guesses[b];
    const std::size_t n = batch[b]->size();
    const float* o0 = &outs_[begins_[b] * O];
    for (std::size_t i = 0; i < n; ++i) {
      const float* o = o0 + i * O;
      guess.upos.push_back(static_cast<std::int32_t>(Best(o + UposAt(), shape.upos_count)));
      guess.form.push_back(static_cast<std::int32_t>(Best(o + FormAt(), shape.form_count)));
      for (std::size_t a = 0; a < A; ++a) dep[a] = std::max(o[DepAt() + a], 0.0f);
      scores.assign(n + 1, 0.0f);
      for (std::size_t j = 0; j < n; ++j) {
        scores[j] = j == i ? -1e9f
                           : Dot(dep.data(), o0 + j * O + HeadAt(), A) +
                                 o[BucketAt() + BucketOf(static_cast<std::int64_t>(j) -
                                                         static_cast<std::int64_t>(i))];
      }
      scores[n] = Dot(dep.data(), root_arc.w.data(), A);
      const std::size_t best = Best(scores.data(), n + 1);
      guess.head.push_back(best == n ? -1 : static_cast<std::int32_t>(best));
      const float* head = best == n ? root_rel.w.data() : o0 + best * O + RelHeadAt();
      for (std::size_t a = 0; a < R; ++a) z[a] = std::max(o[RelDepAt() + a] + head[a], 0.0f);
      logits = rel_bias.w;
      AddProduct(z.data(), R, rel_out.w.data(), kRelPad, logits.data(), kRelPad, 1, R, kRelPad);
      guess.rel.push_back(static_cast<std::int32_t>(Best(logits.data(), shape.rel_count)));
    }
  }
  return guesses;
}

}  // namespace checkback::train
