#include "follow/fetch/transfers.h"

#include <curl/curl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <deque>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "follow/fetch/fetch_target.h"
#include "follow/fetch/reachable.h"
#include "text/utf8.h"

namespace checkback {
namespace {

using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

// More than this between two looks is the owner's time, not that of hosts: he was keeping a batch,
// telling stories or waiting for the disk, and what came meanwhile lies unread. While something is
// running he looks five times a second (kLookAround of fetcher.cc).
constexpr milliseconds kMostBetweenLooks(500);

struct EasyFreed {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct MultiFreed {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};
struct ListFreed {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, ListFreed>;

void Append(const std::string& line, List& list) {
  // The list itself, now longer; null where there is no memory, and then it is as it was.
  curl_slist* const before = list.release();
  curl_slist* const longer = curl_slist_append(before, line.c_str());
  list.reset(longer != nullptr ? longer : before);
}

// What the library's callbacks see of one exchange.
struct Hop {
  HopRequest request;
  HopResult result;
  const FetcherOptions* options = nullptr;
  const Transfers::Room* room = nullptr;
  std::unique_ptr<CURL, EasyFreed> easy;
  List headers;
  milliseconds began{};                        // as Inside::lived_
  std::size_t head_bytes = 0, head_lines = 0;  // of all heads, interim ones too
  bool head_done = false;
  bool was_cut = false;
  std::string refused;            // by the guard: "10.0.0.1 is a private network"
  bool no_room = false;           // at the last address tried
  std::optional<HopEnd> stopped;  // by a callback, with result.why
  std::array<char, CURL_ERROR_SIZE> error{};

