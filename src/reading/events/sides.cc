#include "reading/events/sides.h"

#include <algorithm>

#include "reading/names/name_words.h"

namespace checkback {
namespace {

// "The other" is looked for in so many sentences before.
constexpr std::size_t kFarthestOther = 2;
// Names that are looked at for one question, so that the time stays linear.
constexpr std::size_t kMostLooked = 64;
// Sides that a role may name ("the Tarsovan president").
constexpr std::size_t kMostSides = 16;

bool DealtWith(std::string_view preposition) {
  constexpr std::array<std::string_view, 5> kWith = {"with", "between", "against", "from", "by"};
  return std::find(kWith.begin(), kWith.end(), preposition) != kWith.end();
}

}  // namespace

Sides::Sides(const Grammar& grammar, const Names& names) : grammar_(grammar), names_(names) {
  often_.resize(names.entities.size());
  for (const Mention& mention : names.mentions) {
    if (names.entities[mention.entity].kind == NameKind::kPerson || !Acts(mention)) continue;
    acts_.push_back({mention.head, mention.entity});
    ++often_[mention.entity];
  }
  std::sort(acts_.begin(), acts_.end(), [](const Act& a, const Act& b) { return a.head < b.head; });
  for (const Mention& mention : names.mentions) {
    const bool body = names.entities[mention.entity].kind == NameKind::kOrganization;
    if (!body || often_[mention.entity] == 0 || mention.form != MentionForm::kName) continue;
    if (business_ != nullptr && often_[mention.entity] <= often_[business_->entity]) continue;
    if (!IsInDateline(mention)) business_ = &mention;
  }
  for (std::size_t i = 0; i < often_.size() && leading_.size() < kMostSides; ++i) {
    if (often_[i] > 0) leading_.push_back(i);
  }
  std::array<std::size_t, 2> best{};
  std::array<std::size_t, 2> most{};
  for (std::size_t i = 0; i < often_.size(); ++i) {
    if (often_[i] > most[0]) {
      best = {i, best[0]};
      most = {often_[i], most[0]};
    } else if (often_[i] > most[1]) {
      best[1] = i;
      most[1] = often_[i];
    }
  }
  if (most[1] == 0) return;
  if (best[0] > best[1]) std::swap(best[0], best[1]);
  both_ = best;
}

// "VELDGRAD (Northwire) -- ": where the article comes from, and whose it is.
bool Sides::IsInDateline(const Mention& mention) const {
  constexpr WordIndex kLongest = 10;
  const WordRange sentence = grammar_.Sentence(grammar_.SentenceOf(mention.head));
  const WordIndex end = std::min(sentence.end, sentence.first + kLongest);
  if (mention.head >= end) return false;
  for (WordIndex i = mention.words.end; i < end; ++i) {
    const std::string_view printed = grammar_.Printed(i);
    if (printed == "--" || printed == "\u2014" || printed == "\u2013") return true;
    const Upos upos = grammar_[i].upos;
    if (upos != Upos::kPunct && upos != Upos::kPropn && upos != Upos::kNum) return false;
  }
  return false;
}

bool Sides::Acts(const Mention& mention) const {
  const WordIndex head = mention.head;
  if (IsInDateline(mention)) return false;
  const Relation relation = grammar_[head].relation;
  const Relation part = UniversalPart(relation);
  if (part == Relation::kNsubj || relation == Relation::kNmodPoss) return true;
  const auto above = grammar_.Head(head);
  // "and Illmark", where the first of them acts, "the Illmark side", "the Tarsovan team".
  if (part == Relation::kConj && above)
    return UniversalPart(grammar_[*above].relation) == Relation::kNsubj;
  if (above && (part == Relation::kCompound || part == Relation::kAmod)) {
    const NameClasses classes = NameWords::Table(grammar_.language()).Of(grammar_.Lemma(*above));
    return classes.Has(NameClass::kBody) || classes.Has(NameClass::kRole);
  }
  // "leads the Tarsovans".
  if (relation == Relation::kObj) return names_.entities[mention.entity].kind != NameKind::kPlace;
  if (part != Relation::kObl && part != Relation::kNmod) return false;
  const auto by = grammar_.Dependent(head, Relation::kCase);
  if (!by) return false;
  if (DealtWith(grammar_.Lower(*by))) return true;
  // "Prime Minister Joran Teel of Illmark".
  if (grammar_.Lower(*by) != "of" || !above) return false;
  const auto owner = names_.EntityAt(*above);
  return owner && names_.entities[*owner].kind == NameKind::kPerson;
}

// A country deals with countries, a business with businesses, as far as their kinds are known.
bool Sides::Alike(std::size_t a, std::size_t b) const {
  const NameKind one = names_.entities[a].kind;
  const NameKind two = names_.entities[b].kind;
  return one == two || one == NameKind::kOther || two == NameKind::kOther;
}

std::optional<std::size_t> Sides::Other(std::size_t source, WordIndex at) const {
  const auto known = [&](const Act& act) { return act.entity == source; };
  if (std::none_of(acts_.begin(), acts_.end(), known)) return std::nullopt;
  const std::size_t sentence = grammar_.SentenceOf(at);
  const auto after = std::lower_bound(acts_.begin(), acts_.end(), at,
                                      [](const Act& act, WordIndex w) { return act.head < w; });
  std::size_t looked = 0;
  for (auto act = after; act != acts_.begin();) {
    --act;
    if (sentence - grammar_.SentenceOf(act->head) > kFarthestOther) break;
    if (act->entity != source && Alike(act->entity, source)) return act->entity;
    if (++looked == kMostLooked) break;
  }
  if (!both_ || ((*both_)[0] != source && (*both_)[1] != source)) return std::nullopt;
  const std::size_t other = (*both_)[0] == source ? (*both_)[1] : (*both_)[0];
  if (!Alike(other, source)) return std::nullopt;
  return other;
}

const Mention* Sides::LastBefore(WordIndex at, bool objects) const {
  const Mention* last = nullptr;
  const std::size_t sentence = grammar_.SentenceOf(at);
  // Mentions stand in the order of the text.
  const auto end =
      std::lower_bound(names_.mentions.begin(), names_.mentions.end(), at,
                       [](const Mention& m, WordIndex w) { return m.words.first < w; });
  std::size_t looked = 0;
  for (auto m = end; m != names_.mentions.begin() && last == nullptr;) {
    --m;
    if (sentence - grammar_.SentenceOf(m->head) > kFarthestOther || ++looked > kMostLooked) break;
    if (m->form != MentionForm::kName || IsInDateline(*m)) continue;
    const bool object = objects && grammar_[m->head].relation == Relation::kObj &&
                        names_.entities[m->entity].kind != NameKind::kPerson;
    if (object || often_[m->entity] > 0) last = &*m;
  }
  return last;
}

const Mention* Sides::Business(WordIndex at) const {
  const Mention* const last = LastBefore(at, true);
  return last == nullptr ? business_ : last;
}

// "Tarsova" of "Tarsovan president": words that begin alike.
std::optional<std::size_t> Sides::SideOf(std::size_t entity) const {
  if (names_.entities[entity].kind != NameKind::kPerson) return entity;
  constexpr std::size_t kLeast = 5;
  for (const std::string& role : names_.entities[entity].roles) {
    for (const std::size_t i : leading_) {
      const std::string& name = names_.entities[i].name;
      if (name.size() < kLeast) continue;
      if (role.find(std::string_view(name).substr(0, name.size() - 1)) != role.npos) return i;
    }
  }
  return std::nullopt;
}

}  // namespace checkback
