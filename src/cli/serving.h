// The web page and the API in this process, for `serve` and `run`.
//
//   std::optional<ServingPlan> plan = ServingPlanOrComplain(typed, surroundings);
//   Serving serving(*plan);
//   serving.Bind();  serving.Start();  ...  serving.Stop();
//
// Start and Stop return at once or nearly so; requests are answered, and what comes into the store
// told to open pages, on threads of its own.

#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "serve/guard.h"
#include "serve/http_server.h"
#include "serve/site.h"
#include "text/result.h"

namespace checkback {

struct ServingPlan {
  ListenAddress address;
  std::string store;  // its folder
  std::vector<ScopedToken> tokens;
  std::string host;       // another name of this machine; "": none
  std::string push_path;  // at which hubs call; "": nowhere
  LookBudget looks;
};

// What was typed; nothing after a complaint (then the command ends with kExitUsage).
std::optional<ServingPlan> ServingPlanOrComplain(const Arguments& typed,
                                                 const Surroundings& surroundings);

class Serving {
 public:
  explicit Serving(const ServingPlan& plan);
  ~Serving();  // as Stop
  Serving(const Serving&) = delete;
  Serving& operator=(const Serving&) = delete;

  // kIo where the address cannot be had.
  Result<void> Bind();
  // "http://127.0.0.1:8080/", after Bind.
  std::string Address() const;
  void Start();
  void Stop();

 private:
  Site site_;
  HttpServer server_;
  std::string host_;
  std::atomic<bool> stopping_ = false;
  std::thread serving_, telling_;
};

}  // namespace checkback
