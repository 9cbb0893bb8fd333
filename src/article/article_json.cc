#include "article/article_json.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/json.h"

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
