#include "store/search/query.h"

#include <fmt/format.h>

#include <array>
#include <optional>

#include "store/search/cut.h"
#include "store/search/query_dates.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// What stands before a colon. Fields without a place in the index are named so that a query for
// them is answered and not searched as words.
struct FieldName {
  std::string_view name;
  std::optional<SearchField> field;  // nothing: not read yet
};
constexpr std::array<FieldName, 14> kFields = {{{"headline", SearchField::kHeadline},
                                                {"title", SearchField::kHeadline},
                                                {"author", SearchField::kAuthor},
                                                {"byline", SearchField::kAuthor},
                                                {"outlet", SearchField::kOutlet},
                                                {"source", SearchField::kOutlet},
                                                {"language", SearchField::kLanguage},
                                                {"lang", SearchField::kLanguage},
                                                {"date", SearchField::kDate},
                                                {"speaker", SearchField::kSpeaker},
                                                {"entity", SearchField::kEntity},
                                                {"name", SearchField::kEntity},
                                                {"status", SearchField::kStatus},
                                                {"question", std::nullopt}}};

const FieldName* FieldNamed(std::string_view name) {
  const std::string lower = AsciiLower(name);
  for (const FieldName& field : kFields) {
    if (field.name == lower) return &field;
  }
  return nullptr;
}

// Quotation marks that open a phrase, each with those that close it. » and ” open in some
// languages what they close in others.
struct Marks {
  std::string_view open;
  std::string_view close;  // characters, any of which closes
};
constexpr std::array<Marks, 8> kMarks = {{{"\"", "\""},
                                          {"“", "”“\""},
                                          {"„", "“”\""},
                                          {"”", "”\""},
                                          {"«", "»"},
                                          {"»", "«»"},
                                          {"「", "」"},
                                          {"『", "』"}}};

const Marks* MarksOpenedAt(std::string_view text, std::size_t at) {
  for (const Marks& marks : kMarks) {
    if (text.substr(at).starts_with(marks.open)) return &marks;
  }
  return nullptr;
}

// Letters of the last word, enough to be worth a prefix: shorter ones are the beginning of a
// large part of all words, and a search for them reads the whole index.
constexpr std::size_t kShortestPrefix = 3;

std::size_t Letters(std::string_view word) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < word.size(); at += CodePointAt(word, at).bytes) ++count;
  return count;
}

