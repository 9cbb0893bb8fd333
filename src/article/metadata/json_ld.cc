#include "article/metadata/json_ld.h"

#include <algorithm>
#include <array>

#include "article/tree/plain_value.h"
#include "text/json.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// Objects looked at in one page; the largest of the extraction sets has 2,900.
constexpr std::size_t kMaxObjects = 20'000;
constexpr std::size_t kMaxAuthors = 40;
constexpr std::size_t kLongestDate = 80;  // bytes
constexpr std::size_t kMaxPosts = 2'000;
// The start of a headline tells nothing when it is shorter ("Live", "Opinion").
constexpr std::size_t kTellingBytes = 12;

struct Candidate {
  const Json* object = nullptr;
  int rank = 0;        // how much its type is an article's
  bool aside = false;  // stands in a list of other things: related articles, comments
};

// The last part of "https://schema.org/NewsArticle".
std::string_view TypeName(std::string_view type) {
  const std::size_t slash = type.find_last_of("/#:");
  return slash == std::string_view::npos ? type : type.substr(slash + 1);
}

int RankOfType(std::string_view type) {
  type = TypeName(type);
  if (type == "LiveBlogPosting") return 6;
  if (type.ends_with("NewsArticle")) return 5;
  if (type.ends_with("Article") || type.ends_with("Posting") || type == "Report") return 4;
  constexpr std::array<std::string_view, 10> kTold = {
      "Recipe", "Review",  "HowTo",          "ClaimReview", "FAQPage",
      "QAPage", "Episode", "PodcastEpisode", "MediaReview", "Course"};
  if (std::find(kTold.begin(), kTold.end(), type) != kTold.end()) return 3;
  if (type.ends_with("WebPage")) return 2;  // MedicalWebPage too
  constexpr std::array<std::string_view, 8> kPages = {
      "ProfilePage",  "ItemPage",    "CreativeWork", "VideoObject",
      "ImageGallery", "AudioObject", "MediaGallery", "CollectionPage"};
  if (std::find(kPages.begin(), kPages.end(), type) != kPages.end()) return 2;
  return 0;
}

// The members that lead to other things than the page's own article.
bool LeadsAside(std::string_view member) {
  constexpr std::array<std::string_view, 18> kAside = {
      "itemListElement", "comment",  "comments",        "hasPart",  "mentions",  "relatedLink",
      "review",          "citation", "subjectOf",       "about",    "isBasedOn", "isRelatedTo",
      "liveBlogUpdate",  "video",    "associatedMedia", "blogPost", "image",     "isPartOf"};
  return std::find(kAside.begin(), kAside.end(), member) != kAside.end();
}

// The types of an object: one, or several in an array.
template <typename Use>
void EachType(const Json& object, Use&& use) {
  const Json& type = object["@type"].is_null() ? object["type"] : object["@type"];
  if (type.is_text()) use(type.Text());
  for (const Json& one : type.items()) use(one.Text());
}

// A value that may be one thing or an array of them.
template <typename Use>
void Each(const Json& value, Use&& use) {
  if (value.is_array()) {
    for (const Json& item : value.items()) use(item);
  } else if (!value.is_null()) {
    use(value);
  }
}

// "https://www.example.org/a/b/?x#y" as "example.org/a/b".
std::string_view BareUrl(std::string_view url) {
  if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos) {
    url.remove_prefix(scheme + 3);
  }
  if (url.starts_with("www.")) url.remove_prefix(4);
  url = url.substr(0, url.find_first_of("?#"));
  while (url.ends_with('/')) url.remove_suffix(1);
  return url;
}

class Reader {
 public:
  Reader(const PageClues& clues, Witnesses& said) : said_(said) {
    for (const std::string& headline : clues.headlines) {
      if (std::string bare = BareLetters(headline); !bare.empty())
        headlines_.push_back(std::move(bare));
    }
    for (const std::string& url : clues.urls) urls_.push_back(BareUrl(url));
  }

  void Read(const std::vector<Json>& documents) {
    for (const Json& document : documents) Collect(document);
    const std::vector<const Json*> chosen = Choose();
    // Each addition goes to the front, so the best comes last.
    for (auto object = chosen.rbegin(); object != chosen.rend(); ++object) {
      Tell(**object, *object == chosen.front());
    }
    if (breadcrumbs_) TellBreadcrumbs(*breadcrumbs_);
  }

