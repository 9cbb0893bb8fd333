#include "cli/open_book.h"

#include <fmt/format.h>

#include <cmath>
#include <filesystem>

#include "cli/open_store.h"
#include "cli/output.h"
#include "cli/version.h"

namespace checkback {

std::unique_ptr<SourceBook> OpenBookOrComplain(const Arguments& typed,
                                               const Surroundings& surroundings) {
  const std::string folder = StoreFolder(typed, surroundings);
  if (folder.empty()) {
    Complain("where is the store? Neither --store nor HOME says it");
    return nullptr;
  }
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    Complain(fmt::format("{}: {}", folder, error.message()));
    return nullptr;
  }
  auto book = SourceBook::Open(fmt::format("{}/{}", folder, SourceBook::kFileName));
  if (!book) {
    Complain(book.error().what);
    return nullptr;
  }
  return std::move(*book);
}

std::vector<NetBlock> AllowedNetworks(const Surroundings& surroundings) {
  std::vector<NetBlock> networks;
  if (surroundings.config == nullptr) return networks;
  for (const std::string& network : surroundings.config->allow_networks)
    if (const auto block = ParseBlock(network)) networks.push_back(*block);
  return networks;
}

FetcherOptions FetcherOptionsOf(const Surroundings& surroundings) {
  FetcherOptions options;
  options.user_agent = fmt::format("checkback/{}", kVersion);
  options.allowed = AllowedNetworks(surroundings);
  if (surroundings.config == nullptr) return options;
  options.contact = surroundings.config->contact;
  options.per_host_delay = std::chrono::milliseconds(
      static_cast<std::int64_t>(std::llround(surroundings.config->per_host_delay * 1000)));
  return options;
}

FetchLog::Options FetchLogOptionsOf(const Surroundings& surroundings) {
  const Config config = surroundings.config == nullptr ? Config{} : *surroundings.config;
  constexpr double kMega = 1 << 20;
  FetchLog::Options options;
  options.keep = std::chrono::days(std::llround(std::ceil(config.fetch_log_days)));
  options.most_bytes = static_cast<std::uint64_t>(config.fetch_log_mb * kMega);
  return options;
}

LookBudget LookBudgetOf(const Surroundings& surroundings) {
  const Config config = surroundings.config == nullptr ? Config{} : *surroundings.config;
  constexpr double kHour = 3600;
  LookBudget budget;
  budget.revisits.visits_a_second = config.budget;
  for (const auto& [host, visits_a_second] : config.host_budgets)
    budget.hosts.budgets[host] = visits_a_second * kHour;
  return budget;
}

}  // namespace checkback
