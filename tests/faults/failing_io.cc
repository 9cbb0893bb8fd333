// A disk that fails: put before a program by LD_PRELOAD, it makes the writes below a folder
// fail as a full or broken disk makes them.
//
//   FAULTS_UNDER=/tmp/store   only files below this folder count
//   FAULTS_AT=17              the 17th call fails; 0: none
//   FAULTS_ON=1               and all that come after it
//   FAULTS_ERRNO=28           with this errno
//   FAULTS_TORN=1             the first write that fails has written half before it fails
//   FAULTS_COUNT=/tmp/count   a file of 8 bytes: how many calls there were so far
//   FAULTS_SYNCED=/tmp/log    a file: a line "size path" for each successful fsync
//
// Counted are write, pwrite, writev, fsync, fdatasync, ftruncate, rename, and opening a file that
// is made by it; on a disk that is read-only (EROFS) opening any file to write. Reads never fail.
// Plain C calls only: this runs inside other programs.

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

template <typename F>
F Next(const char* name) {
  return reinterpret_cast<F>(dlsym(RTLD_NEXT, name));
}

std::uint64_t NumberOf(const char* name) {
  const char* value = getenv(name);
  return value != nullptr ? strtoull(value, nullptr, 10) : 0;
}

struct Settings {
  const char* under = getenv("FAULTS_UNDER");
  std::uint64_t at = NumberOf("FAULTS_AT");
  bool on = NumberOf("FAULTS_ON") != 0;
  bool torn = NumberOf("FAULTS_TORN") != 0;
  int error = static_cast<int>(NumberOf("FAULTS_ERRNO"));
  int synced = -1;
  std::atomic<std::uint64_t> own_count{0};
  std::atomic<std::uint64_t>* count = &own_count;

