#include "article/metadata/page_state.h"

#include <algorithm>
#include <array>

#include "article/tree/plain_value.h"
#include "text/json.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// Script bytes read in one page; state of the extraction sets reaches 3 MB.
constexpr std::size_t kMaxBytes = 8u << 20;
constexpr std::size_t kMaxValues = 400'000;
// A body of fewer words is a teaser.
constexpr std::size_t kFewestWords = 60;

// The end of the value that opens at `start`, told by its brackets; npos where it never ends.
std::size_t EndOfValue(std::string_view script, std::size_t start) {
  std::size_t depth = 0;
  bool quoted = false;
  for (std::size_t at = start; at < script.size(); ++at) {
    const char c = script[at];
    if (quoted) {
      if (c == '\\') ++at;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

// The JSON of a script: all of it, or the first value with members or elements that it
// assigns or passes on ("window.__STATE__ = {"…", "x.push({"…").
std::string_view JsonOf(std::string_view script) {
  script = Trim(script);
  if (script.starts_with('{') || script.starts_with('[')) return script;
  for (std::size_t at = 0; at + 1 < script.size(); ++at) {
    at = script.find_first_of("{[", at);
    if (at == std::string_view::npos || at + 1 >= script.size()) return {};
    const char next = script[at + 1];
    if (script[at] == '{' ? next != '"' : next != '{' && next != '1') continue;
    if (at == 0 || (script[at - 1] != '=' && script[at - 1] != '(' && script[at - 1] != ' '))
      continue;
    const std::size_t end = EndOfValue(script, at);
    return end == std::string_view::npos ? std::string_view() : script.substr(at, end - at);
  }
  return {};
}

// Members that content systems use for the text of an article.
bool IsBodyName(std::string_view name) {
  constexpr std::array<std::string_view, 17> kNames = {
      "articleBody", "body",        "bodyHtml",         "body_html",  "content", "contentHtml",
      "html",        "articleText", "content_elements", "elements",   "blocks",  "paragraphs",
      "storyBody",   "fullText",    "bodyText",         "components", "text"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

// Members that hold the words of one piece of a body.
bool IsTextName(std::string_view name) {
  constexpr std::array<std::string_view, 8> kNames = {"text",    "content", "value", "html",
                                                      "rawText", "data",    "body",  "innerHtml"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

bool LooksLikeProse(std::string_view text) {
  return text.size() > 40 && text.find(' ') != std::string_view::npos &&
         !text.starts_with("http") && !text.starts_with('{');
}

// The paragraphs of a body: a string, or an array of pieces that hold their words at most
// a few levels down. Without recursion; each value is looked at once.
std::string BodyOf(const Json& body, std::size_t& values) {
  if (body.is_text()) return LooksLikeProse(body.Text()) ? PlainParagraphs(body.Text()) : "";
  std::string out;
  std::vector<const Json*> open = {&body};
  while (!open.empty() && values < kMaxValues) {
    const Json* value = open.back();
    open.pop_back();
    ++values;
    if (value->is_text()) {
      if (!LooksLikeProse(value->Text())) continue;
      if (!out.empty()) out += '\n';
      out += PlainParagraphs(value->Text());
      continue;
    }
    const auto& items = value->items();
    for (auto item = items.rbegin(); item != items.rend(); ++item) open.push_back(&*item);
    const auto& members = value->members();
    for (auto member = members.rbegin(); member != members.rend(); ++member) {
      const bool inside = member->second.is_array() || member->second.is_object();
      if (IsTextName(member->first) || (inside && IsBodyName(member->first)) ||
          (inside && member->first == "children") || (inside && member->first == "items")) {
        open.push_back(&member->second);
      }
    }
  }
  return out;
}

// Streamed pages pass their text on as strings of HTML: push([1, "<p>…"]).
bool IsMarkup(const Json& value) {
  return value.is_text() && value.Text().find("<p") != std::string_view::npos &&
         value.Text().find("</p>") != std::string_view::npos;
}

// A body, and the object that holds it: the article, whose other members stand beside it.
struct Held {
  std::string body;
  const Json* article = nullptr;
};

// The longest body below `state`, which outlives what is found.
Held LongestBody(const Json& state) {
  Held best;
  std::size_t best_words = kFewestWords - 1;
  std::size_t values = 0;
  std::vector<const Json*> open = {&state};
  while (!open.empty() && values < kMaxValues) {
    const Json* value = open.back();
    open.pop_back();
    ++values;
    const auto consider = [&](const Json& body_value, const Json* article) {
      std::string body = BodyOf(body_value, values);
      const std::size_t words = CountWords(body);
      if (words <= best_words) return false;
      best_words = words;
      best = {std::move(body), article};
      return true;
    };
    for (const Json& item : value->items()) {
      if (item.is_array() || item.is_object()) open.push_back(&item);
      if (IsMarkup(item)) consider(item, nullptr);
    }
    for (const auto& [name, member] : value->members()) {
      if (IsBodyName(name) && !member.is_null() && consider(member, value)) continue;
      if (member.is_array() || member.is_object()) open.push_back(&member);
    }
  }
  return best;
}

// Members for who wrote it and when it was published, as content systems call them.
constexpr std::array<const char*, 4> kAuthorNames = {"authors", "author", "byline", "creators"};
constexpr std::array<const char*, 8> kPublishedNames = {
    "publishedAt",   "datePublished",   "published_at",       "publishDate",
    "publishedDate", "publicationDate", "first_publish_date", "firstPublishedAt"};
constexpr std::size_t kMostAuthors = 20;
constexpr std::size_t kLongestValue = 200;  // bytes

void TellAuthor(const Json& author, std::string_view from, Witnesses& said) {
  const Json& name = author.is_object() ? author["name"] : author;
  if (!name.is_text() || name.Text().size() > kLongestValue) return;
  std::string words = PlainLine(name.Text());
  if (!words.empty()) said.authors.push_back({std::move(words), std::string(from)});
}

// What the article says beside its body.
void TellArticle(const Json& article, Witnesses& said) {
  for (const char* member : kAuthorNames) {
    const Json& authors = article[member];
    const std::string from = std::string("page state ") + member;
    const std::size_t before = said.authors.size();
    TellAuthor(authors, from, said);
    for (const Json& author : authors.items()) {
      if (said.authors.size() < before + kMostAuthors) TellAuthor(author, from, said);
    }
    if (said.authors.size() > before) break;
  }
  for (const char* member : kPublishedNames) {
    const std::string_view time = article[member].Text();
    if (time.empty() || time.size() > kLongestValue) continue;
    said.published.push_back({Collapse(time), std::string("page state ") + member});
    break;
  }
}

}  // namespace

void ReadPageState(const std::vector<std::string_view>& scripts, Witnesses& said) {
  std::string best;
  Witnesses beside;  // what stands beside the best
  std::size_t bytes = 0;
  for (const std::string_view script : scripts) {
    if (bytes + script.size() > kMaxBytes) continue;
    bytes += script.size();
    const auto state = Json::ParseLenient(JsonOf(script));
    if (!state) continue;
    Held held = LongestBody(*state);
    if (held.body.size() <= best.size()) continue;
    best = std::move(held.body);
    beside = {};
    if (held.article) TellArticle(*held.article, beside);
  }
  if (best.empty()) return;
  said.bodies.push_back({std::move(best), "page state"});
  for (Said& author : beside.authors) said.authors.push_back(std::move(author));
  for (Said& time : beside.published) said.published.push_back(std::move(time));
}

}  // namespace checkback
