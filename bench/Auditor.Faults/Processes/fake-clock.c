/* Preloaded into a service, so that its wall clock can be put ahead or back while it runs. The monotonic clock stays true, as it
   does on a machine whose clock is set. (Debian's libfaketime also stands between .NET and its waits, which then last for seconds.) */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static volatile const int64_t *ahead; /* seconds, in a file that is shared with the harness */
static int (*true_clock)(clockid_t, struct timespec *);

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("FAKE_CLOCK_FILE");
    int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    true_clock = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    if (file >= 0) {
        void *shared = mmap(NULL, sizeof *ahead, PROT_READ, MAP_SHARED, file, 0);
        if (shared != MAP_FAILED)
            ahead = shared;
        close(file);
    }
}

int clock_gettime(clockid_t id, struct timespec *now)
{
    if (!true_clock)
        begin();
    int result = true_clock(id, now);
    if (result == 0 && ahead && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE))
        now->tv_sec += *ahead;
    return result;
}
