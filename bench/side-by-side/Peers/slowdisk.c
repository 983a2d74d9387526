/*
 * A disk whose flushes take 5 ms more, for one process: preloaded, it stands between the process and libc.
 *
 *     cc -shared -fPIC -O2 -o slowdisk.so slowdisk.c
 *     LD_PRELOAD=./slowdisk.so program
 */
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static void wait(void)
{
    struct timespec five_milliseconds = { .tv_nsec = 5 * 1000 * 1000 };
    nanosleep(&five_milliseconds, NULL);
}

int fsync(int file)
{
    wait();
    return (int)syscall(SYS_fsync, file);
}

int fdatasync(int file)
{
    wait();
    return (int)syscall(SYS_fdatasync, file);
}
