#include "follow/fetch/fetch_job.h"

#include <fmt/format.h>

#include <algorithm>

#include "follow/fetch/answer_head.h"
#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::string_view kAccept =
    "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
constexpr std::string_view kCodings = "gzip, br, zstd";

bool IsControl(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

// Nothing that a caller hands on from a stranger makes two lines of one.
bool IsHeader(const FetchHeader& header) {
  return !header.name.empty() && !header.value.empty() &&
         std::none_of(header.name.begin(), header.name.end(), &IsControl) &&
         std::none_of(header.value.begin(), header.value.end(), &IsControl) &&
         header.name.find_first_of(": ") == std::string::npos;
}

// Validators are of one address; another one would answer about something else.
bool KnowsTarget(const FetchJob& job) {
  const FetchRequest& request = job.request;
  if (request.validators_of.empty() || request.validators_of == request.url)
    return job.answer.hops.empty();
  return request.validators_of == job.target.url;
}

}  // namespace

std::string AgentText(std::string_view user_agent, std::string_view contact) {
  std::string text =
      contact.empty() ? std::string(user_agent) : fmt::format("{} (+{})", user_agent, contact);
  std::erase_if(text, &IsControl);
  return text;
}

std::vector<std::string> HeaderLines(FetchJob& job, std::string_view agent) {
  const FetchRequest& request = job.request;
  std::vector<std::string> lines = {fmt::format("User-Agent: {}", agent)};
  bool has_accept = false;
  // What the caller adds may be a secret between him and the host he named.
  const bool is_at_home = job.target.origin == job.first_origin;
  for (const FetchHeader& header : request.headers) {
    if (!is_at_home || !IsHeader(header)) continue;
    lines.push_back(fmt::format("{}: {}", header.name, header.value));
    has_accept = has_accept || AsciiLower(header.name) == "accept";
  }
  if (!has_accept) lines.push_back(fmt::format("Accept: {}", job.IsRobots() ? "*/*" : kAccept));
  lines.push_back(fmt::format("Accept-Encoding: {}", job.IsRobots() ? "identity" : kCodings));
  if (!KnowsTarget(job)) return lines;
  if (IsValidator(request.etag)) {
    job.asked.etag = request.etag;
    lines.push_back("If-None-Match: " + request.etag);
  }
  if (IsValidator(request.last_modified)) {
    job.asked.last_modified = request.last_modified;
    lines.push_back("If-Modified-Since: " + request.last_modified);
  }
  return lines;
}

}  // namespace checkback
