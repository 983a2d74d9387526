namespace Mail2Alert.Crash.Faults;

/// <summary>What can go wrong under a store. The numbers are those of faults.c.</summary>
internal enum Fault
{
    /// <summary>write(2) writes a part of what it was given, and says so.</summary>
    ShortWrite = 1,

    /// <summary>A part is written, then there is no space left on the device.</summary>
    FullDisk = 2,

    /// <summary>fsync(2) fails; what was written may be on the disk or not.</summary>
    Sync = 3,

    /// <summary>write(2) fails with an input/output error.</summary>
    Write = 4,

    /// <summary>Another process holds the database's lock.</summary>
    Locked = 5,

    /// <summary>Somebody sets the clock.</summary>
    Clock = 6,
}
