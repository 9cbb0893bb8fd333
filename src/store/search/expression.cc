#include "store/search/expression.h"

#include <algorithm>

#include "store/search/cut.h"

namespace checkback {
namespace {

std::string_view TagOf(SearchField field) {
  switch (field) {
    case SearchField::kOutlet:
      return kOutletTag;
    case SearchField::kLanguage:
      return kLanguageTag;
    case SearchField::kDate:
      return kDateTag;
    case SearchField::kEntity:
      return kEntityTag;
    case SearchField::kSpeaker:
      return kSpeakerTag;
    case SearchField::kStatus:
      return kStatusTag;
    default:
      return {};
  }
}

std::string_view ColumnFilterOf(SearchField field) {
  if (field == SearchField::kHeadline) return "headline : ";
  if (field == SearchField::kAuthor) return "author : ";
  return {};
}

std::string Any(const QueryTerm& term) {
  std::string out = "(";
  for (const std::string& word : term.words) {
    if (out.size() > 1) out += " OR ";
    ((((out += '"') += kCutAlready) += TagOf(term.field)) += word) += '"';
  }
  return out += ')';
}

std::string Phrase(const QueryTerm& term) {
  std::string out(ColumnFilterOf(term.field));
  (out += '"') += kCutAlready;
  for (std::size_t n = 0; n < term.words.size(); ++n) {
    if (n > 0) out += ' ';
    (out += TagOf(term.field)) += term.words[n];
  }
  out += '"';
  if (term.prefix) out += " *";
  return out;
}

std::string Joined(const std::vector<std::size_t>& members, const std::vector<std::string>& done,
                   std::string_view between) {
  std::string out = "(";
  for (std::size_t n = 0; n < members.size(); ++n) {
    if (n > 0) out += between;
    out += done[members[n]];
  }
  return out += ')';
}

std::string All(const QueryNode& node, const std::vector<std::string>& done) {
  std::string wanted = Joined(node.members, done, " AND ");
  if (node.without.empty()) return wanted;
  return "(" + wanted + " NOT " + Joined(node.without, done, " OR ") + ")";
}

}  // namespace

std::string ExpressionOf(const Query& query) {
  std::vector<std::string> done;  // of each node: members come before their group
  for (const QueryNode& node : query.nodes) {
    switch (node.kind) {
      case QueryNode::Kind::kTerm: {
        const QueryTerm& term = query.terms[node.term];
        done.push_back(term.field == SearchField::kDate ? Any(term) : Phrase(term));
        break;
      }
      case QueryNode::Kind::kAll:
        done.push_back(All(node, done));
        break;
      case QueryNode::Kind::kAny:
        done.push_back(Joined(node.members, done, " OR "));
        break;
    }
  }
  return done.empty() ? std::string() : std::move(done.back());
}

void CutForIndex(std::string_view text, const WordSink& sink) {
  if (!text.starts_with(kCutAlready)) return CutWords(text, sink);
  for (std::size_t start = 1; start < text.size();) {
    const std::size_t end = std::min(text.find(' ', start), text.size());
    if (end > start) sink(text.substr(start, end - start), start, end);
    start = end + 1;
  }
}

}  // namespace checkback
