#include "article/article_json.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/json.h"
#include "text/json_scanner.h"
#include "text/utf8.h"

namespace checkback {
namespace {

void WriteTime(const std::optional<PageTime>& time, JsonWriter& json) {
  time ? json.Text(ToRfc3339(*time)) : json.Null();
}

void WriteSpan(const std::optional<Span>& span, JsonWriter& json) {
  json.Key("start");
  span ? json.Number(static_cast<std::int64_t>(span->start)) : json.Null();
  json.Key("end");
  span ? json.Number(static_cast<std::int64_t>(span->end)) : json.Null();
}

void WriteBlock(const Block& block, JsonWriter& json) {
  json.Object([&] {
    json.Key("kind").Text(NameOf(block.kind));
    json.Key("text").Text(block.text);
    WriteSpan(block.span, json);
    json.Key("repeats").Number(std::int64_t{block.repeats});
    json.Key("time");
    WriteTime(block.time, json);
  });
}

void WriteEvidence(const Evidence& evidence, JsonWriter& json) {
  json.Object([&] {
    json.Key("field").Text(evidence.field);
    json.Key("from").Text(evidence.from);
    json.Key("said").Text(evidence.said);
    json.Key("note").TextOrNull(evidence.note);
  });
}

std::optional<PageTime> TimeIn(const Json& value) {
  return value.is_text() ? ParsePageTime(value.Text()) : std::nullopt;
}

template <typename Kind, std::size_t kCount>
Kind KindIn(std::string_view name, const std::array<Kind, kCount>& kinds, Kind otherwise) {
  const auto* found =
      std::find_if(kinds.begin(), kinds.end(), [&](Kind kind) { return NameOf(kind) == name; });
  return found == kinds.end() ? otherwise : *found;
}

constexpr std::array kBlockKinds = {
    BlockKind::kParagraph, BlockKind::kHeading,    BlockKind::kList,
    BlockKind::kQuote,     BlockKind::kCaption,    BlockKind::kCredit,
    BlockKind::kNotice,    BlockKind::kCorrection, BlockKind::kPost};
constexpr std::array kArticleKinds = {ArticleKind::kArticle, ArticleKind::kLive,
                                      ArticleKind::kVideo,   ArticleKind::kGallery,
                                      ArticleKind::kIndex,   ArticleKind::kOther};

Block BlockIn(Json& value) {
  Block block;
  block.kind = KindIn(value["kind"].Text(), kBlockKinds, BlockKind::kParagraph);
  const auto start = value["start"].Number(), end = value["end"].Number();
  if (start && end)
    block.span = Span{static_cast<std::size_t>(*start), static_cast<std::size_t>(*end)};
  block.repeats = static_cast<int>(value["repeats"].Number().value_or(1));
  block.time = TimeIn(value["time"]);
  block.text = value["text"].Text();
  return block;
}

// What WriteArticle wrote, member by member; nothing where anything is otherwise. Stories are read
// by the hundred articles, and a tree of each would take most of the time.
class OwnArticleReader {
 public:
  explicit OwnArticleReader(std::string_view json) : json_(json) {}

  std::optional<Article> Read() {
    Article article;
    json_.Object([&] {
      Text("url", article.url);
      Text("headline", article.headline);
      Text("description", article.description);
      Array("byline", [&] { json_.Text(article.byline.emplace_back()); });
      Text("outlet", article.outlet);
      Time("published_at", article.published_at);
      Time("modified_at", article.modified_at);
      Text("dateline", article.dateline);
      Text("section", article.section);
      Text("language", article.language);
      Kind("kind", kArticleKinds, article.kind);
      if (json_.Key("developing")) json_.Bool(article.developing);
      Text("text", article.text);
      Text("empty_because", article.empty_because);
      Array("blocks", [&] { ReadBlock(article.blocks.emplace_back()); });
      Array("evidence", [&] { ReadEvidence(article.evidence.emplace_back()); });
    });
    if (!json_.Ended() || !is_as_written_) return std::nullopt;
    return article;
  }