// What is open at some depth: alternatives that are whole, and the one that is being read.
struct Group {
  std::size_t open = 0;  // byte of its parenthesis
  SearchField field = SearchField::kAny;
  bool excluded = false;
  std::vector<std::size_t> alternatives;
  std::vector<std::size_t> all;
  std::vector<std::size_t> without;
  std::optional<Span> first_without;
  std::optional<Span> operator_at;  // OR or AND that still waits for its right side
};

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) { query_.text = text; }

  std::variant<Query, QueryFault> Parse() {
    if (text_.size() > kLongestQuery)
      return QueryFault{fmt::format("a query has at most {} bytes", kLongestQuery), {0, 0}};
    groups_.emplace_back();
    while (!fault_ && SkipBlanks()) Next();
    if (!fault_ && groups_.size() > 1)
      Fault("this parenthesis is never closed", {groups_.back().open, groups_.back().open + 1});
    if (!fault_) Close({text_.size(), text_.size()});
    if (fault_) return *std::move(fault_);
    return std::move(query_);
  }

 private:
  void Fault(std::string what, Span at) {
    if (!fault_) fault_ = QueryFault{std::move(what), at};
  }

  bool SkipBlanks() {
    while (at_ < text_.size()) {
      const CodePoint point = CodePointAt(text_, at_);
      if (!IsSpace(point.value)) return true;
      at_ += point.bytes;
    }
    return false;
  }

  void Next() {
    const char c = text_[at_];
    const SearchField field = groups_.back().field;
    if (c == '(') return Open(field);
    if (c == ')') return CloseParenthesis();
    if (c == '-') return Dashes();
    if (const Marks* marks = MarksOpenedAt(text_, at_)) return Phrase(*marks, field, at_);
    const Span chunk = Chunk();
    const std::string_view word = Words(text_, chunk);
    if (word == "OR") return Or(chunk);
    if (word == "AND") return And(chunk);
    if (word == "NOT") return Minus(word.size());
    WordOrField(chunk, field);
  }

  // ---- pieces

  bool EndsWord(std::size_t at) const {
    if (at >= text_.size() || text_[at] == ')') return true;
    return IsSpace(CodePointAt(text_, at).value);
  }

  // From at_ to the next blank, parenthesis or quotation mark; at_ stays.
  Span Chunk() const {
    std::size_t end = at_;
    while (!EndsWord(end) && text_[end] != '(' && (end == at_ || !MarksOpenedAt(text_, end)))
      end += CodePointAt(text_, end).bytes;
    return {at_, end};
  }

  void WordOrField(Span chunk, SearchField field) {
    const std::string_view word = Words(text_, chunk);
    const std::size_t colon = word.find(':');
    std::size_t letters = 0;
    while (letters < word.size() &&
           ((word[letters] | 0x20) >= 'a' && (word[letters] | 0x20) <= 'z'))
      ++letters;
    if (colon == word.npos || colon == 0 || colon != letters) return Word(chunk, field);
    const Span name = {chunk.start, chunk.start + colon};
    const FieldName* named = FieldNamed(word.substr(0, colon));
    const bool value_follows = !EndsWord(name.end + 1);
    if (named == nullptr && !value_follows) return Word(chunk, field);  // "Ukraine: the war"
    if (named == nullptr) return UnknownField(name);
    if (!named->field) {
      return Fault(
          fmt::format("{}: is not read yet; a later version will search by it", Words(text_, name)),
          name);
    }
    at_ = name.end + 1;
    if (!value_follows)
      return Fault(fmt::format("{}: wants a word, a phrase or a group right after the colon",
                               Words(text_, name)),
                   {at_, at_});
    Value(*named->field);
  }

  void UnknownField(Span name) {
    std::string known;
    for (const FieldName& field : kFields) {
      if (field.field) known += fmt::format("{}{}:", known.empty() ? "" : " ", field.name);
    }
    Fault(fmt::format("there is no field {}: (there are {}); for the words themselves put them in "
                      "quotation marks",
                      Words(text_, name), known),
          name);
  }

  // What stands right after "field:".
  void Value(SearchField field) {
    if (text_[at_] == '(') return Open(field);
    if (const Marks* marks = MarksOpenedAt(text_, at_)) return Phrase(*marks, field, at_);
    Word(Chunk(), field);
  }

  void Word(Span chunk, SearchField field) {
    at_ = chunk.end;
    if (field == SearchField::kDate) return Date(chunk);
    std::string_view word = Words(text_, chunk);
    const bool prefix = word.ends_with('*');
    if (prefix) word.remove_suffix(1);
    if (const std::size_t star = word.find('*'); star != word.npos) {
      const std::size_t at = chunk.start + star;
      return Fault("* can stand only at the end of a word", {at, at + 1});
    }
    Term(word, field, prefix, chunk);
  }

  void Phrase(const Marks& marks, SearchField field, std::size_t start) {
    const std::size_t inside = start + marks.open.size();
    for (std::size_t end = inside; end < text_.size();) {
      const std::size_t bytes = CodePointAt(text_, end).bytes;
      if (marks.close.find(text_.substr(end, bytes)) == marks.close.npos) {
        end += bytes;
        continue;
      }
      at_ = end + bytes;
      const bool prefix = at_ < text_.size() && text_[at_] == '*';
      if (prefix) ++at_;
      const Span inner = {inside, end}, whole = {start, at_};
      if (field == SearchField::kDate) return Date(inner);
      const std::size_t before = query_.terms.size();
      Term(Words(text_, inner), field, prefix, whole);
      if (query_.terms.size() == before) Fault("there is no word between these marks", whole);
      return;
    }
    Fault("this quotation mark is never closed", {start, inside});
  }

  void Date(Span value) {
    at_ = std::max(at_, value.end);
    QueryTerm term = {SearchField::kDate, CalendarWordsOf(Words(text_, value)), false, false,
                      value};
    if (term.words.empty()) {
      return Fault(
          "this is no date: 2025, 2025-05, 2025-05-14, 2025-05-01..2025-05-14 or >=2025-05-01",
          value);
    }
    if (++dates_ > kMostQueryDates)
      return Fault(fmt::format("a query has at most {} dates", kMostQueryDates), value);
    AddTerm(std::move(term));
  }

  // Words that are none, as a lone "&" or "-", are passed over; after a field they are a fault.
  void Term(std::string_view words, SearchField field, bool prefix, Span at) {
    QueryTerm term = {field, {}, prefix, false, at};
    CutWords(words, [&](std::string_view word, std::size_t, std::size_t) {
      if (term.words.size() <= kMostQueryWords) term.words.emplace_back(word);
    });
    if (term.words.empty()) {
      if (prefix) return Fault("* needs the beginning of a word before it", at);
      if (field != SearchField::kAny) Fault("there is no word after the colon", at);
      return;
    }
    words_ += term.words.size();
    if (words_ > kMostQueryWords)
      return Fault(fmt::format("a query has at most {} words", kMostQueryWords), at);
    // A character of a script without blanks is a whole word.
    const bool whole = IsUnspacedScript(CodePointAt(term.words.back(), 0).value);
    if (prefix && !whole && Letters(term.words.back()) < kShortestPrefix) {
      return Fault(
          fmt::format("a beginning of a word needs {} letters or more before *", kShortestPrefix),
          at);
    }
    term.prefix = prefix && !whole;
    AddTerm(std::move(term));
  }

  // ---- the tree

  std::size_t AddNode(QueryNode node) {
    query_.nodes.push_back(std::move(node));
    return query_.nodes.size() - 1;
  }

  void AddTerm(QueryTerm term) {
    term.excluded = minus_.has_value();
    for (const Group& group : groups_) term.excluded = term.excluded || group.excluded;
    const Span at = term.at;
    query_.terms.push_back(std::move(term));
    Add(AddNode({.kind = QueryNode::Kind::kTerm,
                 .term = query_.terms.size() - 1,
                 .members = {},
                 .without = {}}),
        at);
  }

  void Add(std::size_t node, Span at) {
    Group& group = groups_.back();
    group.operator_at.reset();
    if (minus_) {
      group.without.push_back(node);
      if (!group.first_without) group.first_without = Span{minus_->start, at.end};
      minus_.reset();
    } else {
      group.all.push_back(node);
    }
  }

  // A dash before a word leaves it out; among blanks it is only a dash, as "--" is.
  void Dashes() {
    const std::size_t end = std::min(text_.find_first_not_of('-', at_), text_.size());
    if (EndsWord(end)) {
      at_ = end;
    } else if (end - at_ > 1) {
      Fault("one minus is enough", {at_ + 1, at_ + 2});
    } else {
      Minus(1);
    }
  }

  void Minus(std::size_t bytes) {
    const Span at = {at_, at_ + bytes};
    if (minus_) return Fault("one minus is enough", at);
    minus_ = at;
    at_ = at.end;
    if (!SkipBlanks()) Fault("nothing follows that could be left out", at);
  }

  bool OperatorFits(Span at) {
    const Group& group = groups_.back();
    const bool nothing_before = group.all.empty() && group.without.empty();
    if (minus_) {
      Fault("nothing follows that could be left out", *minus_);
    } else if (nothing_before || group.operator_at) {
      Fault(fmt::format("{} wants something on both sides; the word itself goes in quotation marks",
                        Words(text_, at)),
            at);
    }
    return !fault_;
  }

  void Or(Span at) {
    if (!OperatorFits(at)) return;
    FinishAlternative();
    groups_.back().operator_at = at;
    at_ = at.end;
  }

  void And(Span at) {
    if (!OperatorFits(at)) return;
    groups_.back().operator_at = at;
    at_ = at.end;
  }

  void Open(SearchField field) {
    if (groups_.size() > kDeepestQuery) {
      return Fault(fmt::format("parentheses stand at most {} deep", kDeepestQuery), {at_, at_ + 1});
    }
    Group group;
    group.open = at_;
    group.field = field;
    group.excluded = minus_.has_value();
    minus_before_.push_back(minus_);
    minus_.reset();
    groups_.push_back(std::move(group));
    ++at_;
  }

  void CloseParenthesis() {
    const Span at = {at_, at_ + 1};
    if (groups_.size() == 1) return Fault("no parenthesis is open here", at);
    const std::size_t open = groups_.back().open;
    const std::optional<std::size_t> node = Close(at);
    if (!node) return;
    groups_.pop_back();
    minus_ = minus_before_.back();
    minus_before_.pop_back();
    ++at_;
    Add(*node, {open, at_});
  }

  // The node of the innermost group; a fault where it is empty or unfinished.
  std::optional<std::size_t> Close(Span at) {
    Group& group = groups_.back();
    const bool whole = groups_.size() == 1;
    if (minus_) {
      Fault("nothing follows that could be left out", *minus_);
    } else if (group.operator_at) {
      Fault(fmt::format("{} wants something on both sides; the word itself goes in quotation marks",
                        Words(text_, *group.operator_at)),
            *group.operator_at);
    } else if (group.all.empty() && group.without.empty()) {
      Fault(whole ? "there is no word to search for" : "there is no word between the parentheses",
            at);
    }
    if (!fault_) FinishAlternative();
    if (fault_) return std::nullopt;
    if (group.alternatives.size() == 1) return group.alternatives.front();
    return AddNode({.kind = QueryNode::Kind::kAny,
                    .term = 0,
                    .members = std::move(group.alternatives),
                    .without = {}});
  }

  void FinishAlternative() {
    Group& group = groups_.back();
    if (group.all.empty()) {
      return Fault("only what to leave out: name also a word that is wanted",
                   group.first_without.value_or(Span{at_, at_}));
    }
    const bool single = group.all.size() == 1 && group.without.empty();
    const std::size_t node = single ? group.all.front()
                                    : AddNode({.kind = QueryNode::Kind::kAll,
                                               .term = 0,
                                               .members = std::move(group.all),
                                               .without = std::move(group.without)});
    group.alternatives.push_back(node);
    group.all.clear();
    group.without.clear();
    group.first_without.reset();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Query query_;
  std::vector<Group> groups_;                      // outermost first
  std::optional<Span> minus_;                      // waits for what it leaves out
  std::vector<std::optional<Span>> minus_before_;  // of the groups that are open
  std::size_t words_ = 0;
  std::size_t dates_ = 0;
  std::optional<QueryFault> fault_;
};

}  // namespace

std::variant<Query, QueryFault> ParseQuery(std::string_view text) {
  return Parser(text).Parse();
}

}  // namespace checkback
