#include "program.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string_view>
#include <thread>

namespace faults {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kPatience{300};
constexpr std::chrono::microseconds kLook{500};

std::vector<char*> Pointers(const std::vector<std::string>& words) {
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (const std::string& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

// In the child, between fork and exec: plain calls only.
[[noreturn]] void Become(const Start& start, char* const* arguments, char* const* environment,
                         const char* out, const char* err) {
  const int nothing = open("/dev/null", O_RDONLY);
  const int out_file = open(out, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  const int err_file = open(err, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (nothing < 0 || out_file < 0 || err_file < 0) _exit(126);
  if (dup2(nothing, 0) < 0 || dup2(out_file, 1) < 0 || dup2(err_file, 2) < 0) _exit(126);
  if (start.most_file_bytes > 0) {
    const rlimit limit = {.rlim_cur = start.most_file_bytes, .rlim_max = start.most_file_bytes};
    setrlimit(RLIMIT_FSIZE, &limit);
    signal(SIGXFSZ, SIG_IGN);
  }
  if (start.most_memory_bytes > 0) {
    const rlimit limit = {.rlim_cur = start.most_memory_bytes, .rlim_max = start.most_memory_bytes};
    setrlimit(RLIMIT_AS, &limit);
  }
  constexpr uid_t kNobody = 65534;
  if (start.as_nobody && geteuid() == 0 && (setgid(kNobody) != 0 || setuid(kNobody) != 0))
    _exit(126);
  execve(arguments[0], arguments, environment);
  _exit(127);
}

}  // namespace

Scratch::Scratch() {
  std::string name = (fs::temp_directory_path() / "checkback-faults-XXXXXX").string();
  path_ = mkdtemp(name.data());
}

Scratch::~Scratch() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string Outcome::Told() const {
  if (signal != 0) return fmt::format("signal {}; said: {}", signal, err);
  return fmt::format("exit {}; said: {}", exit, err);
}

Process::Process(const Start& start) {
  std::vector<std::string> arguments = {CHECKBACK_PROGRAM};
  arguments.insert(arguments.end(), start.arguments.begin(), start.arguments.end());
  std::vector<std::string> environment = start.environment;
  for (char** variable = environ; *variable != nullptr; ++variable)
    environment.emplace_back(*variable);
  const std::vector<char*> argument_pointers = Pointers(arguments);
  const std::vector<char*> environment_pointers = Pointers(environment);
  const std::string out = (scratch_ / "out").string();
  const std::string err = (scratch_ / "err").string();
  pid_ = fork();
  if (pid_ == 0)
    Become(start, argument_pointers.data(), environment_pointers.data(), out.c_str(), err.c_str());
}

Process::~Process() {
  if (pid_ <= 0 || ended_) return;
  Signal(SIGKILL);
  waitpid(pid_, &status_, 0);
}

bool Process::IsRunning() {
  if (!ended_ && waitpid(pid_, &status_, WNOHANG) == pid_) ended_ = true;
  return !ended_;
}

void Process::Signal(int number) const {
  if (!ended_) kill(pid_, number);
}

Outcome Process::Wait() {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while (IsRunning()) {
    if (std::chrono::steady_clock::now() > until) Signal(SIGKILL);
    std::this_thread::sleep_for(kLook);
  }
  Outcome outcome{.out = Out(), .err = Err()};
  if (WIFEXITED(status_)) outcome.exit = WEXITSTATUS(status_);
  if (WIFSIGNALED(status_)) outcome.signal = WTERMSIG(status_);
  return outcome;
}

std::string Process::Out() const {
  return BytesOf(scratch_ / "out");
}
std::string Process::Err() const {
  return BytesOf(scratch_ / "err");
}

bool CanPreload() {
  return std::string_view(CHECKBACK_SANITIZED).empty();
}

std::string Preload(const char* library) {
  return fmt::format("LD_PRELOAD={}", library);
}

Outcome OutcomeOf(const Start& start) {
  return Process(start).Wait();
}

std::string BytesOf(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

void Write(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

}  // namespace faults