 private:
  void Text(std::string_view name, std::string& text) {
    if (json_.Key(name)) json_.TextOrNull(text);
  }
  template <typename Item>
  void Array(std::string_view name, Item&& item) {
    if (json_.Key(name)) json_.Array(item);
  }
  void Time(std::string_view name, std::optional<PageTime>& time) {
    if (!json_.Key(name) || json_.IsNull()) return;
    if (json_.Text(word_)) time = ParsePageTime(word_);
  }
  template <typename OneKind, std::size_t kCount>
  void Kind(std::string_view name, const std::array<OneKind, kCount>& kinds, OneKind& kind) {
    if (!json_.Key(name) || !json_.Text(word_)) return;
    kind = KindIn(word_, kinds, kinds.front());
    is_as_written_ = is_as_written_ && NameOf(kind) == word_;
  }
  // Nothing for null.
  std::optional<std::int64_t> Whole(std::string_view name) {
    std::int64_t number = 0;
    if (!json_.Key(name) || json_.IsNull() || !json_.Number(number)) return std::nullopt;
    is_as_written_ = is_as_written_ && number >= 0;
    return number;
  }

  void ReadBlock(Block& block) {
    json_.Object([&] {
      Kind("kind", kBlockKinds, block.kind);
      Text("text", block.text);
      const auto start = Whole("start"), end = Whole("end");
      if (start && end)
        block.span = Span{static_cast<std::size_t>(*start), static_cast<std::size_t>(*end)};
      block.repeats = static_cast<int>(Whole("repeats").value_or(1));
      Time("time", block.time);
    });
  }
  void ReadEvidence(Evidence& evidence) {
    json_.Object([&] {
      Text("field", evidence.field);
      Text("from", evidence.from);
      Text("said", evidence.said);
      Text("note", evidence.note);
    });
  }

  JsonScanner json_;
  std::string word_;
  bool is_as_written_ = true;
};

}  // namespace

void WriteArticle(const Article& article, ShowDropped dropped, JsonWriter& json) {
  json.Object([&] {
    json.Key("url").TextOrNull(article.url);
    json.Key("headline").TextOrNull(article.headline);
    json.Key("description").TextOrNull(article.description);
    json.Key("byline").Array([&] {
      for (const std::string& name : article.byline) json.Text(name);
    });
    json.Key("outlet").TextOrNull(article.outlet);
    json.Key("published_at");
    WriteTime(article.published_at, json);
    json.Key("modified_at");
    WriteTime(article.modified_at, json);
    json.Key("dateline").TextOrNull(article.dateline);
    json.Key("section").TextOrNull(article.section);
    json.Key("language").TextOrNull(article.language);
    json.Key("kind").Text(NameOf(article.kind));
    json.Key("developing").Bool(article.developing);
    json.Key("text").TextOrNull(article.text);
    json.Key("empty_because").TextOrNull(article.empty_because);
    json.Key("blocks").Array([&] {
      for (const Block& block : article.blocks) WriteBlock(block, json);
    });
    json.Key("evidence").Array([&] {
      for (const Evidence& evidence : article.evidence) WriteEvidence(evidence, json);
    });
    if (dropped == ShowDropped::kNo) return;
    json.Key("dropped").Array([&] {
      for (const Dropped& stretch : article.dropped) {
        json.Object([&] { json.Key("text").Text(stretch.text).Key("why").Text(stretch.why); });
      }
    });
  });
}

Result<Article> ReadArticleJson(std::string_view json) {
  if (IsValidUtf8(json)) {
    if (std::optional<Article> own = OwnArticleReader(json).Read()) return std::move(*own);
  }
  Result<Json> value = Json::Parse(json);
  if (!value) return Fail(value.error());
  if (!value->is_object()) return Fail(Errc::kBadInput, "no article: not a JSON object");
  const auto text = [&](std::string_view name) { return std::string((*value)[name].Text()); };
  Article article;
  article.url = text("url");
  article.headline = text("headline");
  article.description = text("description");
  for (const Json& name : (*value)["byline"].items()) article.byline.emplace_back(name.Text());
  article.outlet = text("outlet");
  article.published_at = TimeIn((*value)["published_at"]);
  article.modified_at = TimeIn((*value)["modified_at"]);
  article.dateline = text("dateline");
  article.section = text("section");
  article.language = text("language");
  article.kind = KindIn((*value)["kind"].Text(), kArticleKinds, ArticleKind::kOther);
  article.developing = (*value)["developing"].IsTrue();
  article.text = text("text");
  article.empty_because = text("empty_because");
  for (Json block : (*value)["blocks"].items()) article.blocks.push_back(BlockIn(block));
  for (const Json& said : (*value)["evidence"].items()) {
    article.evidence.push_back({std::string(said["field"].Text()), std::string(said["from"].Text()),
                                std::string(said["said"].Text()),
                                std::string(said["note"].Text())});
  }
  return article;
}

}  // namespace checkback