  bool Stop(HopEnd end, std::string why) {
    stopped = end;
    result.why = std::move(why);
    return false;
  }
};

std::optional<NetAddress> AddressOf(const sockaddr& address) {
  NetAddress found{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}};
  if (address.sa_family == AF_INET) {
    sockaddr_in four{};
    std::memcpy(&four, &address, sizeof four);
    std::memcpy(found.bytes.data() + 12, &four.sin_addr, 4);
    return found;
  }
  if (address.sa_family != AF_INET6) return std::nullopt;
  sockaddr_in6 six{};
  std::memcpy(&six, &address, sizeof six);
  std::memcpy(found.bytes.data(), &six.sin6_addr, 16);
  return found;
}

// The guard. What is connected to is what was asked about: there is no time in between.
curl_socket_t OpenSocket(void* with, curlsocktype purpose, curl_sockaddr* to) noexcept {
  Hop& hop = *static_cast<Hop*>(with);
  const std::optional<NetAddress> address = AddressOf(to->addr);
  if (purpose != CURLSOCKTYPE_IPCXN || !address) {
    hop.refused = "this is no address of the internet";
    return CURL_SOCKET_BAD;
  }
  const std::string shown = AddressText(*address);
  if (!IsReachable(*address, hop.options->allowed)) {
    hop.refused = fmt::format("{} is {}", shown, SpecialUse(*address).value_or("not allowed"));
    return CURL_SOCKET_BAD;
  }
  hop.no_room = !(*hop.room)(hop.result.id, shown);
  if (hop.no_room) return CURL_SOCKET_BAD;
  return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

bool TakeHeadLine(Hop& hop, std::string_view line) {
  const FetcherOptions& options = *hop.options;
  hop.head_bytes += line.size();
  if (hop.head_bytes > options.most_head_bytes)
    return hop.Stop(HopEnd::kTooLarge,
                    fmt::format("its head has more than {} bytes", options.most_head_bytes));
  if (++hop.head_lines > options.most_headers)
    return hop.Stop(HopEnd::kTooLarge,
                    fmt::format("its head has more than {} lines", options.most_headers));
  if (line.find('\0') != line.npos) return hop.Stop(HopEnd::kBadAnswer, "its head holds a NUL");
  if (hop.head_done) return true;  // a trailer behind the body
  std::string& head = hop.result.response_head;
  if (line.starts_with("HTTP/")) {
    head.clear();  // what came before was an interim one, 103
    hop.result.http2 = line.starts_with("HTTP/2");
    if (hop.result.http2) {
      head = "HTTP/1.1";
      line.remove_prefix(std::min(line.find(' '), line.size()));
    }
  }
  head += line;
  long status = 0;
  curl_easy_getinfo(hop.easy.get(), CURLINFO_RESPONSE_CODE, &status);
  hop.head_done = Trim(line).empty() && status >= 200;
  return true;
}

std::size_t TakeHead(char* bytes, std::size_t size, std::size_t count, void* with) noexcept {
  return TakeHeadLine(*static_cast<Hop*>(with), {bytes, size * count}) ? size * count : 0;
}

std::size_t TakeBody(char* bytes, std::size_t size, std::size_t count, void* with) noexcept {
  Hop& hop = *static_cast<Hop*>(with);
  const std::size_t got = size * count;
  std::string& wire = hop.result.wire;
  const std::size_t room = hop.request.most_bytes - wire.size();
  if (got <= room) {
    wire.append(bytes, got);
    return got;
  }
  if (hop.request.may_cut) {
    wire.append(bytes, room);
    hop.was_cut = true;
  } else {
    hop.Stop(HopEnd::kTooLarge,
             fmt::format("its body has more than {} bytes", hop.request.most_bytes));
  }
  return 0;
}

// The request as it is sent; asked again on a fresh connection, it begins anew.
int TakeRequest(CURL*, curl_infotype type, char* bytes, std::size_t size, void* with) noexcept {
  if (type != CURLINFO_HEADER_OUT) return 0;
  std::string& head = static_cast<Hop*>(with)->result.request_head;
  const std::string_view text(bytes, size);
  if (text.starts_with("GET ") || text.starts_with("POST ")) head.clear();
  head += text;
  return 0;
}

// "GET / HTTP/2" as the records of archives have it.
void WriteAsHttp1(std::string& request_head) {
  const std::size_t end = std::min(request_head.find("\r\n"), request_head.size());
  const std::size_t version = request_head.rfind(" HTTP/2", end);
  if (version != std::string::npos) request_head.replace(version, end - version, " HTTP/1.1");
}

HopEnd EndOf(CURLcode code, const Hop& hop) {
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return HopEnd::kTimeout;
    case CURLE_FILESIZE_EXCEEDED:
      return HopEnd::kTooLarge;
    case CURLE_OUT_OF_MEMORY:  // the library says so of a head line over 100 kB
      return hop.head_done ? HopEnd::kNetwork : HopEnd::kTooLarge;
    case CURLE_UNSUPPORTED_PROTOCOL:  // HTTP/0.9, HTTP/7.3
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
    case CURLE_BAD_CONTENT_ENCODING:
      return HopEnd::kBadAnswer;
    default:
      return HopEnd::kNetwork;
  }
}

std::string WhyOf(CURLcode code, const Hop& hop) {
  if (code == CURLE_OUT_OF_MEMORY && !hop.head_done) return "a line of its head is too long";
  const std::string_view said(hop.error.data());
  return ShownText(said.empty() ? std::string_view(curl_easy_strerror(code)) : said);
}

long Milliseconds(milliseconds time) {
  return static_cast<long>(time.count());
}

}  // namespace

class Transfers::Inside {
 public:
  Inside(const FetcherOptions& options, Room room) : options_(options), room_(std::move(room)) {
    // Once for the process; safe to call from many threads since 7.84.
    static const CURLcode kReady = curl_global_init(CURL_GLOBAL_DEFAULT);
    (void)kReady;
    multi_.reset(curl_multi_init());
    curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS,
                      static_cast<long>(std::max<std::size_t>(options.connections, 1)));
    if (options.connect_to) Append(fmt::format("::127.0.0.1:{}", *options.connect_to), connect_to_);
  }
  ~Inside() { Clear(); }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;

