// Every command that asks a store, each in all its forms, on the sample archive: it answers, and
// of what is not there it says so and does not fall over.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <string>
#include <thread>
#include <vector>

#include "faults/program.h"

namespace faults {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

using Words = std::vector<std::string>;

// The sample in a store of its own, and the ids that its first story has.
class Commands : public testing::Test {
 protected:
  Commands() {
    const Outcome imported =
        OutcomeOf({{"import", "--store", Store(), CHECKBACK_SAMPLE "/developing.warc.gz"}});
    EXPECT_EQ(imported.exit, 0) << imported.Told();
  }

  std::string Store() const { return folder_ / "store"; }
  std::string State() const { return folder_ / "state"; }

  Outcome Ask(Words words) const {
    words.insert(words.begin() + 1, {"--store", Store()});
    return OutcomeOf({words, {"XDG_STATE_HOME=" + State()}});
  }

  // The first id in `json` that begins with `mark`, such as "q".
  static std::string IdIn(const std::string& json, const std::string& mark) {
    const std::string field = "\"id\":\"" + mark;
    std::size_t at = json.find(field);
    if (at == std::string::npos) at = json.find("\"id\": \"" + mark);
    if (at == std::string::npos) return "";
    const std::size_t start = json.find(mark, json.find(':', at));
    return json.substr(start, json.find('"', start) - start);
  }