  Settings() {
    using Open = int (*)(const char*, int, ...);
    const Open real = Next<Open>("open");
    if (const char* path = getenv("FAULTS_SYNCED")) {
      synced = real(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    }
    const char* path = getenv("FAULTS_COUNT");
    if (path == nullptr) return;
    // In a file, so that the count outlives however the program ends.
    const int file = real(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (file < 0 || Next<int (*)(int, off_t)>("ftruncate")(file, 8) != 0) return;
    void* page = mmap(nullptr, 8, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (page != MAP_FAILED) count = static_cast<std::atomic<std::uint64_t>*>(page);
  }
};

// Made at the first call and never destroyed: calls come even while the program ends.
Settings& TheSettings() {
  static Settings* settings = new Settings;
  return *settings;
}

bool IsUnder(const char* path) {
  const char* under = TheSettings().under;
  if (under == nullptr || path == nullptr) return false;
  const std::size_t length = strlen(under);
  return strncmp(path, under, length) == 0 && (path[length] == '/' || path[length] == 0);
}

bool PathOf(int file, char (&path)[PATH_MAX]) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  const ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return false;
  path[length] = 0;
  return true;
}

bool IsUnder(int file) {
  char path[PATH_MAX];
  return TheSettings().under != nullptr && PathOf(file, path) && IsUnder(path);
}

enum class Verdict { kGoes, kFails, kTorn };

// Counts a call on a file of the folder and says what becomes of it.
Verdict Counted() {
  Settings& settings = TheSettings();
  const std::uint64_t n = settings.count->fetch_add(1) + 1;
  if (settings.at == 0 || n < settings.at || (n > settings.at && !settings.on))
    return Verdict::kGoes;
  errno = settings.error;
  return settings.torn && n == settings.at ? Verdict::kTorn : Verdict::kFails;
}

template <typename Write>
ssize_t Written(int file, std::size_t size, Write write) {
  if (!IsUnder(file)) return write(size);
  const Verdict verdict = Counted();
  if (verdict == Verdict::kFails) return -1;
  return write(verdict == Verdict::kTorn && size > 1 ? size / 2 : size);
}

void TellSynced(int file) {
  char path[PATH_MAX];
  struct stat status;
  if (TheSettings().synced < 0 || !PathOf(file, path) || fstat(file, &status) != 0) return;
  char line[PATH_MAX + 32];
  const int length =
      snprintf(line, sizeof line, "%lld %s\n", static_cast<long long>(status.st_size), path);
  using Write = ssize_t (*)(int, const void*, size_t);
  if (Next<Write>("write")(TheSettings().synced, line, static_cast<size_t>(length)) < 0) return;
}

int Synced(int file, const char* name) {
  if (IsUnder(file) && Counted() != Verdict::kGoes) return -1;
  const int result = Next<int (*)(int)>(name)(file);
  if (result == 0 && IsUnder(file)) TellSynced(file);
  return result;
}

// Whether an opening can fail on this disk.
bool NeedsDisk(int folder, const char* path, int flags) {
  if (TheSettings().error == EROFS) return (flags & (O_CREAT | O_WRONLY | O_RDWR | O_TRUNC)) != 0;
  const int before = errno;
  const bool makes = (flags & O_CREAT) != 0 && faccessat(folder, path, F_OK, 0) != 0;
  errno = before;
  return makes;
}

int Opened(const char* name, const char* path, int flags, mode_t mode) {
  if (IsUnder(path) && NeedsDisk(AT_FDCWD, path, flags) && Counted() != Verdict::kGoes) return -1;
  return Next<int (*)(const char*, int, ...)>(name)(path, flags, mode);
}

int OpenedAt(const char* name, int folder, const char* path, int flags, mode_t mode) {
  const bool under = path[0] == '/' ? IsUnder(path) : IsUnder(folder);
  if (under && NeedsDisk(folder, path, flags) && Counted() != Verdict::kGoes) return -1;
  return Next<int (*)(int, const char*, int, ...)>(name)(folder, path, flags, mode);
}

mode_t ModeOf(int flags, va_list arguments) {
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
}

}  // namespace

extern "C" {

ssize_t write(int file, const void* bytes, size_t size) {
  return Written(file, size, [&](size_t n) {
    return Next<ssize_t (*)(int, const void*, size_t)>("write")(file, bytes, n);
  });
}

ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
  return Written(file, size, [&](size_t n) {
    return Next<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite")(file, bytes, n, at);
  });
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
  return Written(file, size, [&](size_t n) {
    return Next<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64")(file, bytes, n, at);
  });
}

ssize_t writev(int file, const struct iovec* parts, int count) {
  if (IsUnder(file) && Counted() != Verdict::kGoes) return -1;
  return Next<ssize_t (*)(int, const struct iovec*, int)>("writev")(file, parts, count);
}

int fsync(int file) {
  return Synced(file, "fsync");
}
int fdatasync(int file) {
  return Synced(file, "fdatasync");
}

int ftruncate(int file, off_t size) noexcept {
  if (IsUnder(file) && Counted() != Verdict::kGoes) return -1;
  return Next<int (*)(int, off_t)>("ftruncate")(file, size);
}

int ftruncate64(int file, off64_t size) noexcept {
  if (IsUnder(file) && Counted() != Verdict::kGoes) return -1;
  return Next<int (*)(int, off64_t)>("ftruncate64")(file, size);
}

int rename(const char* from, const char* to) noexcept {
  if (IsUnder(to) && Counted() != Verdict::kGoes) return -1;
  return Next<int (*)(const char*, const char*)>("rename")(from, to);
}

int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = ModeOf(flags, arguments);
  va_end(arguments);
  return Opened("open", path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = ModeOf(flags, arguments);
  va_end(arguments);
  return Opened("open64", path, flags, mode);
}

int openat(int folder, const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = ModeOf(flags, arguments);
  va_end(arguments);
  return OpenedAt("openat", folder, path, flags, mode);
}

int openat64(int folder, const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = ModeOf(flags, arguments);
  va_end(arguments);
  return OpenedAt("openat64", folder, path, flags, mode);
}
}