 private:
  // All objects that may be an article, without recursion.
  void Collect(const Json& document) {
    struct Place {
      const Json* value;
      bool aside;
    };
    std::vector<Place> open = {{&document, false}};
    while (!open.empty() && objects_ < kMaxObjects) {
      const Place place = open.back();
      open.pop_back();
      // Back to front, so that what stands first comes first off the stack.
      const auto& items = place.value->items();
      for (auto item = items.rbegin(); item != items.rend(); ++item) {
        open.push_back({&*item, place.aside});
      }
      if (!place.value->is_object()) continue;
      ++objects_;
      Consider(*place.value, place.aside);
      const auto& members = place.value->members();
      for (auto member = members.rbegin(); member != members.rend(); ++member) {
        const Json& value = member->second;
        if (value.is_object() || value.is_array()) {
          open.push_back({&value, place.aside || LeadsAside(member->first)});
        }
      }
    }
  }

  void Consider(const Json& object, bool aside) {
    const Json& id = object["@id"];
    if (id.is_text() && object.members().size() > 1) named_.push_back(&object);
    int rank = 0;
    EachType(object, [&](std::string_view type) { rank = std::max(rank, RankOfType(type)); });
    if (rank > 0) candidates_.push_back({&object, rank, aside});
    if (!breadcrumbs_ && TypeName(object["@type"].Text()) == "BreadcrumbList") {
      breadcrumbs_ = &object;
    }
  }

  // "Home > World > Talks resume": the first step that is neither the front page nor the article.
  void TellBreadcrumbs(const Json& list) {
    const std::vector<Json>& steps = list["itemListElement"].items();
    for (std::size_t i = 0; i < steps.size() && i < 4; ++i) {
      const Json& item = steps[i]["item"];
      const Json& named = steps[i]["name"].is_text() ? steps[i] : item;
      std::string name = PlainLine(named["name"].Text());
      const std::string_view url = item.is_text() ? item.Text() : item["@id"].Text();
      if (name.empty() || IsFrontPage(name, url)) continue;
      if (AgreesInHeadline(named)) return;
      // The last step is the article itself, whatever it is called.
      if (i + 1 == steps.size() && steps.size() > 1 && name.size() > 40) return;
      said_.sections.push_back({std::move(name), "json-ld breadcrumb"});
      return;
    }
  }

  static bool IsFrontPage(std::string_view name, std::string_view url) {
    constexpr std::array<std::string_view, 9> kHome = {"home",       "homepage", "start",
                                                       "startseite", "accueil",  "inicio",
                                                       "início",     "главная",  "etusivu"};
    const std::string lower = LowerCase(name);
    if (std::find(kHome.begin(), kHome.end(), lower) != kHome.end()) return true;
    const std::string_view bare = BareUrl(url);
    return !bare.empty() && bare.find('/') == std::string_view::npos && bare.find('.') != bare.npos;
  }

  bool AgreesInHeadline(const Json& object) const {
    for (const char* member : {"headline", "name"}) {
      const std::string bare = BareLetters(PlainLine(object[member].Text()));
      if (bare.empty()) continue;
      for (const std::string& headline : headlines_) {
        if (headline == bare) return true;
        // A site's name may follow in either.
        if (std::min(headline.size(), bare.size()) < kTellingBytes) continue;
        if (headline.starts_with(bare) || bare.starts_with(headline)) return true;
      }
    }
    return false;
  }

  bool AgreesInUrl(const Json& object) const {
    const Json& page = object["mainEntityOfPage"];
    for (const std::string_view url :
         {object["url"].Text(), object["@id"].Text(), page.Text(), page["@id"].Text()}) {
      if (url.empty()) continue;
      const std::string_view bare = BareUrl(url);
      if (std::find(urls_.begin(), urls_.end(), bare) != urls_.end()) return true;
    }
    return false;
  }