 private:
  Scratch folder_;
};

constexpr const char* kStory = "filje5i4";

TEST_F(Commands, AnswerInEveryForm) {
  const std::string told = Ask({"story", kStory, "--json"}).out;
  const std::string question = IdIn(told.substr(told.find("\"questions\"")), "q");
  const std::string figures = IdIn(told.substr(told.find("\"figures\"")), "f");
  const std::string contradiction = IdIn(told.substr(told.find("\"contradictions\"")), "x");
  const Words asked[] = {
      {"stories"},
      {"story", kStory},
      {"story", kStory, "--as-of", "2026-03-10T12:00:00Z"},
      {"new", kStory},
      {"new", "--since", "last"},
      {"new", kStory, "--since", "2026-03-11", "--json"},
      {"questions"},
      {"questions", kStory, "--state", "answered"},
      {"events"},
      {"events", kStory, "--csv"},
      {"events", kStory, "--json"},
      {"events", kStory, "--as-of", "2026-03-10T12:00:00Z"},
      {"explain", kStory},
      {"explain", std::string(kStory) + ":0"},
      {"explain", kStory, "events"},
      {"explain", question},
      {"explain", figures},
      {"explain", contradiction},
      {"export", "--ics"},
      {"export", "--ics", kStory},
      {"search", "siren"},
      {"copies", kStory},
      {"check"},
  };
  for (const Words& words : asked) {
    std::string line;
    for (const std::string& word : words) line += word + ' ';
    SCOPED_TRACE(line);
    const Outcome outcome = Ask(words);
    EXPECT_EQ(outcome.exit, 0) << outcome.Told();
    EXPECT_THAT(outcome.out, Not(IsEmpty()));
  }
}

TEST_F(Commands, WatchTellsEachChangeOnce) {
  const Words watch = {"watch", "--once", "--jsonl", "--since", "2026-01-01"};
  const Outcome first = Ask(watch);
  EXPECT_EQ(first.exit, 0) << first.Told();
  for (const char* kind : {"new", "opened", "answered", "denied", "number", "edited", "expected"})
    EXPECT_THAT(first.out, HasSubstr(std::string(R"("kind":")") + kind + '"'));
  const Outcome second = Ask(watch);
  EXPECT_EQ(second.exit, 0) << second.Told();
  EXPECT_THAT(second.out, IsEmpty());
  EXPECT_THAT(Ask({"watch", "--once"}).out, IsEmpty());
  // Another rule has told nothing yet.
  const Outcome answered =
      Ask({"watch", kStory, "--once", "--on", "answered", "--since", "2026-01-01"});
  EXPECT_THAT(answered.out, HasSubstr("answered"));
}

TEST_F(Commands, WatchFollowsTheStoreUntilItIsStopped) {
  Process watch({{"watch", "--store", Store(), "--jsonl", "--since", "2026-01-01"},
                 {"XDG_STATE_HOME=" + State()}});
  while (watch.IsRunning() && watch.Out().empty())
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  watch.Signal(SIGTERM);
  const Outcome outcome = watch.Wait();
  EXPECT_EQ(outcome.exit, 0) << outcome.Told();
  EXPECT_THAT(outcome.out, HasSubstr(R"("kind":"new")"));
}

TEST_F(Commands, WatchSaysWhatItCannotDo) {
  const Words wrong[] = {
      {"watch", "--on", "rumours"},
      {"watch", "--webhook", "https://desk.example/hook"},
      {"watch", "--since", "yesterday"},
      {"watch", "--allow-network", "10.0.0.0/99"},
  };
  for (const Words& words : wrong) {
    SCOPED_TRACE(words[1]);
    const Outcome outcome = Ask(words);
    EXPECT_EQ(outcome.exit, 2) << outcome.Told();
    EXPECT_THAT(outcome.err, HasSubstr("checkback: "));
  }
  EXPECT_EQ(Ask({"watch", "--once", "aaaaaaaa"}).exit, 1);
}

TEST_F(Commands, ServeSaysWhichAlertOfTheConfigurationCannotBe) {
  const std::string config = State() + ".toml";
  Write(config,
        "[[alert]]\nurl = \"https://desk.example/hook\"\n"
        "secret = \"a secret of our own\"\non = [\"rumours\"]\n");
  const Outcome outcome = OutcomeOf(
      {{"serve", "--store", Store(), "--listen", "127.0.0.1:0"}, {"CHECKBACK_CONFIG=" + config}});
  EXPECT_EQ(outcome.exit, 2) << outcome.Told();
  EXPECT_THAT(outcome.err, HasSubstr("rumours"));
}

TEST_F(Commands, SayWhatIsNotThere) {
  const Words asked[] = {
      {"story", "aaaaaaaa"},     {"new", "aaaaaaaa"},
      {"questions", "aaaaaaaa"}, {"events", "aaaaaaaa"},
      {"explain", "q00000000"},  {"explain", "f00000000"},
      {"explain", "x00000000"},  {"export", "--ics", "aaaa"},
      {"copies", "aaaaaaaa"},    {"explain", "filje5i4:999999"},
      {"story", "''"},           {"explain", "\x1b]52;c;x\x07"},
  };
  for (const Words& words : asked) {
    SCOPED_TRACE(words[0] + ' ' + words[1]);
    const Outcome outcome = Ask(words);
    EXPECT_EQ(outcome.exit, 1) << outcome.Told();
    EXPECT_THAT(outcome.err, HasSubstr("checkback: "));
    EXPECT_THAT(outcome.err, Not(HasSubstr("\x1b")));
  }
}

TEST_F(Commands, FollowWhatTheyWereGiven) {
  const Outcome added = Ask({"add", "--no-fetch", "--tag", "coast", "https://post.example/rss",
                             "http://10.0.0.1/rss", "ftp://post.example/"});
  EXPECT_EQ(added.exit, 3);
  EXPECT_THAT(added.out, HasSubstr("1 source added, 2 refused"));
  EXPECT_THAT(added.err, HasSubstr("http://10.0.0.1/rss: a private network"));
  const Outcome again = Ask({"add", "--no-fetch", "http://post.example/rss"});
  EXPECT_EQ(again.exit, 0);
  EXPECT_THAT(again.out, HasSubstr("1 followed already"));
  EXPECT_THAT(Ask({"sources"}).out, HasSubstr("https://post.example/rss"));
  EXPECT_THAT(Ask({"sources", "--json"}).out, HasSubstr("\"tags\":[\"coast\"]"));
  EXPECT_THAT(Ask({"sources", "--opml"}).out, HasSubstr("xmlUrl=\"https://post.example/rss\""));
  EXPECT_EQ(Ask({"rebuild"}).exit, 0);
  EXPECT_THAT(Ask({"sources", "--jsonl"}).out, HasSubstr("post.example")) << "a rebuild leaves it";
  EXPECT_EQ(Ask({"sources", "remove", "https://post.example/rss"}).exit, 0);
  EXPECT_EQ(Ask({"sources", "remove", "https://post.example/rss"}).exit, 1);
  EXPECT_EQ(Ask({"sources", "--json"}).out, "[]\n");
}

}  // namespace
}  // namespace faults
