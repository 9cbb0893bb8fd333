#include "story/origins.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>
#include <utility>

#include "text/utf8.h"

namespace checkback {
namespace {

// An agency's name in brackets is no longer than this; a longer one is a remark.
constexpr std::size_t kLongestCredit = 40;

// Articles that hang together, by index; the lowest index of a set stands for it.
class Groups {
 public:
  explicit Groups(std::size_t articles) : parent_(articles) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t Of(std::size_t article) {
    while (parent_[article] != article) {
      parent_[article] = parent_[parent_[article]];
      article = parent_[article];
    }
    return article;
  }
  void Join(std::size_t a, std::size_t b) {
    a = Of(a), b = Of(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> parent_;
};

struct Part {
  std::size_t within = 0;  // the longer article
  std::size_t part = 0;
};

// Joins copies and texts cut from earlier ones; gives the pairs where the longer article
// came later, in the order of the longer ones.
std::vector<Part> JoinCopies(const std::vector<Printing>& printings,
                             const std::vector<CopyPair>& pairs, Groups& groups) {
  std::unordered_map<ArticleId, std::size_t> index;
  for (std::size_t i = 0; i < printings.size(); ++i) index.emplace(printings[i].id, i);
  std::vector<Part> later;
  for (const CopyPair& pair : pairs) {
    const auto a = index.find(pair.a), b = index.find(pair.b);
    if (a == index.end() || b == index.end()) continue;
    Part part{a->second, b->second};
    if (pair.of_a > pair.of_b) std::swap(part.within, part.part);
    const bool cut = printings[part.within].time <= printings[part.part].time;
    if (pair.kind != CopyKind::kContained || cut) {
      groups.Join(part.within, part.part);
    } else {
      later.push_back(part);
    }
  }
  std::sort(later.begin(), later.end(), [](const Part& x, const Part& y) {
    return std::pair(x.within, x.part) < std::pair(y.within, y.part);
  });
  return later;
}

// Joins longer articles with the one group whose text they hold; gives those that hold
// several groups' texts.
std::set<std::size_t> JoinLonger(const std::vector<Part>& later, Groups& groups) {
  std::set<std::size_t> compiled;
  for (auto part = later.begin(); part != later.end();) {
    const std::size_t within = part->within;
    std::set<std::size_t> held;
    for (; part != later.end() && part->within == within; ++part)
      held.insert(groups.Of(part->part));
    if (held.size() == 1) {
      groups.Join(within, *held.begin());
    } else {
      compiled.insert(within);
    }
  }
  return compiled;
}

std::string Initials(std::string_view name) {
  std::string initials;
  bool inside = false;
  for (const char c : name) {
    const bool letter = IsWordChar(static_cast<unsigned char>(c)) || (c & 0x80) != 0;
    if (letter && !inside) initials += c;
    inside = letter;
  }
  return initials;
}

std::string Letters(std::string_view name) {
  std::string letters;
  for (const char c : LowerCase(name)) {
    if ((c & 0x80) != 0 || IsWordChar(static_cast<unsigned char>(c))) letters += c;
  }
  return letters;
}

// An agency's name as it is compared: stories of a thousand articles compare each with each.
struct ComparedName {
  std::string letters, initials;  // in small letters

  explicit ComparedName(std::string_view name)
      : letters(Letters(name)), initials(LowerCase(Initials(name))) {}
};

bool IsSameAgency(const ComparedName& a, const ComparedName& b) {
  if (a.letters.empty() || b.letters.empty()) return false;
  if (a.letters == b.letters) return true;
  const auto are_initials = [](const ComparedName& of, const std::string& letters) {
    return of.initials.size() >= 2 && of.initials == letters;
  };
  return are_initials(b, a.letters) || are_initials(a, b.letters);
}

std::string NameOfOutlet(const Printing& printing) {
  return printing.family.empty() ? printing.outlet : printing.family;
}

// The agency that most articles credit, in its fullest spelling; "" without credits.
std::string MostCredited(const std::vector<Printing>& printings,
                         const std::vector<std::size_t>& group) {
  struct Credit {
    std::string_view agency;
    ComparedName name;
    std::size_t articles = 1;
  };
  std::vector<Credit> credits;
  for (const std::size_t i : group) {
    const std::string& agency = printings[i].agency;
    if (agency.empty()) continue;
    ComparedName name(agency);
    const auto same = std::find_if(credits.begin(), credits.end(), [&](const Credit& credit) {
      return IsSameAgency(credit.name, name);
    });
    if (same == credits.end()) {
      credits.push_back({agency, std::move(name)});
    } else {
      ++same->articles;
    }
  }
  const auto most =
      std::max_element(credits.begin(), credits.end(),
                       [](const Credit& x, const Credit& y) { return x.articles < y.articles; });
  return most == credits.end() ? std::string() : std::string(most->agency);
}

// An origin while it is put together: its articles by index, which is by time.
struct Source {
  std::string name;
  ComparedName compared;
  bool credited = false;
  std::vector<std::size_t> articles;

  Source(std::string of, bool is_credited, std::vector<std::size_t> its)
      : name(std::move(of)), compared(name), credited(is_credited), articles(std::move(its)) {}
};

// Two groups of one agency, or of one outlet or family, have one origin. An agency's
// own site is named as its credits are.
bool IsSameSource(const Source& a, const Source& b) {
  return a.credited || b.credited ? IsSameAgency(a.compared, b.compared) : a.name == b.name;
}

void Merge(Source source, std::vector<Source>& sources) {
  for (Source& known : sources) {
    if (!IsSameSource(known, source)) continue;
    known.credited = known.credited || source.credited;
    known.articles.insert(known.articles.end(), source.articles.begin(), source.articles.end());
    return;
  }
  sources.push_back(std::move(source));
}

Origin OriginOf(Source source, const std::vector<Printing>& printings) {
  std::sort(source.articles.begin(), source.articles.end());
  Origin origin{std::move(source.name), source.credited, printings[source.articles[0]].id, {}};
  for (const std::size_t i : source.articles) origin.articles.push_back(printings[i].id);
  return origin;
}

// What stands in the last brackets of a line, where nothing but dashes and stops follows.
std::string InBrackets(std::string_view line) {
  const std::size_t open = line.rfind('('), close = line.rfind(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return {};
  for (std::size_t at = close + 1; at < line.size();) {
    const CodePoint point = CodePointAt(line, at);
    if (IsWordChar(point.value)) return {};
    at += point.bytes;
  }
  const std::string_view name = Trim(line.substr(open + 1, close - open - 1));
  return name.size() > kLongestCredit || Letters(name).empty() ? std::string() : std::string(name);
}

// "PORT AVERLEY, March 10 (CWS) - At least six": the agency before the dash that ends the dateline.
std::string InDateline(std::string_view text) {
  constexpr std::size_t kLongestDateline = 100;
  const std::string_view opening = text.substr(0, kLongestDateline);
  const std::size_t close = opening.find(')');
  if (close == std::string_view::npos) return {};
  std::size_t dash = close + 1;
  while (dash < opening.size() && opening[dash] == ' ') ++dash;
  const std::string_view rest = opening.substr(dash);
  for (const std::string_view sign : {"-", "\u2013", "\u2014"}) {
    if (rest.starts_with(sign)) return InBrackets(opening.substr(0, close + 1));
  }
  return {};
}

// A byline that is initials names a newsroom: "CWS", not "Ana Ruiz".
bool IsInitials(std::string_view name) {
  return name.size() >= 2 && name.size() <= 5 &&
         std::all_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

bool IsSameAgency(std::string_view a, std::string_view b) {
  return IsSameAgency(ComparedName(a), ComparedName(b));
}

std::string CreditedAgency(const Article& article) {
  if (std::string agency = InBrackets(article.dateline); !agency.empty()) return agency;
  if (std::string agency = InDateline(article.text); !agency.empty()) return agency;
  for (const Block& block : article.blocks) {
    if (block.kind != BlockKind::kCredit || block.text.empty() || block.text[0] != '(') continue;
    if (std::string agency = InBrackets(block.text); !agency.empty()) return agency;
  }
  for (const std::string& name : article.byline) {
    if (IsInitials(name)) return name;
  }
  return {};
}

Origins CountOrigins(std::vector<Printing> printings, const std::vector<CopyPair>& pairs) {
  std::sort(printings.begin(), printings.end(), [](const Printing& x, const Printing& y) {
    return std::pair(x.time, x.id) < std::pair(y.time, y.id);
  });
  Groups groups(printings.size());
  const std::set<std::size_t> compiled = JoinLonger(JoinCopies(printings, pairs, groups), groups);

  std::map<std::size_t, std::vector<std::size_t>> members;  // of each group, by its earliest
  std::set<std::string_view> outlets;
  for (std::size_t i = 0; i < printings.size(); ++i) {
    members[groups.Of(i)].push_back(i);
    outlets.insert(printings[i].outlet);
  }

  Origins result;
  result.outlets = outlets.size();
  std::vector<Source> sources;
  for (auto& [earliest, group] : members) {
    if (compiled.contains(earliest)) {  // and with it those who copied the round-up
      for (const std::size_t i : group) result.compiled.push_back(printings[i].id);
      continue;
    }
    std::string agency = MostCredited(printings, group);
    const bool credited = !agency.empty();
    Merge({credited ? std::move(agency) : NameOfOutlet(printings[earliest]), credited,
           std::move(group)},
          sources);
  }
  std::stable_sort(sources.begin(), sources.end(), [](const Source& x, const Source& y) {
    return x.articles.size() > y.articles.size();
  });
  for (Source& source : sources) result.origins.push_back(OriginOf(std::move(source), printings));
  return result;
}

}  // namespace checkback