  // The objects that speak of the page itself, the best first.
  std::vector<const Json*> Choose() const {
    struct Scored {
      const Json* object;
      int score;
    };
    std::vector<Scored> scored;
    for (const Candidate& c : candidates_) {
      // Lists of other articles have articles of the same type, so agreement with the page
      // decides, and the type only among those that agree.
      const bool agrees = AgreesInHeadline(*c.object) || AgreesInUrl(*c.object);
      if (c.aside && !agrees) continue;
      int score = c.rank * 2 + (agrees ? 6 : 0) - (c.aside ? 5 : 0);
      if (!(*c.object)["datePublished"].is_null()) score += 1;
      scored.push_back({c.object, score});
    }
    std::stable_sort(scored.begin(), scored.end(),
                     [](const Scored& a, const Scored& b) { return a.score > b.score; });
    std::vector<const Json*> chosen;
    for (const Scored& s : scored) {
      if (chosen.size() == 4) break;
      // An article beside the chosen one that does not agree with the page is another article.
      if (!chosen.empty() && !AgreesInHeadline(*s.object) && !AgreesInUrl(*s.object)) continue;
      chosen.push_back(s.object);
    }
    return chosen;
  }

  const Json& Named(std::string_view id) const {
    static const Json kNone;
    for (const Json* object : named_) {
      if ((*object)["@id"].Text() == id) return *object;
    }
    return kNone;
  }

  // What {"@id": …} points to, or the value itself; for members of the documents, which outlive
  // the call, never for a temporary.
  const Json& Follow(const Json& value) const {
    const Json* target = &value;
    if (value.is_object() && value["name"].is_null()) {
      const std::string_view id = value["@id"].Text();
      const Json& named = Named(id);
      if (!id.empty() && !named.is_null()) target = &named;
    }
    return *target;
  }

  std::string NameOfThing(const Json& value) const {
    const Json& thing = Follow(value);
    if (thing.is_text()) return PlainLine(thing.Text());
    const Json& name = thing["name"];
    return PlainLine(name.is_text() ? name.Text() : name[0].Text());
  }

  static bool IsOrganization(const Json& thing) {
    bool organization = false;
    EachType(thing, [&](std::string_view type) {
      organization |= TypeName(type).ends_with("Organization") || TypeName(type) == "Corporation";
    });
    return organization;
  }

  // Puts what was found in front of what others said.
  static void PutFirst(std::vector<Said> found, std::vector<Said>& all) {
    all.insert(all.begin(), std::make_move_iterator(found.begin()),
               std::make_move_iterator(found.end()));
  }

  static std::vector<Said> Lines(const Json& object, std::initializer_list<const char*> members,
                                 std::string_view whose) {
    std::vector<Said> found;
    for (const char* member : members) {
      Each(object[member], [&](const Json& value) {
        std::string text = PlainLine(value.Text());
        if (text.empty()) return;
        found.push_back({std::move(text), std::string(whose) + " " + member});
      });
    }
    return found;
  }

  void TellAuthors(const Json& object, std::string_view whose) {
    std::vector<Said> found;
    for (const char* member : {"author", "creator"}) {
      if (!found.empty()) break;  // "creator" is often the system's user
      Each(object[member], [&](const Json& value) {
        if (found.size() >= kMaxAuthors) return;
        std::string name = NameOfThing(value);
        if (name.empty()) return;
        std::string from = std::string(whose) + " " + member;
        if (IsOrganization(Follow(value))) from += " organization";
        found.push_back({std::move(name), std::move(from)});
      });
    }
    PutFirst(std::move(found), said_.authors);
  }

  void TellPosts(const Json& object) {
    if (!said_.posts.empty()) return;
    Each(object["liveBlogUpdate"], [&](const Json& update) {
      if (!update.is_object() || said_.posts.size() >= kMaxPosts) return;
      SaidPost post;
      post.headline = PlainLine(update["headline"].Text());
      const std::string_view body = update["articleBody"].Text();
      post.body = PlainParagraphs(body.empty() ? update["text"].Text() : body);
      post.time = ParsePageTime(update["datePublished"].Text());
      if (!post.headline.empty() || !post.body.empty()) said_.posts.push_back(std::move(post));
    });
  }

  void TellCaptions(const Json& object) {
    for (const char* member : {"image", "associatedMedia"}) {
      Each(object[member], [&](const Json& value) {
        const Json& image = Follow(value);
        for (const char* part : {"caption", "description"}) {
          std::string text = PlainLine(image[part].Text());
          if (!text.empty()) said_.captions.push_back({std::move(text), "json-ld image"});
        }
      });
    }
  }

