// The real program as another process: started, killed, put on a failing disk, and asked.

#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace faults {

// A folder of its own, gone with the object.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

struct Outcome {
  int exit = -1;   // -1: ended by a signal
  int signal = 0;  // that ended it
  std::string out, err;

  // "exit 1: ..." for messages of failures.
  std::string Told() const;
};

struct Start {
  std::vector<std::string> arguments;         // without the program
  std::vector<std::string> environment = {};  // "NAME=value", added to ours
  std::uint64_t most_file_bytes = 0;          // RLIMIT_FSIZE; 0: none. SIGXFSZ is ignored.
  std::uint64_t most_memory_bytes = 0;        // RLIMIT_AS; 0: none
  bool as_nobody = false;                     // where we are root: as a user without rights
};

// A running program. Waits for it in the destructor, after killing it.
class Process {
 public:
  explicit Process(const Start& start);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  pid_t pid() const { return pid_; }
  bool IsRunning();
  void Signal(int number) const;
  // Waits for its end; after a minute it is killed, which the outcome shows.
  Outcome Wait();
  // What it has said so far.
  std::string Out() const;
  std::string Err() const;

 private:
  Scratch scratch_;
  pid_t pid_ = -1;
  bool ended_ = false;
  int status_ = 0;
};

// Whether a library can be put before the program: not where it is built with sanitizers, which
// stand at the same place.
bool CanPreload();
std::string Preload(const char* library);  // a variable for Start::environment

// Starts it and waits.
Outcome OutcomeOf(const Start& start);

std::string BytesOf(const std::filesystem::path& path);
void Write(const std::filesystem::path& path, const std::string& bytes);

}  // namespace faults
