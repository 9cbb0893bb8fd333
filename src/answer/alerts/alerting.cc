#include "answer/alerts/alerting.h"

#include <chrono>
#include <utility>

#include "store/store_watch.h"

namespace checkback {
namespace {

constexpr std::chrono::milliseconds kLook{200};

}  // namespace

Result<std::unique_ptr<Alerting>> Alerting::Start(Options options) {
  Result<std::unique_ptr<Alerts>> alerts = Alerts::Open(options.alerts);
  if (!alerts) return Fail(alerts.error());
  return std::unique_ptr<Alerting>(new Alerting(std::move(options), std::move(*alerts)));
}

Alerting::Alerting(Options options, std::unique_ptr<Alerts> alerts)
    : options_(std::move(options)), alerts_(std::move(alerts)), thread_([this] { Run(); }) {}

Alerting::~Alerting() {
  Stop();
}

void Alerting::Stop() {
  stopped_ = true;
  if (thread_.joinable()) thread_.join();
}

void Alerting::Finish(std::chrono::milliseconds wait) {
  Stop();
  Tell();
  Send(wait);
}

void Alerting::Send(std::chrono::milliseconds wait) {
  for (const std::string& word : alerts_->Send(options_.now(), wait)) options_.complain(word);
}

void Alerting::Run() {
  StoreWatch changes(options_.store);
  bool behind = false;
  while (!stopped_) {
    const Result<bool> changed = changes.Changed();
    behind = behind || changed.value_or(false);
    if (behind) {
      Tell();
      behind = !last_trouble_.empty();  // tried again the next time
    }
    Send(kLook);
    std::this_thread::sleep_for(kLook);
  }
}

void Alerting::Tell() {
  // Opened anew: a rebuilt database may have taken the place of the old one.
  const Result<std::unique_ptr<Store>> store = Store::Open(options_.store, {});
  std::string trouble = store ? "" : store.error().what;
  if (store) {
    const Result<std::size_t> told = alerts_->Tell(**store, options_.now());
    if (!told) trouble = told.error().what;
  }
  if (!trouble.empty() && trouble != last_trouble_) options_.complain(trouble);
  last_trouble_ = std::move(trouble);
}

}  // namespace checkback
