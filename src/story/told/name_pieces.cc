#include "story/told/name_pieces.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "reading/names/known_names.h"
#include "reading/names/name_words.h"
#include "story/told/name_rules.h"
#include "story/told/sentence_around.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// No article has more ways to print one name; a list of noise may.
constexpr std::size_t kMostForms = 24;
// What "Mrs" or a first name of women counts, in pronouns: those are linked wrongly now and then.
constexpr int kSureGender = 3;
// Where a dateline names the agency: "KORVE (Northwire) -".
constexpr std::size_t kLongestDateline = 80;  // bytes

bool IsMark(char32_t value) {
  return !IsWordChar(value) && value != '&';
}

Span WithoutMarksBefore(std::string_view text, Span span) {
  while (!span.empty()) {
    const CodePoint first = CodePointAt(text, span.start);
    if (!IsMark(first.value)) break;
    span.start = std::min(span.start + first.bytes, span.end);
  }
  return span;
}

Span WithoutMarksBehind(std::string_view text, Span span) {
  while (!span.empty()) {
    std::size_t last = span.end - 1;
    while (last > span.start && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
    if (!IsMark(CodePointAt(text, last).value)) break;
    span.end = last;
  }
  return span;
}

// "“Ruiz’s," without marks at its ends and without the genitive.
Span Trimmed(std::string_view text, Span span) {
  span = WithoutMarksBehind(text, WithoutMarksBefore(text, span));
  for (const std::string_view genitive : {"'s", "’s"}) {
    if (Words(text, span).ends_with(genitive)) span.end -= genitive.size();
  }
  return WithoutMarksBehind(text, span);
}

void AddPart(std::string_view text, Span word, std::vector<NamePart>& parts) {
  word = Trimmed(text, word);
  if (word.empty()) return;
  std::string folded = LowerCase(Words(text, word));
  std::erase(folded, '.');
  if (!folded.empty()) parts.push_back({std::move(folded), word});
}

std::vector<std::string> WordsOf(std::span<const NamePart> parts) {
  std::vector<std::string> words;
  words.reserve(parts.size());
  for (const NamePart& part : parts) words.push_back(part.folded);
  return words;
}

// Without small letters: an acronym, or a name in a dateline.
bool IsCapitals(std::string_view printed) {
  return LowerCase(printed) != printed &&
         std::none_of(printed.begin(), printed.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

class PieceMaker {
 public:
  PieceMaker(const Telling& telling, std::size_t capture)
      : text_(telling.article->text),
        reading_(*telling.reading),
        rules_(NameRules::Of(telling.article->language)),
        classes_(NameWords::Table(telling.article->language)),
        known_(KnownNames::Table(telling.article->language)),
        capture_(capture) {}

  void AddTo(std::vector<NamePiece>& pieces) {
    const std::vector<Entity>& entities = reading_.names.entities;
    const std::size_t first = pieces.size();
    for (std::size_t i = 0; i < entities.size(); ++i) {
      NamePiece& piece = pieces.emplace_back();
      piece.capture = capture_;
      piece.name = entities[i].name;
      piece.kind = entities[i].kind;
      piece.country = entities[i].country;
      piece.stands_for = entities[i].stands_for;
      piece.sure_person = piece.kind == NameKind::kPerson && !entities[i].roles.empty();
    }
    for (const Mention& mention : reading_.names.mentions) {
      if (mention.entity < entities.size()) Take(mention, pieces[first + mention.entity]);
    }
    for (std::size_t i = first; i < pieces.size(); ++i) {
      for (const NameForm& form : pieces[i].forms)
        FindRoles(form, entities[i - first].roles, pieces[i]);
      TakeOffices(pieces[i]);
      pieces[i].printed = Collapse(Words(text_, pieces[i].span));
      ByFirstName(pieces[i]);
    }
    const auto begin = pieces.begin() + static_cast<std::ptrdiff_t>(first);
    pieces.erase(std::remove_if(begin, pieces.end(),
                                [](const NamePiece& piece) { return piece.words.empty(); }),
                 pieces.end());
  }

 private:
  void Take(const Mention& mention, NamePiece& piece) {
    if (mention.form == MentionForm::kPronoun) {
      const std::string lower = LowerCase(Words(text_, mention.span));
      piece.he += rules_.he.contains(lower) ? 1 : 0;
      piece.she += rules_.she.contains(lower) ? 1 : 0;
      if (piece.kind == NameKind::kPerson && piece.he + piece.she > 0) piece.sure_person = true;
    }
    if (mention.form == MentionForm::kName) TakeName(mention, piece);
  }

  void TakeName(const Mention& mention, NamePiece& piece) {
    std::vector<NamePart> parts = NamePartsIn(text_, mention.span);
    if (parts.size() > 1 && parts.front().folded == "the") parts.erase(parts.begin());
    if (parts.empty()) return;
    TitleBefore(mention.span.start, piece);
    const Span span = {parts.front().span.start, parts.back().span.end};
    if (IsAgency(span)) piece.kind = NameKind::kOrganization;
    const bool capitals = IsCapitals(Words(text_, span));
    std::vector<std::string> words = WordsOf(parts);
    if (IsFuller(words, capitals, piece)) {
      piece.words = words;
      piece.span = span;
    }
    if (piece.forms.size() == kMostForms) return;
    const auto same = std::find_if(piece.forms.begin(), piece.forms.end(), [&](const NameForm& f) {
      return f.printed == Words(text_, span);
    });
    if (same == piece.forms.end())
      piece.forms.push_back({std::move(words), span, Collapse(Words(text_, span)), capitals});
  }

  bool IsAgency(const Span& span) const {
    return span.start > 0 && span.end < std::min(text_.size(), kLongestDateline) &&
           text_[span.start - 1] == '(' && text_[span.end] == ')';
  }

  void ByFirstName(NamePiece& piece) const {
    if (piece.kind != NameKind::kPerson || piece.words.size() < 2) return;
    const KnownName* const first = known_.Find(piece.words.front());
    if (first == nullptr) return;
    const bool she = first->kinds.Has(KnownAs::kFemale), he = first->kinds.Has(KnownAs::kMale);
    if (he != she) (he ? piece.he : piece.she) += kSureGender;
  }

  // More words; of as many the one that is not in capitals, as datelines are.
  bool IsFuller(const std::vector<std::string>& words, bool capitals,
                const NamePiece& piece) const {
    if (words.size() != piece.words.size()) return words.size() > piece.words.size();
    return !capitals && words.size() > 1 && IsCapitals(Words(text_, piece.span));
  }

  // "Mr Reyes", "General Reyes".
  void TitleBefore(std::size_t start, NamePiece& piece) const {
    constexpr std::size_t kLongestTitle = 24;
    if (piece.kind != NameKind::kPerson || start == 0 || text_[start - 1] != ' ') return;
    const std::size_t end = start - 1;
    std::size_t first = end;
    while (first > 0 && end - first < kLongestTitle &&
           !IsSpace(static_cast<unsigned char>(text_[first - 1])))
      --first;
    const NameClasses before = classes_.Of(LowerCase(text_.substr(first, end - first)));
    if (!before.Has(NameClass::kTitle)) return;
    piece.sure_person = true;
    piece.he += before.Has(NameClass::kMale) ? kSureGender : 0;
    piece.she += before.Has(NameClass::kFemale) ? kSureGender : 0;
  }

  void AddRole(const Span& span, NamePiece& piece) const {
    std::string folded = JoinWords(WordsOf(NamePartsIn(text_, span)));
    const bool known = std::any_of(piece.roles.begin(), piece.roles.end(),
                                   [&](const NameRole& role) { return role.folded == folded; });
    if (!known) piece.roles.push_back({{capture_, span}, std::move(folded)});
  }

  // Where the roles that the reading gives stand: in the sentence of a name.
  void FindRoles(const NameForm& form, const std::vector<std::string>& roles,
                 NamePiece& piece) const {
    const Span sentence = SentenceAround(reading_, form.span);
    for (const std::string& role : roles) {
      const std::size_t at = Words(text_, sentence).find(role);
      if (at == std::string_view::npos || role.empty()) continue;
      AddRole({sentence.start + at, sentence.start + at + role.size()}, piece);
    }
  }

  // "Sarran Foreign Minister Idris Benhaly": the name is behind the last word of an office. One
  // such word alone may be a first name ("Dean", "King").
  void TakeOffices(NamePiece& piece) const {
    constexpr std::size_t kLeastName = 2;
    constexpr std::size_t kLeastOffice = 2;
    if (piece.kind != NameKind::kPerson || piece.words.size() < kLeastName + kLeastOffice) return;
    std::size_t behind = piece.words.size() - kLeastName;
    while (behind > 0 && !classes_.Of(piece.words[behind - 1]).Has(NameClass::kRole)) --behind;
    if (behind < kLeastOffice) return;
    const std::vector<NamePart> parts = NamePartsIn(text_, piece.span);
    if (parts.size() != piece.words.size()) return;
    AddRole({parts.front().span.start, parts[behind - 1].span.end}, piece);
    piece.span.start = parts[behind].span.start;
    piece.words.erase(piece.words.begin(),
                      piece.words.begin() + static_cast<std::ptrdiff_t>(behind));
    piece.sure_person = true;
  }

  std::string_view text_;
  const Reading& reading_;
  const NameRules& rules_;
  const NameWords& classes_;
  const KnownNames& known_;
  std::size_t capture_;
};

}  // namespace

std::vector<NamePart> NamePartsIn(std::string_view text, Span span) {
  std::vector<NamePart> parts;
  span.end = std::min(span.end, text.size());
  std::size_t first = span.start;
  for (std::size_t at = span.start; at < span.end;) {
    const CodePoint letter = CodePointAt(text, at);
    if (IsSpace(letter.value)) {
      AddPart(text, {first, at}, parts);
      first = at + letter.bytes;
    }
    at += letter.bytes;
  }
  if (first < span.end) AddPart(text, {first, span.end}, parts);
  return parts;
}

std::string JoinWords(const std::vector<std::string>& words) {
  std::string joined;
  for (const std::string& word : words) {
    if (!joined.empty()) joined += ' ';
    joined += word;
  }
  return joined;
}

void AddNamePieces(const Telling& telling, NamePieces& story) {
  const Article& article = *telling.article;
  std::vector<std::string> outlet =
      WordsOf(NamePartsIn(article.outlet, {0, article.outlet.size()}));
  if (outlet.size() > 1 && outlet.front() == "the") outlet.erase(outlet.begin());
  const std::size_t capture = story.captures.size();
  story.captures.push_back(
      {article.language, JoinWords(outlet),
       fmt::format("{} {}", article.url, telling.seen_at.time_since_epoch().count()),
       telling.origin});
  if (telling.is_visit) return;
  PieceMaker(telling, capture).AddTo(story.pieces);
}

}  // namespace checkback
