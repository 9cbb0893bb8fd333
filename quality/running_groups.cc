// How events are told together into running stories, for quality/running.py.
//
//   running_groups [--least X] [--third X] < events.jsonl > groups.txt
//
// A line of input: {"day": "2017-03-01", "text": "..."}, in the order of days; of output: the
// number of the running story, which is that of its first line.
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include "story/running/running.h"
#include "text/instant.h"
#include "text/json.h"

int main(int argc, char** argv) {
  using namespace checkback;  // NOLINT(google-build-using-namespace)
  RunningFinder::Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    if (name == "--least") options.least = std::strtod(argv[i + 1], nullptr);
    if (name == "--third") options.least_of_third = std::strtod(argv[i + 1], nullptr);
  }
  RunningFinder finder(options);
  std::string line;
  while (std::getline(std::cin, line)) {
    const auto json = Json::Parse(line);
    const auto day = json ? ParseInstant(std::string((*json)["day"].Text()) + "T00:00:00Z")
                          : std::optional<Instant>();
    if (!day) {
      std::fprintf(stderr, "running_groups: no day in: %s\n", line.c_str());
      return 1;
    }
    RunningEvent event;
    event.language = "en";
    event.first = event.last = day->time_since_epoch().count();
    event.articles.push_back(MatterOf("en", "", "", (*json)["text"].Text()));
    finder.Add(event);
  }
  const RunningStories found = finder.Take();
  for (std::size_t i = 0; i < found.group.size(); ++i) {
    const std::size_t first = found.group[i] ? found.groups[*found.group[i]].events.front() : i;
    std::printf("%zu\n", first);
  }
  return 0;
}
