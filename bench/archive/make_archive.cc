// Makes an archive of invented news, and a file that says what is in it.
//
//   make_archive [--captures N] [--files K] [--seed S] [--threads T] [--small] FOLDER
//
// writes FOLDER/made-00.warc.gz ..., FOLDER/made.json with the counts, some addresses with what
// is to be found there and some queries, and FOLDER/copies.tsv: copy, source, kind of every copy.

#include <fmt/format.h>

#include <charconv>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <thread>

#include "write_archive.h"

namespace {

using bench::Copied;
using bench::MadeArchive;
using bench::MadeCapture;
using bench::MadeCounts;
using bench::MadePage;
using bench::Mix;
using bench::Random;
using bench::WrittenFiles;

struct Typed {
  MadeArchive::Options archive = {.captures = 1'000'000};
  int files = 8;
  int threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  std::string folder;
};

bool ReadNumber(std::string_view text, auto& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && number > 0;
}

bool Read(int argc, char** argv, Typed& typed) {
  for (int n = 1; n < argc; ++n) {
    const std::string_view word = argv[n];
    if (word == "--small") {
      typed.archive.small = true;
    } else if (word.substr(0, 2) == "--") {
      if (++n == argc) return false;
      if (word == "--captures" && ReadNumber(argv[n], typed.archive.captures)) continue;
      if (word == "--files" && ReadNumber(argv[n], typed.files)) continue;
      if (word == "--seed" && ReadNumber(argv[n], typed.archive.seed)) continue;
      if (word == "--threads" && ReadNumber(argv[n], typed.threads)) continue;
      return false;
    } else {
      typed.folder = word;
    }
  }
  return !typed.folder.empty();
}

// Five hundred addresses, those of pages with many captures among them.
std::string Addresses(const MadeArchive& archive) {
  struct Seen {
    int captures = 0;
    int versions = 0;
    int text = -1;
  };
  std::map<std::uint32_t, Seen> chosen;
  const std::uint64_t step = std::max<std::uint64_t>(1, archive.counts().pages / 500);
  for (const MadeCapture& capture : archive.captures()) {
    if (capture.page % step != 0) continue;
    Seen& seen = chosen[capture.page];
    ++seen.captures;
    seen.versions += seen.text != capture.text;
    seen.text = capture.text;
  }
  std::string json;
  for (const auto& [page, seen] : chosen) {
    json += fmt::format("{}\n  {{\"url\": \"{}\", \"captures\": {}, \"versions\": {}}}",
                        json.empty() ? "" : ",", archive.Url(page), seen.captures, seen.versions);
  }
  return json;
}

// Queries as people type them: a frequent word, a rare one, two, and a phrase.
std::string Queries(const MadeArchive& archive) {
  Random random(Mix(1, 20));
  std::string json;
  for (int n = 0; n < 400; ++n) {
    const auto& nouns = archive.vocabulary().nouns();
    const std::string& noun = archive.vocabulary().Noun(random);
    const std::string& rare = nouns[random.Below(static_cast<std::uint32_t>(nouns.size()))];
    std::string query = n % 4 == 0   ? noun
                        : n % 4 == 1 ? rare
                        : n % 4 == 2
                            ? archive.vocabulary().Adjective(random) + " " + noun
                            : "\\\"the " + noun + "\\\" " + archive.vocabulary().Noun(random);
    json += fmt::format("{}\n  \"{}\"", json.empty() ? "" : ",", query);
  }
  return json;
}

void WriteCopies(const MadeArchive& archive, const std::string& path) {
  std::ofstream file(path);
  for (std::uint32_t page = 0; page < archive.counts().pages; ++page) {
    const MadePage made = archive.Page(page);
    if (made.copied == Copied::kNot) continue;
    const char* kind = made.copied == Copied::kExact    ? "exact"
                       : made.copied == Copied::kEdited ? "edited"
                                                        : "contained";
    file << archive.Url(page) << '\t' << archive.Url(made.source) << '\t' << kind << '\n';
  }
}

void WriteSummary(const MadeArchive& archive, const Typed& typed, const WrittenFiles& files) {
  const MadeCounts& c = archive.counts();
  std::ofstream(typed.folder + "/made.json") << fmt::format(
      "{{\"seed\": {}, \"captures\": {}, \"pages\": {}, \"versions\": {},\n"
      " \"unchanged\": {}, \"cosmetic\": {}, \"edited\": {},\n"
      " \"copies\": {{\"exact\": {}, \"edited\": {}, \"contained\": {}}},\n"
      " \"files\": {}, \"bytes\": {}, \"html_bytes\": {},\n \"first\": \"{}\", \"last\": \"{}\",\n"
      " \"urls\": [{}],\n \"queries\": [{}]}}\n",
      typed.archive.seed, c.captures, c.pages, c.versions, c.unchanged, c.cosmetic, c.edited,
      c.exact_copies, c.edited_copies, c.contained_copies, files.paths.size(), files.bytes,
      files.html_bytes, checkback::ToRfc3339(archive.captures().front().time),
      checkback::ToRfc3339(archive.captures().back().time), Addresses(archive), Queries(archive));
}

}  // namespace

int main(int argc, char** argv) {
  Typed typed;
  if (!Read(argc, argv, typed)) {
    fmt::print(
        stderr,
        "make_archive [--captures N] [--files K] [--seed S] [--threads T] [--small] FOLDER\n");
    return 2;
  }
  const MadeArchive archive(typed.archive);
  const auto written = bench::WriteArchive(archive, typed.folder, typed.files, typed.threads);
  if (!written) {
    fmt::print(stderr, "make_archive: {}\n", written.error().what);
    return 1;
  }
  WriteCopies(archive, typed.folder + "/copies.tsv");
  WriteSummary(archive, typed, *written);
  fmt::print("{} captures of {} pages, {} MB packed, {} MB of HTML\n", archive.counts().captures,
             archive.counts().pages, written->bytes / 1'000'000, written->html_bytes / 1'000'000);
  return 0;
}
