#include "article/metadata/witnesses.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>

#include "article/head/names.h"
#include "article/metadata/json_ld.h"
#include "article/metadata/page_state.h"
#include "article/tree/plain_value.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// A page that shows fewer bytes of paragraphs than this may keep its text in its state:
// the shortest whole articles of the extraction sets have about 700.
constexpr std::size_t kLittleText = 700;
constexpr std::size_t kMaxValueBytes = 2'000;  // of one <meta> or itemprop
constexpr std::size_t kMaxOfOneField = 60;

enum class Field {
  kHeadline,
  kDescription,
  kAuthor,
  kPublished,
  kModified,
  kSection,
  kOutlet,
  kType,
  kLanguage,
};

// The names under which publishing systems say things: OpenGraph, Twitter cards, Dublin
// Core, Sailthru, Parse.ly, Cxense, Highwire (citation_*), RDFa and plain habits. Lower
// rank: the better witness.
struct MetaName {
  std::string_view name;
  Field field;
  int rank;
};
constexpr MetaName kMetaNames[] = {
    {"og:title", Field::kHeadline, 1},
    {"headline", Field::kHeadline, 1},
    {"sailthru.title", Field::kHeadline, 2},
    {"article:title", Field::kHeadline, 2},
    {"citation_title", Field::kHeadline, 2},
    {"dc.title", Field::kHeadline, 3},
    {"dcterms.title", Field::kHeadline, 3},
    {"parsely-title", Field::kHeadline, 3},
    {"cxenseparse:title", Field::kHeadline, 3},
    {"twitter:title", Field::kHeadline, 4},
    {"fb_title", Field::kHeadline, 4},
    {"title", Field::kHeadline, 5},

    {"og:description", Field::kDescription, 1},
    {"description", Field::kDescription, 2},
    {"twitter:description", Field::kDescription, 3},
    {"sailthru.description", Field::kDescription, 3},
    {"dc.description", Field::kDescription, 4},
    {"dcterms.description", Field::kDescription, 4},
    {"dcterms.abstract", Field::kDescription, 4},

    {"author", Field::kAuthor, 1},
    {"authors", Field::kAuthor, 1},
    {"article:author_name", Field::kAuthor, 1},
    {"article_author", Field::kAuthor, 1},
    {"articleauthor", Field::kAuthor, 1},
    {"article.author", Field::kAuthor, 1},
    {"author.name", Field::kAuthor, 1},
    {"sailthru.author", Field::kAuthor, 2},
    {"parsely-author", Field::kAuthor, 2},
    {"byl", Field::kAuthor, 2},
    {"byline", Field::kAuthor, 2},
    {"citation_author", Field::kAuthor, 2},
    {"citation_authors", Field::kAuthor, 2},
    {"article:author", Field::kAuthor, 3},
    {"og:article:author", Field::kAuthor, 3},
    {"og:author", Field::kAuthor, 3},
    {"cxenseparse:author", Field::kAuthor, 3},
    {"shareaholic:article_author_name", Field::kAuthor, 3},
    {"bc:authors", Field::kAuthor, 3},
    {"dc.creator", Field::kAuthor, 4},
    {"dcterms.creator", Field::kAuthor, 4},
    {"creator", Field::kAuthor, 4},

    {"article:published_time", Field::kPublished, 1},
    {"article:published", Field::kPublished, 1},
    {"og:article:published_time", Field::kPublished, 1},
    {"og:published_time", Field::kPublished, 1},
    {"article-published_time", Field::kPublished, 1},
    {"datepublished", Field::kPublished, 1},
    {"og:datepublished", Field::kPublished, 1},
    {"rnews:datepublished", Field::kPublished, 1},
    {"mediator_published_time", Field::kPublished, 1},
    {"iso-8601-publish-date", Field::kPublished, 1},
    {"article_date_original", Field::kPublished, 1},
    {"originalpublicationdate", Field::kPublished, 1},
    {"parsely-pub-date", Field::kPublished, 2},
    {"sailthru.date", Field::kPublished, 2},
    {"bt:pubdate", Field::kPublished, 2},
    {"pubdate", Field::kPublished, 2},
    {"og:pubdate", Field::kPublished, 2},
    {"publishdate", Field::kPublished, 2},
    {"publish-date", Field::kPublished, 2},
    {"publish_date", Field::kPublished, 2},
    {"published", Field::kPublished, 2},
    {"published_at", Field::kPublished, 2},
    {"published_time", Field::kPublished, 2},
    {"published-date", Field::kPublished, 2},
    {"publication_date", Field::kPublished, 2},
    {"publication-date", Field::kPublished, 2},
    {"publicationdate", Field::kPublished, 2},
    {"lastpublisheddate", Field::kPublished, 4},
    {"article.published", Field::kPublished, 2},
    {"articledate", Field::kPublished, 2},
    {"article:published_at", Field::kPublished, 2},
    {"cxenseparse:publishtime", Field::kPublished, 2},
    {"cxenseparse:recs:publishtime", Field::kPublished, 2},
    {"cxenseparse:published_time", Field::kPublished, 2},
    {"shareaholic:article_published_time", Field::kPublished, 2},
    {"prism.publicationdate", Field::kPublished, 2},
    {"citation_publication_date", Field::kPublished, 2},
    {"citation_online_date", Field::kPublished, 2},
    {"citation_date", Field::kPublished, 3},
    {"firstcreate", Field::kPublished, 2},
    {"ptime", Field::kPublished, 2},
    {"displaydate", Field::kPublished, 2},
    {"date.release", Field::kPublished, 3},
    {"release_date", Field::kPublished, 3},
    {"dc.date.issued", Field::kPublished, 3},
    {"dcterms.issued", Field::kPublished, 3},
    {"date.created", Field::kPublished, 3},
    {"datecreated", Field::kPublished, 3},
    {"dc.date.created", Field::kPublished, 3},
    {"dcterms.created", Field::kPublished, 3},
    {"dc.created", Field::kPublished, 3},
    {"article.created", Field::kPublished, 3},
    {"uploaddate", Field::kPublished, 4},
    {"aiturec:datetime", Field::kPublished, 4},
    {"date", Field::kPublished, 5},
    {"dc.date", Field::kPublished, 5},
    {"dcterms.date", Field::kPublished, 5},
    {"date.available", Field::kPublished, 5},

    {"article:modified_time", Field::kModified, 1},
    {"article:modified", Field::kModified, 1},
    {"og:article:modified_time", Field::kModified, 1},
    {"datemodified", Field::kModified, 1},
    {"bt:moddate", Field::kModified, 2},
    {"og:updated_time", Field::kModified, 2},
    {"updated_time", Field::kModified, 2},
    {"article.updated", Field::kModified, 2},
    {"dcterms.modified", Field::kModified, 3},
    {"dc.date.modified", Field::kModified, 3},
    {"date.modified", Field::kModified, 3},
    {"date.updated", Field::kModified, 3},
    {"cxenseparse:modified_time", Field::kModified, 3},
    {"lastupdate", Field::kModified, 3},
    {"last-modified", Field::kModified, 4},
    {"lastmod", Field::kModified, 4},
    {"revised", Field::kModified, 4},

    {"article:section", Field::kSection, 1},
    {"og:article:section", Field::kSection, 1},
    {"articlesection", Field::kSection, 1},
    {"parsely-section", Field::kSection, 2},
    {"cxenseparse:section", Field::kSection, 2},
    {"section", Field::kSection, 2},
    {"category", Field::kSection, 3},
    {"article:category", Field::kSection, 2},

    {"og:site_name", Field::kOutlet, 1},
    {"publisher", Field::kOutlet, 2},
    {"dc.publisher", Field::kOutlet, 2},
    {"dcterms.publisher", Field::kOutlet, 2},
    {"citation_journal_title", Field::kOutlet, 2},
    {"application-name", Field::kOutlet, 3},
    {"apple-mobile-web-app-title", Field::kOutlet, 4},

    {"og:type", Field::kType, 1},

    {"og:locale", Field::kLanguage, 1},
    {"content-language", Field::kLanguage, 2},
    {"dc.language", Field::kLanguage, 3},
    {"language", Field::kLanguage, 3},
};

