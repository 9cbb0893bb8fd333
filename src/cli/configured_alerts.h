// The alerts of the configuration ([[alert]]), for `serve` and `run`.

#pragma once

#include <memory>

#include "answer/alerts/alerting.h"
#include "cli/arguments.h"
#include "cli/commands.h"

namespace checkback {

// Posts them as long as `alerting` lives, which stays null where there are none. False after a
// complaint.
bool StartAlertsOrComplain(const Arguments& typed, const Surroundings& surroundings,
                           std::unique_ptr<Alerting>& alerting);

}  // namespace checkback
