#include "cli/configured_alerts.h"

#include <fmt/format.h>

#include <chrono>
#include <utility>

#include "cli/open_book.h"
#include "cli/open_store.h"
#include "cli/output.h"
#include "cli/version.h"

namespace checkback {
namespace {

Result<AlertSetting> SettingOf(const ConfiguredAlert& alert) {
  AlertSetting setting{.url = alert.url, .secret = alert.secret, .rule = {}};
  if (!alert.secret_file.empty()) {
    Result<std::string> secret = ReadSecretFile(alert.secret_file);
    if (!secret) return Fail(secret.error());
    setting.secret = std::move(*secret);
  }
  Result<std::vector<ChangeKind>> on = ReadChangeKinds(fmt::format("{}", fmt::join(alert.on, ",")));
  if (!on) return Fail(on.error());
  setting.rule.on = std::move(*on);
  if (!alert.story.empty()) setting.rule.stories = {alert.story};
  setting.rule.query = alert.query;
  setting.rule.least_origins = alert.origins;
  return setting;
}

}  // namespace

bool StartAlertsOrComplain(const Arguments& typed, const Surroundings& surroundings,
                           std::unique_ptr<Alerting>& alerting) {
  if (surroundings.config == nullptr || surroundings.config->alerts.empty()) return true;
  Alerting::Options options;
  options.store = StoreFolder(typed, surroundings);
  options.alerts.book = options.store + "/alerts.db";
  options.alerts.user_agent = fmt::format("checkback/{}", kVersion);
  options.alerts.allowed = AllowedNetworks(surroundings);
  options.now = [] {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  };
  options.complain = Complain;
  for (const ConfiguredAlert& alert : surroundings.config->alerts) {
    Result<AlertSetting> setting = SettingOf(alert);
    if (!setting) {
      Complain(fmt::format("{}, line {}: {}", surroundings.config->file, alert.line,
                           setting.error().what));
      return false;
    }
    options.alerts.alerts.push_back(std::move(*setting));
  }
  Result<std::unique_ptr<Alerting>> started = Alerting::Start(std::move(options));
  if (!started) {
    Complain(started.error().what);
    return false;
  }
  alerting = std::move(*started);
  return true;
}

}  // namespace checkback