const MetaName* FindMetaName(std::string_view name) {
  static const auto table = [] {
    std::unordered_map<std::string_view, const MetaName*> rows;
    for (const MetaName& row : kMetaNames) rows.emplace(row.name, &row);
    return rows;
  }();
  const auto found = table.find(name);
  return found == table.end() ? nullptr : found->second;
}

// Microdata says with itemprop what JSON-LD says with its members.
struct ItemProperty {
  std::string_view name;
  Field field;
};
constexpr ItemProperty kItemProperties[] = {
    {"headline", Field::kHeadline},       {"description", Field::kDescription},
    {"author", Field::kAuthor},           {"creator", Field::kAuthor},
    {"datePublished", Field::kPublished}, {"dateCreated", Field::kPublished},
    {"dateModified", Field::kModified},   {"articleSection", Field::kSection},
};

std::string_view LastPart(std::string_view type) {
  type = type.substr(0, type.find_first_of(" \t\n"));
  const std::size_t slash = type.find_last_of('/');
  return slash == std::string_view::npos ? type : type.substr(slash + 1);
}

bool IsArticleType(std::string_view itemtype) {
  const std::string_view type = LastPart(itemtype);
  return type.ends_with("Article") || type.ends_with("Posting") || type == "Report";
}

bool EqualsNoCase(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() && AsciiLower(text) == lower;
}

