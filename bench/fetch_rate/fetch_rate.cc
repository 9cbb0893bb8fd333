// How fast pages are fetched where nothing but the fetcher takes time:
//
//   ninja -C build fetch_rate && build/fetch_rate 5000
//
// So many pages of 300 hosts, all of them one server on this machine that closes after each, packed
// pages of 60 kB; robots.txt is asked of each host, the politeness is off. The server's threads
// are part of the CPU time that is told.

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <string>

#include "follow/fetch/fetch_record.h"
#include "follow/fetch/fetcher.h"
#include "follow/fetch/server_sample.h"
#include "page/gzip_member.h"

namespace {

double CpuSeconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

// Text that packs about as pages do.
std::string SomePage() {
  std::string page = "<html><body>";
  for (unsigned i = 0; page.size() < 60'000; ++i)
    page += fmt::format("<p class=\"line\">The harbour master counted {} ships.</p>\n",
                        i * 2654435761U);
  return page;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace checkback;
  const int pages = argc > 1 ? std::atoi(argv[1]) : 5000;
  const std::string said = OkSample(GzipDeflater(6).Deflate(SomePage()),
                                    "Content-Type: text/html\r\nContent-Encoding: gzip\r\n");
  ServerSample server([&](const AskedSample& asked) {
    return Says(asked.Path() == "/robots.txt" ? AnswerSample("404 Not Found", "", "") : said);
  });
  FetcherOptions options;
  options.allowed = {*ParseBlock("127.0.0.1")};
  options.connect_to = server.port();
  options.per_host_delay = std::chrono::milliseconds(0);
  Fetcher fetcher(options);
  GzipDeflater deflater(2);
  const double cpu = CpuSeconds();
  const auto begun = std::chrono::steady_clock::now();
  for (int i = 0; i < pages; ++i)
    fetcher.Start({.url = fmt::format("http://host{}.example/{}", i % 300, i)});
  int fetched = 0;
  std::size_t kept = 0;
  while (fetcher.in_flight() > 0) {
    const auto answer = fetcher.Next(std::chrono::seconds(1));
    if (!answer || answer->outcome != FetchOutcome::kFetched) continue;
    ++fetched;
    if (const auto record = RecordOfFetch(*answer, {}, deflater)) kept += record->member.size();
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
  fmt::print("{} pages: {:.0f} a second, {:.0f} a CPU second; {:.1f} MB of records\n", fetched,
             fetched / took.count(), fetched / (CpuSeconds() - cpu), double(kept) / 1e6);
}
