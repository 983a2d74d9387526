/*
 * A disk that fails and a clock that jumps, for one process: preloaded, it stands between the process and libc.
 *
 *     cc -shared -fPIC -O2 -o faults.so faults.c
 *     FAULTS_CONTROL=/tmp/control FAULTS_BELOW=/tmp/store LD_PRELOAD=./faults.so program
 *
 * The control file is mapped, so that whoever writes to it switches faults on and off while the program runs, and reads how often each was met.
 * Only files whose path begins with FAULTS_BELOW are met by faults of the disk. The system is called directly: what is replaced here is not needed.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* Fault.cs has the same numbers. */
enum fault { NONE, SHORT_WRITE, FULL_DISK, SYNC, WRITE, LOCKED, CLOCK, FAULTS };

/* FaultControl.cs writes and reads this. */
struct control {
    volatile int64_t fault;
    volatile int64_t seconds_ahead;
    volatile int64_t hits[FAULTS];
};

static struct control *control;
static const char *below = "";

__attribute__((constructor)) static void attach(void)
{
    const char *path = getenv("FAULTS_CONTROL");
    int file = path == NULL ? -1 : open(path, O_RDWR | O_CLOEXEC);
    if (file < 0)
        return;
    void *map = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (getenv("FAULTS_BELOW") != NULL)
        below = getenv("FAULTS_BELOW");
    if (map != MAP_FAILED)
        control = map;
}

static void hit(enum fault fault)
{
    __sync_fetch_and_add(&control->hits[fault], 1);
}

static bool is_below(int file)
{
    char link[32], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    return length > 0 && strncmp(path, below, strlen(below)) == 0;
}

/* What happens to this file now. */
static enum fault fault_of(int file)
{
    enum fault fault = control == NULL ? NONE : (enum fault)control->fault;
    return fault != NONE && is_below(file) ? fault : NONE;
}

static int fail(enum fault fault, int error)
{
    hit(fault);
    errno = error;
    return -1;
}

/* How much of a write may go through; -1 with errno when it fails. */
static ssize_t allowed(int file, size_t length)
{
    static unsigned int turn;
    switch (fault_of(file)) {
    case SHORT_WRITE:
        if (length < 2)
            break;
        hit(SHORT_WRITE);
        return (ssize_t)(length / 2);
    case FULL_DISK:
        /* As a disk fills up: a part fits, the rest does not. */
        if (length < 2 || __sync_fetch_and_add(&turn, 1) % 2 == 1)
            return fail(FULL_DISK, ENOSPC);
        hit(FULL_DISK);
        return (ssize_t)(length / 2);
    case WRITE:
        return fail(WRITE, EIO);
    default:
        break;
    }
    return (ssize_t)length;
}

ssize_t write(int file, const void *bytes, size_t length)
{
    ssize_t part = allowed(file, length);
    return part < 0 ? -1 : syscall(SYS_write, file, bytes, part);
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t at)
{
    ssize_t part = allowed(file, length);
    return part < 0 ? -1 : syscall(SYS_pwrite64, file, bytes, part, at);
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t at)
{
    return pwrite64(file, bytes, length, at);
}

int fallocate64(int file, int mode, off64_t at, off64_t length)
{
    return fault_of(file) == FULL_DISK ? fail(FULL_DISK, ENOSPC) : (int)syscall(SYS_fallocate, file, mode, at, length);
}

int fsync(int file)
{
    return fault_of(file) == SYNC ? fail(SYNC, EIO) : (int)syscall(SYS_fsync, file);
}

int fdatasync(int file)
{
    return fault_of(file) == SYNC ? fail(SYNC, EIO) : (int)syscall(SYS_fdatasync, file);
}

/* The time that passes is left alone: nobody can set that. */
int clock_gettime(clockid_t clock, struct timespec *now)
{
    int result = (int)syscall(SYS_clock_gettime, clock, now);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE) && control != NULL && control->seconds_ahead != 0) {
        hit(CLOCK);
        now->tv_sec += control->seconds_ahead;
    }
    return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
    (void)zone;
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    now->tv_sec = time.tv_sec;
    now->tv_usec = time.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *into)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (into != NULL)
        *into = now.tv_sec;
    return now.tv_sec;
}