class Walk {
 public:
  explicit Walk(const Tree& tree) : tree_(tree) {}

  Witnesses Read() {
    for (NodeIndex i = 0; i < tree_.size(); ++i) Visit(i);
    ReadItem();
    Arrange();

    PageClues clues;
    for (const Said& headline : said_.headlines) clues.headlines.push_back(headline.value);
    if (!h1_.empty()) clues.headlines.push_back(h1_);
    for (const std::string& url : {said_.link_canonical, said_.og_url}) {
      if (!url.empty()) clues.urls.push_back(url);
    }
    ReadJsonLd(json_ld_, clues, said_);
    if (paragraph_bytes_ < kLittleText && said_.bodies.empty() && !state_.empty()) {
      ReadPageState(state_, said_);
    }
    if (!html_language_.empty()) said_.language = html_language_;
    return std::move(said_);
  }

 private:
  struct Found {
    Field field;
    int rank;
    Said said;
  };

  void Visit(NodeIndex i) {
    const Tree::Node& node = tree_[i];
    switch (node.tag) {
      case Tag::kText:
        if (paragraph_bytes_ < kLittleText && node.parent != kNoNode &&
            tree_[node.parent].tag != Tag::kScript && i < paragraph_end_) {
          paragraph_bytes_ += Trim(tree_.Text(i)).size();
        }
        return;
      case Tag::kP:
        paragraph_end_ = std::max(paragraph_end_, node.end);
        break;
      case Tag::kHtml:
        if (html_language_.empty()) html_language_ = Collapse(tree_.Get(i, Attr::kLang));
        break;
      case Tag::kMeta:
        VisitMeta(i);
        return;
      case Tag::kLink:
        if (said_.link_canonical.empty() && EqualsNoCase(tree_.Get(i, Attr::kRel), "canonical")) {
          said_.link_canonical = Collapse(tree_.Get(i, Attr::kHref));
        }
        return;
      case Tag::kTitle:
        if (title_.empty()) title_ = tree_.TextBelow(i);
        return;
      case Tag::kH1:
        if (h1_.empty()) h1_ = tree_.TextBelow(i);
        break;
      case Tag::kScript:
        VisitScript(i);
        return;
      default:
        break;
    }
    if (node.size == 0) return;
    if (tree_.Has(i, Attr::kItemscope) && IsArticleType(tree_.Get(i, Attr::kItemtype))) {
      // Of several the largest: the others are teasers.
      if (item_ == kNoNode || node.end - i > tree_[item_].end - item_) item_ = i;
    }
  }

  void VisitMeta(NodeIndex i) {
    const std::string_view content = tree_.Get(i, Attr::kContent);
    if (content.empty()) return;
    std::string names[3] = {AsciiLower(tree_.Get(i, Attr::kProperty)),
                            AsciiLower(tree_.Get(i, Attr::kName)),
                            AsciiLower(tree_.Get(i, Attr::kHttpEquiv))};
    if (names[0].empty() && names[1].empty()) names[0] = AsciiLower(tree_.Get(i, Attr::kItemprop));
    for (std::string& name : names) {
      if (name.empty()) continue;
      // RDFa with the whole address: http://ogp.me/ns/article#published_time.
      if (const std::size_t ns = name.find("/ns/"); ns != std::string::npos) {
        name.erase(0, ns + 4);
        std::replace(name.begin(), name.end(), '#', ':');
      }
      if (name == "og:url" && said_.og_url.empty()) said_.og_url = Collapse(content);
      if (name.starts_with("twitter:label") || name.starts_with("twitter:data")) {
        VisitCard(name, content);
        return;
      }
      const MetaName* row = FindMetaName(name);
      if (!row) continue;
      Add(row->field, row->rank, content, "meta " + name);
      return;
    }
  }

  // Cards label their data: twitter:label1 "Written by", twitter:data1 "Ana Ruiz".
  void VisitCard(std::string_view name, std::string_view content) {
    if (name.starts_with("twitter:label")) {
      card_label_ = Collapse(content);
    } else if (!card_label_.empty()) {
      const std::string line = card_label_ + " " + std::string(content);
      if (OpensByline(line)) Add(Field::kAuthor, 4, content, "meta " + std::string(name));
      card_label_.clear();
    }
  }

  void VisitScript(NodeIndex i) {
    if (tree_[i].end <= i + 1) return;
    const std::string_view text = tree_.Text(i + 1);
    if (text.empty()) return;
    const std::string type = AsciiLower(tree_.Get(i, Attr::kType));
    if (type.find("ld+json") != std::string::npos) {
      json_ld_.push_back(text);
    } else {
      state_.push_back(text);
    }
  }

