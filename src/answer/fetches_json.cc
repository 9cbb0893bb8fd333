#include "answer/fetches_json.h"

#include "text/instant.h"
#include "text/json_writer.h"

namespace checkback {

std::string FetchAsJson(const LoggedFetch& fetch) {
  JsonWriter json;
  json.Object([&] {
    json.Key("at").Text(ToRfc3339(fetch.at));
    json.Key("purpose").Text(fetch.purpose);
    json.Key("url").TextOrNull(fetch.url);
    json.Key("source").TextOrNull(fetch.source);
    json.Key("outcome").TextOrNull(fetch.outcome);
    json.Key("status");
    if (fetch.status == 0)
      json.Null();
    else
      json.Number(std::int64_t{fetch.status});
    json.Key("why").TextOrNull(fetch.why);
    json.Key("location").TextOrNull(fetch.location);
    json.Key("bytes").Number(static_cast<std::int64_t>(fetch.bytes));
    json.Key("unchanged").Bool(fetch.unchanged);
    json.Key("cut").Bool(fetch.cut);
    json.Key("segment").Number(fetch.segment);
    json.Key("offset").Number(static_cast<std::int64_t>(fetch.offset));
  });
  return json.Take();
}

}  // namespace checkback
