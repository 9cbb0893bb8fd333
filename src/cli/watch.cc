// checkback watch: what changes in stories, as it comes.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <span>
#include <thread>

#include "answer/alerts/alerts.h"
#include "answer/alerts/change_json.h"
#include "cli/commands.h"
#include "cli/config.h"
#include "cli/open_book.h"
#include "cli/open_store.h"
#include "cli/output.h"
#include "cli/read_marks.h"
#include "cli/version.h"
#include "cli/watch_view.h"
#include "store/store_watch.h"

namespace checkback {
namespace {

constexpr std::chrono::milliseconds kLook{200};
constexpr std::chrono::seconds kOnceSending{30};  // what is not taken by then is sent the next time

Instant Now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

Result<std::vector<NetBlock>> NetworksIn(std::string_view typed) {
  std::vector<NetBlock> networks;
  for (std::size_t start = 0; start < typed.size();) {
    const std::size_t end = std::min(typed.find(',', start), typed.size());
    const std::string_view block = typed.substr(start, end - start);
    const auto read = ParseBlock(block);
    if (!read)
      return Fail(Errc::kBadInput,
                  fmt::format("--allow-network takes networks like 10.0.0.0/8, not '{}'", block));
    networks.push_back(*read);
    start = end + 1;
  }
  return networks;
}

// What was typed, as a rule and where its messages go.
Result<AlertSetting> SettingOf(const Arguments& typed) {
  AlertSetting setting{.url = typed.webhook, .secret = {}, .rule = {}};
  Result<std::vector<ChangeKind>> on = ReadChangeKinds(typed.on);
  if (!on) return Fail(Errc::kBadInput, "--on: " + on.error().what);
  setting.rule = {.on = std::move(*on),
                  .stories = typed.inputs,
                  .query = typed.query,
                  .least_origins = typed.origins};
  if (typed.webhook.empty()) return setting;
  if (typed.secret_file.empty())
    return Fail(Errc::kBadInput,
                "--webhook needs --secret-file: its receiver must be able to tell "
                "your messages from others");
  Result<std::string> secret = ReadSecretFile(typed.secret_file);
  if (!secret) return Fail(secret.error());
  setting.secret = std::move(*secret);
  return setting;
}

class Watching {
 public:
  Watching(const Arguments& typed, const Surroundings& surroundings)
      : typed_(typed),
        surroundings_(surroundings),
        terminal_(DescribeTerminal(surroundings.terminal, typed.color)) {}

  int Run() {
    std::optional<AlertsOptions> options = Options();
    if (!options) return kExitUsage;
    const std::unique_ptr<Store> store =
        OpenStoreOrComplain(typed_, surroundings_, Store::Access::kRead);
    if (!store) return kExitFailed;
    if (!KnowsStories(*store) || !Begin(*store, *options)) return kExitFailed;
    Result<std::unique_ptr<Alerts>> alerts = Alerts::Open(std::move(*options));
    if (!alerts) {
      Complain(alerts.error().what);
      return kExitFailed;
    }
    alerts_ = std::move(*alerts);
    return typed_.once ? Once(*store) : Follow();
  }

 private:
  std::optional<AlertsOptions> Options() {
    AlertsOptions options;
    Result<AlertSetting> setting = SettingOf(typed_);
    Result<std::vector<NetBlock>> allowed = NetworksIn(typed_.allow_network);
    if (!setting || !allowed) {
      Complain(setting ? allowed.error().what : setting.error().what);
      return std::nullopt;
    }
    const bool is_last = typed_.since.empty() || typed_.since == "last";
    if (!is_last &&
        !MomentOrComplain(typed_.since, "--since", OfDay::kBeginning, options.beginning.since))
      return std::nullopt;
    options.beginning.again = !is_last;
    options.alerts.push_back(std::move(*setting));
    options.allowed = AllowedNetworks(surroundings_);
    options.allowed.insert(options.allowed.end(), allowed->begin(), allowed->end());
    options.user_agent = fmt::format("checkback/{}", kVersion);
    options.book =
        StatePathOf(StateFolder(surroundings_), "watch", StoreFolder(typed_, surroundings_));
    return options;
  }

  bool KnowsStories(const Store& store) const {
    for (const std::string& id : typed_.inputs) {
      if (const auto story = store.FindStory(id); !story) {
        Complain(story.error().what);
        return false;
      }
    }
    return true;
  }

  // The folder of the book, and since when the first look tells.
  static bool Begin(const Store& store, AlertsOptions& options) {
    std::error_code wrong;
    std::filesystem::create_directories(std::filesystem::path(options.book).parent_path(), wrong);
    if (wrong) {
      Complain(
          fmt::format("{}: {}; what was told cannot be remembered", options.book, wrong.message()));
      return false;
    }
    if (options.beginning.since) return true;
    std::optional<Instant> newest;
    const Result<void> done = store.ForEachStory([&](const StoredStory& story) {
      newest = story.captures.back().capture.seen_at;
      return false;
    });
    if (!done) Complain(done.error().what);
    if (newest) options.beginning.since = *newest - std::chrono::days(1);
    return done.has_value();
  }

  bool Tell(const Store& store) {
    const auto take = [&](const WholeStory& whole, std::span<const StateChange* const> changes) {
      std::string words;
      if (!typed_.jsonl) words = ChangesViewOf(whole, changes, terminal_);
      for (const StateChange* change : changes)
        if (typed_.jsonl) words += ChangeAsJson(whole, *change) + '\n';
      written_ = WriteOut(words);
      return written_;
    };
    const Result<std::size_t> told = alerts_->Tell(store, Now(), take);
    if (!told) Complain(told.error().what);
    return told.has_value() && written_;
  }
  void Send(std::chrono::milliseconds wait) {
    for (const std::string& word : alerts_->Send(Now(), wait)) Complain(word);
  }

  int Once(const Store& store) {
    if (!alerts_->knew_the_first() && typed_.since.empty())
      Complain("the first look at this store: what its last day brought");
    if (!Tell(store)) return kExitFailed;
    if (typed_.webhook.empty()) return kExitOk;
    Send(kOnceSending);
    const Result<std::size_t> waiting = alerts_->Waiting();
    if (!waiting) {
      Complain(waiting.error().what);
      return kExitFailed;
    }
    if (*waiting == 0) return kExitOk;
    Complain(fmt::format("{} not taken yet: sent again the next time",
                         *waiting == 1 ? "1 message" : fmt::format("{} messages", *waiting)));
    return kExitPartly;
  }

  int Follow() {
    StoreWatch changes(StoreFolder(typed_, surroundings_));
    std::string last_trouble;
    while (!surroundings_.interrupted()) {
      const Result<bool> changed = changes.Changed();
      if (!changed && changed.error().what != last_trouble) Complain(changed.error().what);
      last_trouble = changed ? "" : changed.error().what;
      if (changed && *changed) {
        // Opened anew: a rebuilt database may have taken the place of the old one.
        const std::unique_ptr<Store> store =
            OpenStoreOrComplain(typed_, surroundings_, Store::Access::kRead);
        if (store && !Tell(*store) && !written_) return kExitFailed;
      }
      Send(std::chrono::milliseconds(0));
      std::this_thread::sleep_for(kLook);
    }
    return kExitOk;
  }

  const Arguments& typed_;
  const Surroundings& surroundings_;
  Terminal terminal_;
  std::unique_ptr<Alerts> alerts_;
  bool written_ = true;  // standard output takes what is told
};

}  // namespace

int RunWatch(const Arguments& typed, const Surroundings& surroundings) {
  return Watching(typed, surroundings).Run();
}

}  // namespace checkback
