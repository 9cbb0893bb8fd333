// checkback add: what to follow.

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>

#include "answer/sources_json.h"
#include "cli/commands.h"
#include "cli/open_book.h"
#include "cli/output.h"
#include "cli/sheet.h"
#include "follow/sources/find_source.h"
#include "page/feed/opml.h"
#include "page/url.h"
#include "text/json_writer.h"
#include "text/utf8.h"

namespace checkback {
namespace {

struct AddRefusal {
  std::string input;  // the word that was typed
  RefusedSource refused;
};

// What the words that were typed come to.
class Adding {
 public:
  Adding(const Arguments& typed, const Surroundings& surroundings)
      : typed_(typed),
        surroundings_(surroundings),
        allowed_(AllowedNetworks(surroundings)),
        kind_(FollowedKindOf(typed.as)) {
    for (std::string_view rest = typed.tag; !rest.empty();) {
      const std::size_t end = std::min(rest.find(','), rest.size());
      if (const std::string_view tag = Trim(rest.substr(0, end)); !tag.empty())
        tags_.emplace_back(tag);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }

  void Take(const std::string& word) {
    std::string bytes;
    if (SplitUrl(word)) return TakeAddress(word, word);
    if (word.find("://") != std::string::npos) return Refuse(word, {word, "not http or https", 0});
    if (!Read(word, bytes)) {
      // "news.example" is what people call a site.
      const bool is_name = word.find('.') != std::string::npos && word.find_first_of("/ ~") != 0 &&
                           SplitUrl("https://" + word);
      if (is_name) return TakeAddress(word, "https://" + word);
      return Refuse(word, {word, "no such file, and no address", 0});
    }
    Result<SourceList> list = ReadSourceList(bytes, allowed_);
    if (!list) return Refuse(word, {word, list.error().what, 0});
    TakeList(word, std::move(*list));
  }

  std::vector<NewSource> sources;
  std::vector<AddRefusal> refused;
  std::size_t refused_count = 0;
  std::vector<std::string> notes;

 private:
  static bool Read(const std::string& path, std::string& bytes) {
    const auto read = [&](std::istream& in) {
      bytes.resize(kMaxOpmlBytes + 1);
      in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
      bytes.resize(static_cast<std::size_t>(in.gcount()));
      return !in.bad();
    };
    if (path == "-") return read(std::cin);
    std::ifstream file(path, std::ios::binary);
    return file && file.peek() != std::ifstream::traits_type::eof() && read(file);
  }

  void Refuse(const std::string& input, RefusedSource why) {
    ++refused_count;
    refused.push_back({input, std::move(why)});
  }

  void TakeList(const std::string& word, SourceList list) {
    for (ListedSource& listed : list.sources) Keep(std::move(listed.source));
    refused_count += list.refused_count - list.refused.size();
    for (RefusedSource& one : list.refused) Refuse(word, std::move(one));
  }

  void TakeAddress(const std::string& word, const std::string& url) {
    if (std::string why = WhyNotFollowed(url, allowed_); !why.empty())
      return Refuse(word, {url, std::move(why), 0});
    if (typed_.no_fetch || kind_)
      return Keep(
          {.kind = kind_.value_or(IsFrontPage(url) ? FollowedKind::kSite : FollowedKind::kFeed),
           .url = url});
    FoundSource found =
        FindSource(url, allowed_, [&](const std::string& at) { return Ask(at, at != url); });
    if (found.list) return TakeList(word, std::move(*found.list));
    if (!found.source) {
      // The fetcher's sentence begins with the address.
      if (found.why.starts_with(url)) found.why.erase(0, url.size());
      return Refuse(word, {url,
                           std::string(Trim(std::string_view(found.why).substr(
                               std::min(found.why.find_first_not_of(": "), found.why.size())))),
                           0});
    }
    if (!found.note.empty()) notes.push_back(fmt::format("{}: {}", url, found.note));
    for (const OfferedFeed& other : found.others)
      notes.push_back(fmt::format("{} also has {}{}{}", url, other.url,
                                  other.title.empty() ? "" : ": ", other.title));
    Keep(std::move(*found.source));
  }

  // What a person named is asked as a browser would; what was guessed asks robots.txt.
  FetchAnswer Ask(const std::string& url, bool guessed) {
    if (!fetcher_) fetcher_.emplace(FetcherOptionsOf(surroundings_));
    fetcher_->Start({.url = url, .ask_robots = guessed});
    while (fetcher_->in_flight() > 0) {
      if (std::optional<FetchAnswer> answer = fetcher_->Next(std::chrono::seconds(1)))
        return std::move(*answer);
    }
    FetchAnswer none;
    none.url = url;
    none.why = "no answer";
    return none;
  }

  void Keep(NewSource source) {
    if (kind_) source.kind = *kind_;
    for (const std::string& tag : tags_)
      if (std::find(source.tags.begin(), source.tags.end(), tag) == source.tags.end())
        source.tags.push_back(tag);
    sources.push_back(std::move(source));
  }

  const Arguments& typed_;
  const Surroundings& surroundings_;
  std::vector<NetBlock> allowed_;
  std::optional<FollowedKind> kind_;
  std::vector<std::string> tags_;
  std::optional<Fetcher> fetcher_;
};

// What was told of one source, in words: "feed News Example, https://news.example/rss".
std::string WordsOf(const NewSource& source) {
  const std::string& url = source.url_in_use.empty() ? source.url : source.url_in_use;
  return fmt::format("{}{}{}  {}", NameOf(source.kind), source.title.empty() ? "" : " ",
                     source.title, url);
}

void ComplainOf(const Adding& adding) {
  for (const AddRefusal& refusal : adding.refused) {
    const RefusedSource& refused = refusal.refused;
    std::string place;
    if (refusal.input != refused.what) place = refusal.input;
    if (refused.line > 0) place += fmt::format(" line {}", refused.line);
    Complain(
        fmt::format("{}{}{}: {}", place, place.empty() ? "" : ": ", refused.what, refused.why));
  }
  if (adding.refused_count > adding.refused.size())
    Complain(fmt::format("and {} more", adding.refused_count - adding.refused.size()));
  for (const std::string& note : adding.notes) Complain(note);
}

std::string AddedAsJson(const Adding& adding, const std::vector<SourceKey>& keys) {
  JsonWriter json;
  json.Object([&] {
    json.Key("added").Array([&] {
      for (std::size_t i = 0; i < keys.size(); ++i) {
        if (keys[i] == 0) continue;
        const NewSource& source = adding.sources[i];
        json.Object([&] {
          json.Key("id");
          keys[i] > 0 ? json.Number(keys[i]) : json.Null();
          json.Key("kind").Text(NameOf(source.kind));
          json.Key("url").Text(source.url);
          json.Key("url_in_use").Text(source.url_in_use.empty() ? source.url : source.url_in_use);
          json.Key("title").TextOrNull(source.title);
          json.Key("tags").Array([&] {
            for (const std::string& tag : source.tags) json.Text(tag);
          });
        });
      }
    });
    json.Key("known").Array([&] {
      for (std::size_t i = 0; i < keys.size(); ++i)
        if (keys[i] == 0) json.Text(adding.sources[i].url);
    });
    json.Key("refused").Array([&] {
      for (const AddRefusal& refusal : adding.refused)
        json.Object([&] {
          json.Key("input").Text(refusal.input);
          json.Key("line");
          refusal.refused.line > 0 ? json.Number(static_cast<std::int64_t>(refusal.refused.line))
                                   : json.Null();
          json.Key("what").Text(refusal.refused.what);
          json.Key("why").Text(refusal.refused.why);
        });
    });
    json.Key("refused_count").Number(static_cast<std::int64_t>(adding.refused_count));
  });
  return json.Take() + '\n';
}

std::string AddedInWords(const Adding& adding, const std::vector<SourceKey>& keys, bool dry_run) {
  constexpr std::size_t kMostNamed = 20;
  std::string out;
  std::size_t added = 0, known = 0;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const bool is_new = keys[i] != 0;
    ++(is_new ? added : known);
    if (is_new && added <= kMostNamed)
      out += Harmless(fmt::format("{} {}", dry_run ? "would add" : "added",
                                  WordsOf(adding.sources[i]))) +
             '\n';
  }
  if (added > kMostNamed) out += fmt::format("and {} more\n", added - kMostNamed);
  out += fmt::format("{} {}added", Counted(added, "source", "sources"), dry_run ? "would be " : "");
  if (known > 0) out += fmt::format(", {} followed already", known);
  if (adding.refused_count > 0) out += fmt::format(", {} refused", adding.refused_count);
  return out + '\n';
}

// A dry run knows the book as it is: -1 for what would be added.
Result<std::vector<SourceKey>> WouldAdd(SourceBook& book, const std::vector<NewSource>& sources) {
  std::vector<SourceKey> keys;
  keys.reserve(sources.size());
  for (const NewSource& source : sources) {
    const auto there = book.Find(source.url);
    if (!there) return Fail(there.error());
    keys.push_back(*there ? 0 : -1);
  }
  return keys;
}

}  // namespace

int RunAdd(const Arguments& typed, const Surroundings& surroundings) {
  if (!typed.as.empty() && !FollowedKindOf(typed.as)) {
    Complain(fmt::format("--as is feed, site, sitemap or page, not '{}'", typed.as));
    return kExitUsage;
  }
  const std::unique_ptr<SourceBook> book = OpenBookOrComplain(typed, surroundings);
  if (!book) return kExitFailed;
  Adding adding(typed, surroundings);
  for (const std::string& word : typed.inputs) adding.Take(word);
  ComplainOf(adding);
  const Result<std::vector<SourceKey>> keys =
      typed.dry_run ? WouldAdd(*book, adding.sources) : book->Add(adding.sources, surroundings.now);
  if (!keys) {
    Complain(keys.error().what);
    return kExitFailed;
  }
  const std::string told =
      typed.json ? AddedAsJson(adding, *keys) : AddedInWords(adding, *keys, typed.dry_run);
  if (!WriteOut(told)) return kExitFailed;
  if (adding.refused_count == 0) return kExitOk;
  return adding.sources.empty() ? kExitFailed : kExitPartly;
}

}  // namespace checkback
