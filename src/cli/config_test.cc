#include "cli/config.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "cli/config_access.h"
#include "text/scratch_samples.h"

namespace checkback {
namespace {

Environment Of(std::map<std::string, std::string, std::less<>> variables) {
  return [variables = std::move(variables)](const char* name) -> const char* {
    const auto found = variables.find(name);
    return found == variables.end() ? nullptr : found->second.c_str();
  };
}

constexpr std::string_view kWhole = R"(# what holds
store = "/srv/news"
listen = "0.0.0.0:9000"
host = "news.example"
token_file = "/etc/checkback/token"
contact = "mailto:desk@news.example"
allow_networks = ["192.168.7.0/24", "fd00::/8"]
per_host_delay = 5
budget = 0.5
[host_budgets]
"news.example" = 0.05
"OTHER.example" = 1
[websub]
callback = "https://me.example/hook"
[[alert]]
url = "https://desk.example/hook?key=abc"
secret = "whsec_hidden"
on = ["answered", "denied"]
story = "k5wq"
[[alert]]
url = "https://desk.example/other"
secret_file = "/etc/checkback/hook"
query = "Teller Dam"
origins = 2
)";

TEST(Config, IsReadWhole) {
  Config config;
  const auto faults = ApplyToml(kWhole, config);
  EXPECT_TRUE(faults.empty()) << faults.front().what;
  EXPECT_EQ(config.store, "/srv/news");
  EXPECT_EQ(config.listen, "0.0.0.0:9000");
  EXPECT_EQ(config.contact, "mailto:desk@news.example");
  EXPECT_EQ(config.allow_networks, (std::vector<std::string>{"192.168.7.0/24", "fd00::/8"}));
  EXPECT_EQ(config.per_host_delay, 5);
  EXPECT_EQ(config.budget, 0.5);
  EXPECT_EQ(config.host_budgets.at("other.example"), 1);
  EXPECT_EQ(config.push_callback, "https://me.example/hook");
  ASSERT_EQ(config.alerts.size(), 2U);
  EXPECT_EQ(config.alerts[0].on, (std::vector<std::string>{"answered", "denied"}));
  EXPECT_EQ(config.alerts[1].query, "Teller Dam");
  EXPECT_EQ(config.alerts[1].origins, 2U);
}

TEST(Config, SaysWhoMayWhat) {
  Config config;
  const auto faults = ApplyToml(
      "token = \"owner\"\n[[access]]\ntoken = \"wall\"\n[[access]]\ntoken = \"desk\"\nmay = "
      "\"act\"\n",
      config);
  EXPECT_TRUE(faults.empty()) << faults.front().what;
  const auto tokens = TokensOf(config, config.token);
  ASSERT_TRUE(tokens) << tokens.error().what;
  ASSERT_EQ(tokens->size(), 3U);
  EXPECT_EQ((*tokens)[0].scope, Scope::kAdmin);
  EXPECT_EQ((*tokens)[1].secret, "wall");
  EXPECT_EQ((*tokens)[1].scope, Scope::kRead);  // the least, where nothing is said
  EXPECT_EQ((*tokens)[2].scope, Scope::kAct);
  const std::string dump = DumpConfig(config);
  EXPECT_EQ(dump.find("desk"), std::string::npos) << dump;
  EXPECT_NE(dump.find("[[access]]\ntoken = \"***\"\nmay = \"act\""), std::string::npos) << dump;
}

TEST(Config, NamesTokensThatCannotBe) {
  for (const auto* toml : {"token = \"a\"\n[[access]]\ntoken = \"a\"",
                           "[[access]]\ntoken = \"b\"\n[[access]]\ntoken = \"b\"",
                           "[[access]]\ntoken_file = \"/nowhere/at/all\""}) {
    Config config;
    EXPECT_TRUE(ApplyToml(toml, config).empty());
    EXPECT_FALSE(TokensOf(config, config.token)) << toml;
  }
}

struct Fault {
  std::string_view toml;
  std::size_t line;
  std::string_view says;
};
constexpr Fault kFaults[] = {
    {"[[access]]\ntoken = \"a\"\nmay = \"write\"", 3, "may is read, act or admin"},
    {"[[access]]\nmay = \"act\"", 2, "neither token nor token_file"},
    {"[[access]]\ntoken = \"a\"\ntoken_file = \"b\"", 2, "both token and token_file"},
    {"[[access]]\ntoken = \"\"", 2, "is empty"},
    {"[[access]]\nname = \"a\"", 2, "there is no key of an access 'name'"},
    {"access = 3", 1, "access is a table: [[access]]"},
    {"[access]\ntoken = \"a\"", 2, "two brackets"},
    {"\nlistn = \"127.0.0.1:80\"", 2, "did you mean listen?"},
    {"zzzzzz = 1", 1, "there is no key 'zzzzzz'"},
    {"store = 3", 1, "store is a text"},
    {"listen = \"nowhere\"", 1, "listen is an address and a port"},
    {"contact = \"call us\"", 1, "contact is"},
    {"budget = \"fast\"", 1, "budget is a number"},
    {"budget = 0", 1, "budget is a number"},
    {"budget = -1", 1, "budget is a number"},
    {"budget = nan", 1, "budget is a number"},
    {"budget = inf", 1, "budget is a number"},
    {"per_host_delay = 1e300", 1, "per_host_delay is a number"},
    {"allow_networks = [\"10.0.0.0/99\"]", 1, "a network is like"},
    {"allow_networks = \"10.0.0.0/8\"", 1, "a list of texts"},
    {"allow_networks = [1]", 1, "a list of texts"},
    {"[host_budgets]\n\"no host\" = 1", 2, "no name of a host"},
    {"[host_budgets]\n\"a.example/x\" = 1", 2, "no name of a host"},
    {"[host_budget]\n\"a.example\" = 1", 2, "did you mean host_budgets?"},
    {"host_budgets = 3", 1, "is a table"},
    {"[alert]\nurl = \"https://a.example\"", 2, "two brackets"},
    {"[[alert]]\nurl = \"ftp://a.example\"", 2, "url of an alert is"},
    {"[websub]\ncallback = \"me.example/hook\"", 2, "callback is an http or https address"},
    {"[websub]\ncallback = \"https://me.example/\"", 2, "a path of its own"},
    {"[websub]\ncallback = \"https://me.example/stories\"", 2, "a path of its own"},
    {"[websub]\ncallback = \"https://me.example/v1/hook\"", 2, "a path of its own"},
    {"[websub]\ncalback = \"https://me.example/hook\"", 2, "did you mean callback?"},
    {"websub = \"https://me.example/hook\"", 1, "[websub]"},
    {"[[alert]]\nquery = \"x\"", 2, "the alert has no url"},
    {"[[alert]]\nurl = \"https://a.example\"\nsecrte = \"x\"", 3, "did you mean secret?"},
    {"[[alert]]\nurl = \"https://a.example\"\nsecret = \"x\"\nsecret_file = \"y\"", 2, "both"},
    {"token = \"a\"\ntoken_file = \"b\"", 0, "both token and token_file"},
    {"store = \"a\"\nstore = \"b\"", 2, "no TOML"},
    {"store = ", 1, "no TOML"},
    {"[[[[", 1, "no TOML"},
};

TEST(Config, NamesFaultsWithTheirLine) {
  for (const Fault& fault : kFaults) {
    SCOPED_TRACE(fault.toml);
    Config config;
    const auto faults = ApplyToml(fault.toml, config);
    ASSERT_FALSE(faults.empty());
    EXPECT_EQ(faults.front().line, fault.line);
    EXPECT_NE(faults.front().what.find(fault.says), std::string::npos) << faults.front().what;
  }
}

TEST(Config, StandsHostileFiles) {
  const std::string hostile[] = {
      std::string("store = \"a\0b\"", 13),
      std::string("\0\0\0\0", 4),
      "store = \"" + std::string(1'000'000, 'x') + "\"",
      std::string(2 << 20, '#'),
      std::string(100'000, '['),
      "a = " + std::string(100'000, '['),
      "a = " + std::string(50'000, '{'),
      std::string(200'000, '\n') + "x",
      "\xFF\xFE store = 1",
      "store = \"\x1b]52;c;AAAA\x07\"",
  };
  for (const std::string& toml : hostile) {
    Config config;
    const auto faults = ApplyToml(toml, config);
    for (const ConfigFault& fault : faults) EXPECT_LT(fault.what.size(), 1000U);
    DumpConfig(config);
  }
  std::string many;
  for (int i = 0; i < 20'000; ++i) many += "k" + std::to_string(i) + " = 1\n";
  Config config;
  EXPECT_EQ(ApplyToml(many, config).size(), 20'000U);
}

TEST(Config, TakesWhatIsRightBesideWhatIsNot) {
  Config config;
  EXPECT_EQ(ApplyToml("store = \"/a\"\nbudget = \"x\"\n", config).size(), 1U);
  EXPECT_EQ(config.store, "/a");
  EXPECT_EQ(config.budget, 1);
}

TEST(Config, GoesByTheEnvironmentBeforeTheFile) {
  Config config;
  ApplyToml("store = \"/file\"\nbudget = 2\ntoken_file = \"/file-token\"\n", config);
  const auto faults = ApplyEnvironment(Of({{"CHECKBACK_STORE", "/env"},
                                           {"CHECKBACK_LISTEN", ""},
                                           {"CHECKBACK_TOKEN", "secret"},
                                           {"CHECKBACK_ALLOW_NETWORKS", "10.0.0.0/8, fd00::/8"}}),
                                       config);
  EXPECT_TRUE(faults.empty());
  EXPECT_EQ(config.store, "/env");
  EXPECT_EQ(config.listen, "127.0.0.1:8080");
  EXPECT_EQ(config.budget, 2);
  EXPECT_EQ(config.token, "secret");
  EXPECT_EQ(config.token_file, "");
  EXPECT_EQ(config.allow_networks.size(), 2U);
  const auto wrong = ApplyEnvironment(Of({{"CHECKBACK_BUDGET", "much"}}), config);
  ASSERT_EQ(wrong.size(), 1U);
  EXPECT_NE(wrong[0].what.find("CHECKBACK_BUDGET"), std::string::npos);
}

TEST(Config, GoesByWhatWasTypedBeforeAll) {
  Config config;
  config.store = "/file";
  config.listen = "127.0.0.1:9000";
  config.token = "t";
  Arguments typed;
  typed.command = "serve";
  typed.store = "/typed";
  ASSERT_TRUE(Settle(config, typed));
  EXPECT_EQ(typed.store, "/typed");
  EXPECT_EQ(typed.listen, "127.0.0.1:9000");
  EXPECT_EQ(typed.token, "t");
  Arguments search;
  search.command = "search";
  ASSERT_TRUE(Settle(config, search));
  EXPECT_EQ(search.token, "") << "nobody needs it there";
}

TEST(Config, IsLookedForWhereXdgSays) {
  EXPECT_EQ(ConfigPath(Of({{"HOME", "/home/a"}})), "/home/a/.config/checkback/config.toml");
  EXPECT_EQ(ConfigPath(Of({{"HOME", "/home/a"}, {"XDG_CONFIG_HOME", "/c"}})),
            "/c/checkback/config.toml");
  EXPECT_EQ(ConfigPath(Of({{"HOME", "/home/a"}, {"XDG_CONFIG_HOME", "relative"}})),
            "/home/a/.config/checkback/config.toml");
  EXPECT_EQ(ConfigPath(Of({{"CHECKBACK_CONFIG", "mine.toml"}})), "mine.toml");
  EXPECT_EQ(ConfigPath(Of({})), "");
}

TEST(Config, MayBeMissingUnlessItWasNamed) {
  std::vector<ConfigFault> faults;
  LoadConfig(Of({{"HOME", "/nowhere/at/all"}}), faults);
  EXPECT_TRUE(faults.empty());
  const Config config = LoadConfig(Of({{"CHECKBACK_CONFIG", "/nowhere/at/all.toml"}}), faults);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(Worded(faults[0], config),
            "/nowhere/at/all.toml: cannot be read: No such file or directory");
}

TEST(Config, IsDumpedWithoutSecretsAndReadsBack) {
  Config config;
  ApplyToml(kWhole, config);
  config.token = "the token";
  config.token_file.clear();
  const std::string dump = DumpConfig(config);
  for (const std::string_view secret : {"the token", "whsec_hidden", "key=abc"})
    EXPECT_EQ(dump.find(secret), std::string::npos) << secret;
  EXPECT_NE(dump.find("store = \"/srv/news\"  # config.toml line 2"), std::string::npos) << dump;
  Config again;
  const auto faults = ApplyToml(dump, again);
  EXPECT_TRUE(faults.empty()) << faults.front().what;
  EXPECT_EQ(again.host_budgets, config.host_budgets);
  EXPECT_EQ(again.alerts.size(), 2U);
  EXPECT_EQ(again.push_callback, config.push_callback);
  EXPECT_EQ(again.token, "***");
}

TEST(Config, NamesTheSecretFileAndNeverTheSecret) {
  const samples::ScratchFolder folder;
  const std::filesystem::path path = folder / "secret";
  std::ofstream(path) << "  s3cret \nsecond line\n";
  EXPECT_EQ(*ReadSecretFile(path), "s3cret");
  std::ofstream(path) << "\n";
  EXPECT_NE(ReadSecretFile(path).error().what.find(path.string()), std::string::npos);
  std::filesystem::remove(path);
  EXPECT_FALSE(ReadSecretFile(path));
}

}  // namespace
}  // namespace checkback