  void Add(Field field, int rank, std::string_view value, std::string from) {
    std::string text = PlainLine(value.substr(0, kMaxValueBytes));
    if (!text.empty()) found_.push_back({field, rank, {std::move(text), std::move(from)}});
  }

  // The microdata of the page's own article.
  void ReadItem() {
    if (item_ == kNoNode) return;
    NodeIndex other_end = 0;  // of an item inside that speaks of something else
    for (NodeIndex i = item_ + 1; i < tree_[item_].end; ++i) {
      if (tree_[i].tag == Tag::kText || tree_[i].size == 0) continue;
      const std::string_view property = tree_.Get(i, Attr::kItemprop);
      if (property.empty()) {
        // An item without itemprop is none of this one.
        if (i >= other_end && (tree_.Has(i, Attr::kItemscope) || HoldsComments(i))) {
          other_end = tree_[i].end;
        }
        continue;
      }
      if (i < other_end) continue;
      if (property == "comment") other_end = std::max(other_end, tree_[i].end);
      for (const ItemProperty& row : kItemProperties) {
        if (!HasWord(property, row.name)) continue;
        Add(row.field, 0, ItemValue(i), "microdata " + std::string(row.name));
      }
      if (tree_.Has(i, Attr::kItemscope)) other_end = std::max(other_end, tree_[i].end);
    }
    Add(Field::kType, 0, LastPart(tree_.Get(item_, Attr::kItemtype)), "microdata itemtype");
  }

  // Commenters are authors too, but none of the article.
  bool HoldsComments(NodeIndex i) const {
    for (const Attr attribute : {Attr::kId, Attr::kClass}) {
      const std::string_view value = tree_.Get(i, attribute);
      if (value.starts_with("comment") && !value.starts_with("commentary")) return true;
    }
    return false;
  }

  static bool HasWord(std::string_view words, std::string_view word) {
    const std::size_t at = words.find(word);
    if (at == std::string_view::npos) return false;
    const std::size_t end = at + word.size();
    return (at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' ');
  }

  // content=, datetime=, the "name" inside an item, or the text.
  std::string ItemValue(NodeIndex i) const {
    for (const Attr attribute : {Attr::kContent, Attr::kDatetime}) {
      if (const auto value = tree_.Get(i, attribute); !value.empty()) return std::string(value);
    }
    for (NodeIndex inner = i + 1; inner < tree_[i].end; ++inner) {
      if (tree_.Get(inner, Attr::kItemprop) == "name") return ItemValueOf(inner);
      if (const auto value = tree_.Get(inner, Attr::kDatetime); !value.empty()) {
        return std::string(value);
      }
    }
    return tree_.TextBelow(i);
  }

  std::string ItemValueOf(NodeIndex i) const {
    const std::string_view content = tree_.Get(i, Attr::kContent);
    return content.empty() ? tree_.TextBelow(i) : std::string(content);
  }

  std::vector<Said>* ListOf(Field field) {
    switch (field) {
      case Field::kHeadline:
        return &said_.headlines;
      case Field::kDescription:
        return &said_.descriptions;
      case Field::kAuthor:
        return &said_.authors;
      case Field::kPublished:
        return &said_.published;
      case Field::kModified:
        return &said_.modified;
      case Field::kSection:
        return &said_.sections;
      case Field::kOutlet:
        return &said_.outlets;
      case Field::kType:
        return &said_.types;
      case Field::kLanguage:
        return nullptr;
    }
    return nullptr;
  }

  // Best first; equal ranks in the order of the page.
  void Arrange() {
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Found& a, const Found& b) { return a.rank < b.rank; });
    for (Found& found : found_) {
      std::vector<Said>* list = ListOf(found.field);
      if (!list) {
        if (said_.language.empty()) said_.language = found.said.value;
      } else if (list->size() < kMaxOfOneField) {
        list->push_back(std::move(found.said));
      }
    }
    if (!title_.empty()) said_.headlines.push_back({title_, "title"});
  }

  const Tree& tree_;
  Witnesses said_;
  std::vector<Found> found_;
  std::vector<std::string_view> json_ld_;
  std::vector<std::string_view> state_;
  std::string html_language_;
  std::string title_;
  std::string h1_;
  std::string card_label_;
  NodeIndex item_ = kNoNode;
  NodeIndex paragraph_end_ = 0;
  std::size_t paragraph_bytes_ = 0;
};

}  // namespace

Witnesses ReadWitnesses(const Tree& tree) {
  return Walk(tree).Read();
}

}  // namespace checkback