  void Start(HopRequest request);
  void Perform();
  std::optional<HopResult> Take();
  void Wait(milliseconds most) {
    curl_multi_poll(multi_.get(), nullptr, 0, static_cast<int>(most.count()), nullptr);
  }
  void Wake() { curl_multi_wakeup(multi_.get()); }
  void Clear() {
    for (const auto& [easy, hop] : hops_) curl_multi_remove_handle(multi_.get(), easy);
    hops_.clear();
    ended_.clear();
  }
  std::size_t running() const { return hops_.size(); }
  std::vector<std::string> asked() const {
    std::vector<std::string> asked;
    asked.reserve(hops_.size());
    for (const auto& [easy, hop] : hops_) asked.push_back(hop->request.url);
    return asked;
  }
  std::optional<FetchTime> NextCap() const {
    std::optional<FetchTime> next;
    if (!IsSimulated()) return next;
    for (const auto& [easy, hop] : hops_) {
      const FetchTime cap(hop->began + CapOf(*hop));
      next = std::min(next.value_or(cap), cap);
    }
    return next;
  }

 private:
  bool IsSimulated() const { return options_.caps_by_clock && options_.clock; }
  // From its start; that of the head ends with the head.
  milliseconds CapOf(const Hop& hop) const {
    return hop.head_done ? options_.whole_time : std::min(options_.head_time, options_.whole_time);
  }
  void LetTimePass();
  void GiveUpLate();
  void SetUp(Hop& hop) const;
  void SetGuard(CURL* easy) const;
  void End(CURL* easy, CURLcode code);

  const FetcherOptions& options_;
  Room room_;
  List connect_to_;
  std::unique_ptr<CURLM, MultiFreed> multi_;
  std::unordered_map<CURL*, std::unique_ptr<Hop>> hops_;
  std::deque<HopResult> ended_;
  milliseconds lived_{};  // what hops are charged for: real time less the owner's, or the clock
  Steady::time_point looked_ = Steady::now();
};

void Transfers::Inside::LetTimePass() {
  if (IsSimulated()) {
    lived_ = options_.clock().time_since_epoch();
    return;
  }
  const auto passed = std::chrono::floor<milliseconds>(Steady::now() - looked_);
  looked_ += passed;
  lived_ += std::min(passed, kMostBetweenLooks);
}

void Transfers::Inside::SetGuard(CURL* easy) const {
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, &OpenSocket);
  curl_easy_setopt(easy, CURLOPT_PROXY, "");  // not even that of the environment
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  if (!options_.ca_file.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, options_.ca_file.c_str());
  curl_easy_setopt(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  curl_easy_setopt(easy, CURLOPT_HTTP09_ALLOWED, 0L);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  // A name that is still being looked up does not hold up the end of the program.
  curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
}

void Transfers::Inside::SetUp(Hop& hop) const {
  CURL* easy = hop.easy.get();
  SetGuard(easy);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, &hop);
  curl_easy_setopt(easy, CURLOPT_URL, hop.request.url.c_str());
  curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  for (const std::string& line : hop.request.headers) Append(line, hop.headers);
  if (hop.request.is_post) {
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(hop.request.body.size()));
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, hop.request.body.c_str());
    Append("Expect:", hop.headers);  // none: the body is sent at once
  }
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, hop.headers.get());
  if (connect_to_) curl_easy_setopt(easy, CURLOPT_CONNECT_TO, connect_to_.get());
  // The body is kept as it comes; page/http_message.h takes chunks and codings off.
  curl_easy_setopt(easy, CURLOPT_HTTP_TRANSFER_DECODING, 0L);
  curl_easy_setopt(easy, CURLOPT_HTTP_CONTENT_DECODING, 0L);
  // Head and whole are capped by GiveUpLate: the library's caps strike before it reads what came.
  if (!IsSimulated()) {
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, Milliseconds(options_.connect_time));
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT,
                     static_cast<long>(options_.least_bytes_a_second));
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(options_.slow_time.count()));
  }
  if (!hop.request.may_cut)
    curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE,
                     static_cast<curl_off_t>(hop.request.most_bytes));
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &TakeHead);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, &hop);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &TakeBody);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &hop);
  curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, &TakeRequest);
  curl_easy_setopt(easy, CURLOPT_DEBUGDATA, &hop);
  curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);  // only so does it show what it sends
  curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, hop.error.data());
}

