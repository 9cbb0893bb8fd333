// checkback serve: the web page and the API.

#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <thread>

#include "cli/commands.h"
#include "cli/configured_alerts.h"
#include "cli/open_store.h"
#include "cli/output.h"
#include "cli/serving.h"
#include "text/memory.h"

namespace checkback {

int RunServe(const Arguments& typed, const Surroundings& surroundings) {
  KeepMemorySmall();
  const std::optional<ServingPlan> plan = ServingPlanOrComplain(typed, surroundings);
  if (!plan) return kExitUsage;
  if (!OpenStoreOrComplain(typed, surroundings, Store::Access::kRead)) return kExitFailed;
  Serving serving(*plan);
  if (const Result<void> bound = serving.Bind(); !bound) {
    Complain(bound.error().what);
    return kExitFailed;
  }
  Complain(fmt::format("{} (to stop: Ctrl-C)", serving.Address()));
  std::unique_ptr<Alerting> alerting;
  if (!StartAlertsOrComplain(typed, surroundings, alerting)) return kExitUsage;
  serving.Start();
  constexpr auto kLook = std::chrono::milliseconds(100);
  while (!surroundings.interrupted()) std::this_thread::sleep_for(kLook);
  serving.Stop();
  return kExitOk;
}

}  // namespace checkback