  void TellBody(const Json& object) {
    for (const char* member : {"articleBody", "text"}) {
      std::string body = PlainParagraphs(object[member].Text());
      if (!body.empty()) {
        PutFirst({{std::move(body), std::string("json-ld ") + member}}, said_.bodies);
        return;
      }
    }
  }

  // `main`: the page's article itself; otherwise a page or picture that belongs to it.
  void Tell(const Json& object, bool main) {
    int rank = 0;
    std::vector<Said> types;
    EachType(object, [&](std::string_view type) {
      rank = std::max(rank, RankOfType(type));
      types.push_back({std::string(TypeName(type)), "json-ld @type"});
    });
    // What a web page says of itself is of another worth than what an article does.
    const std::string whose = rank >= 3 ? "json-ld" : "json-ld page";
    if (main || rank >= 3) PutFirst(std::move(types), said_.types);
    if (rank >= 3) {
      PutFirst(Lines(object, {"headline"}, whose), said_.headlines);
      if (object["headline"].is_null()) PutFirst(Lines(object, {"name"}, whose), said_.headlines);
      TellAuthors(object, whose);
      TellBody(object);
      TellCaptions(object);
      TellPosts(object);
    } else if (!object["author"].is_null()) {
      std::vector<Said> before = std::move(said_.authors);
      said_.authors.clear();
      TellAuthors(object, whose);
      said_.authors.insert(said_.authors.end(), std::make_move_iterator(before.begin()),
                           std::make_move_iterator(before.end()));
    }
    PutFirst(Lines(object, {"description", "abstract"}, whose), said_.descriptions);
    PutFirst(Lines(object, {"datePublished", "dateCreated", "uploadDate"}, whose), said_.published);
    PutFirst(Lines(object, {"dateModified"}, whose), said_.modified);
    PutFirst(Lines(object, {"articleSection"}, whose), said_.sections);
    for (const char* member : {"publisher", "sourceOrganization"}) {
      std::string name = NameOfThing(object[member]);
      if (!name.empty()) {
        PutFirst({{std::move(name), whose + " " + member}}, said_.outlets);
        break;
      }
    }
    if (said_.language.empty()) said_.language = Collapse(object["inLanguage"].Text());
  }

  Witnesses& said_;
  std::vector<std::string> headlines_;
  std::vector<std::string_view> urls_;
  std::vector<Candidate> candidates_;
  std::vector<const Json*> named_;
  const Json* breadcrumbs_ = nullptr;
  std::size_t objects_ = 0;
};

}  // namespace

namespace {

// The text of the first member of that name in JSON that cannot be parsed (a quotation mark
// too many in a description, two objects in a row).
std::string_view TextOfMember(std::string_view script, std::string_view quoted_name) {
  std::size_t at = script.find(quoted_name);
  if (at == std::string_view::npos) return {};
  at = script.find_first_not_of(" \t\r\n", at + quoted_name.size());
  if (at == std::string_view::npos || script[at] != ':') return {};
  at = script.find_first_not_of(" \t\r\n", at + 1);
  if (at == std::string_view::npos || script[at] != '"') return {};
  const std::string_view text = script.substr(at + 1, kLongestDate);
  const std::size_t end = text.find('"');
  return end == std::string_view::npos ? std::string_view() : text.substr(0, end);
}

// Dates at least, from a broken article.
void RescueDates(std::string_view script, Witnesses& said) {
  if (script.find("Article\"") == std::string_view::npos) return;
  if (const auto text = TextOfMember(script, "\"datePublished\""); !text.empty()) {
    said.published.insert(said.published.begin(), {Collapse(text), "json-ld datePublished"});
  }
  if (const auto text = TextOfMember(script, "\"dateModified\""); !text.empty()) {
    said.modified.insert(said.modified.begin(), {Collapse(text), "json-ld dateModified"});
  }
}

}  // namespace

void ReadJsonLd(const std::vector<std::string_view>& scripts, const PageClues& clues,
                Witnesses& said) {
  std::vector<Json> documents;
  for (const std::string_view script : scripts) {
    if (auto value = Json::ParseLenient(script)) {
      documents.push_back(std::move(*value));
    } else {
      RescueDates(script, said);
    }
  }
  if (!documents.empty()) Reader(clues, said).Read(documents);
}

}  // namespace checkback
