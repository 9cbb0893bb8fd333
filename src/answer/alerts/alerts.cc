#include "answer/alerts/alerts.h"

#include <fmt/format.h>

#include <utility>

namespace checkback {
namespace {

Result<std::vector<WebhookEndpoint>> EndpointsOf(const std::vector<AlertSetting>& alerts) {
  std::vector<WebhookEndpoint> endpoints;
  for (const AlertSetting& alert : alerts) {
    if (alert.url.empty()) continue;
    if (!alert.url.starts_with("https://") && !alert.url.starts_with("http://"))
      return Fail(Errc::kBadInput,
                  fmt::format("webhook {}: an address begins with https:// or http://", alert.url));
    Result<std::string> key = WebhookKeyOf(alert.secret);
    if (!key)
      return Fail(Errc::kBadInput, fmt::format("webhook {}: {}", alert.url, key.error().what));
    endpoints.push_back({NameOfRule(alert.rule, alert.url), alert.url, std::move(*key)});
  }
  return endpoints;
}

}  // namespace

Alerts::Alerts(std::unique_ptr<AlertBook> book, std::vector<AlertWatch> watches,
               std::vector<WebhookEndpoint> endpoints, AlertsOptions options, bool knew_the_first)
    : book_(std::move(book)),
      teller_(*book_, watches, options.beginning),
      sender_(*book_, std::move(endpoints),
              Fetcher(WebhookFetching(options.user_agent, std::move(options.allowed)))),
      knew_the_first_(knew_the_first) {
  names_.reserve(watches.size());
  for (AlertWatch& watch : watches) names_.push_back(std::move(watch.name));
}

Result<std::unique_ptr<Alerts>> Alerts::Open(AlertsOptions options) {
  Result<std::vector<WebhookEndpoint>> endpoints = EndpointsOf(options.alerts);
  if (!endpoints) return Fail(endpoints.error());
  Result<std::unique_ptr<AlertBook>> book = AlertBook::Open(options.book);
  if (!book) return Fail(book.error());
  std::vector<AlertWatch> watches;
  for (const AlertSetting& alert : options.alerts)
    watches.push_back({.rule = alert.rule,
                       .name = NameOfRule(alert.rule, alert.url),
                       .webhook = !alert.url.empty()});
  bool knew = false;
  if (!watches.empty()) {
    const Result<std::optional<AlertMark>> mark = (*book)->MarkOf(watches.front().name);
    if (!mark) return Fail(mark.error());
    knew = mark->has_value();
  }
  return std::unique_ptr<Alerts>(new Alerts(std::move(*book), std::move(watches),
                                            std::move(*endpoints), std::move(options), knew));
}

Result<std::size_t> Alerts::Waiting() {
  std::size_t waiting = 0;
  for (const std::string& name : names_) {
    const Result<std::optional<AlertMark>> mark = book_->MarkOf(name);
    if (!mark) return Fail(mark.error());
    if (!*mark) continue;
    const Result<std::size_t> of_one = book_->Waiting((*mark)->watch);
    if (!of_one) return of_one;
    waiting += *of_one;
  }
  return waiting;
}

}  // namespace checkback