void Transfers::Inside::Start(HopRequest request) {
  auto hop = std::make_unique<Hop>();
  hop->request = std::move(request);
  hop->result.id = hop->request.id;
  hop->options = &options_;
  hop->room = &room_;
  LetTimePass();
  hop->began = lived_;
  hop->easy.reset(curl_easy_init());
  CURL* easy = hop->easy.get();
  if (easy != nullptr) SetUp(*hop);
  if (easy == nullptr || curl_multi_add_handle(multi_.get(), easy) != CURLM_OK) {
    hop->result.why = "no connection can be begun here";
    ended_.push_back(std::move(hop->result));
    return;
  }
  hops_.emplace(easy, std::move(hop));
}

void Transfers::Inside::End(CURL* easy, CURLcode code) {
  const auto found = hops_.find(easy);
  if (found == hops_.end()) return;
  const std::unique_ptr<Hop> hop = std::move(found->second);
  hops_.erase(found);
  HopResult& result = hop->result;
  long status = 0;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  const char* address = nullptr;
  curl_easy_getinfo(easy, CURLINFO_PRIMARY_IP, &address);
  curl_multi_remove_handle(multi_.get(), easy);
  result.status = static_cast<int>(status);
  if (address != nullptr) result.address = address;
  WriteAsHttp1(result.request_head);

  const bool is_whole = code == CURLE_OK || hop->was_cut;
  if (is_whole && (!hop->head_done || status < 200 || status > 599)) {
    result.end = HopEnd::kBadAnswer;
    result.why = "it does not open as HTTP does";
  } else if (is_whole) {
    result.end = HopEnd::kWhole;
  } else if (hop->stopped) {
    result.end = *hop->stopped;
  } else if (code == CURLE_COULDNT_CONNECT && hop->no_room) {
    result.end = HopEnd::kNoRoom;
  } else if (code == CURLE_COULDNT_CONNECT && !hop->refused.empty()) {
    result.end = HopEnd::kRefused;
    result.why = hop->refused;
  } else {
    result.end = EndOf(code, *hop);
    result.why = WhyOf(code, *hop);
  }
  ended_.push_back(std::move(result));
}

void Transfers::Inside::Perform() {
  int still_running = 0;
  curl_multi_perform(multi_.get(), &still_running);
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    CURL* easy = message->easy_handle;
    const CURLcode code = message->data.result;
    End(easy, code);
  }
  LetTimePass();
  GiveUpLate();
}

// Drop by drop a head can take for ever, which the library's own caps do not see.
void Transfers::Inside::GiveUpLate() {
  std::vector<CURL*> late;
  for (const auto& [easy, hop] : hops_) {
    const milliseconds cap = CapOf(*hop);
    if (lived_ - hop->began < cap) continue;
    hop->Stop(HopEnd::kTimeout,
              hop->head_done ? fmt::format("it timed out: not whole after {} ms", cap.count())
                             : fmt::format("no whole head came in {} ms", cap.count()));
    late.push_back(easy);
  }
  for (CURL* easy : late) End(easy, CURLE_OPERATION_TIMEDOUT);
}

std::optional<HopResult> Transfers::Inside::Take() {
  if (ended_.empty()) return std::nullopt;
  HopResult result = std::move(ended_.front());
  ended_.pop_front();
  return result;
}

Transfers::Transfers(const FetcherOptions& options, Room room)
    : inside_(std::make_unique<Inside>(options, std::move(room))) {}
Transfers::~Transfers() = default;

void Transfers::Start(HopRequest request) {
  inside_->Start(std::move(request));
}
void Transfers::Perform() {
  inside_->Perform();
}
std::optional<HopResult> Transfers::Take() {
  return inside_->Take();
}
void Transfers::Wait(std::chrono::milliseconds most) {
  inside_->Wait(most);
}
void Transfers::Wake() {
  inside_->Wake();
}
void Transfers::Clear() {
  inside_->Clear();
}
std::size_t Transfers::running() const {
  return inside_->running();
}
std::vector<std::string> Transfers::asked() const {
  return inside_->asked();
}
std::optional<FetchTime> Transfers::NextCap() const {
  return inside_->NextCap();
}

}  // namespace checkback
