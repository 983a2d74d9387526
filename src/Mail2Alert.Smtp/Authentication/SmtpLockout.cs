using System.Net;
using Mail2Alert.Smtp.Transport;

namespace Mail2Alert.Smtp.Authentication;

/// <summary>
/// Remembers which addresses guess passwords. Each failure makes the next reply slower; too many, and nothing from there is looked at for a
/// while. A client without an address, on this machine, is not remembered.
/// </summary>
internal sealed class SmtpLockout(SmtpAuthenticationOptions options, TimeProvider time)
{
    /// <summary>Addresses remembered; the one that was quiet longest makes room.</summary>
    public const int MaxAddresses = 10_000;

    private const int MaxDoublings = 10;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, Record> _records = [];

    public bool Holds(IPAddress? address)
    {
        lock (_lock)
        {
            return address is not null && _records.GetValueOrDefault(SmtpAddressKey.Of(address))?.LockedUntil > time.GetUtcNow();
        }
    }

    /// <summary>Notes a failure. The result is how long its reply has to wait.</summary>
    public TimeSpan Failed(IPAddress? address)
    {
        lock (_lock)
        {
            return address is null ? FirstDelay : Delay(Note(SmtpAddressKey.Of(address)));
        }
    }

    public void Succeeded(IPAddress? address)
    {
        lock (_lock)
        {
            _ = address is not null && _records.Remove(SmtpAddressKey.Of(address));
        }
    }

    private int Note(IPAddress key)
    {
        var now = time.GetUtcNow();
        var record = RecordOf(key);
        while (record.Failures.TryPeek(out var first) && first <= now - options.FailureWindow)
        {
            record.Failures.Dequeue();
        }

        record.Failures.Enqueue(now);
        record.Last = now;
        var count = record.Failures.Count;
        if (count >= options.MaxFailures)
        {
            record.LockedUntil = now + options.LockoutTime;
            record.Failures.Clear();
        }

        return count;
    }

    private Record RecordOf(IPAddress key)
    {
        if (!_records.TryGetValue(key, out var record))
        {
            if (_records.Count == MaxAddresses)
            {
                _records.Remove(_records.MinBy(entry => entry.Value.Last).Key);
            }

            _records[key] = record = new Record();
        }

        return record;
    }

    private TimeSpan Delay(int failures)
    {
        var delay = FirstDelay * (1 << Math.Min(failures - 1, MaxDoublings));
        return delay < options.MaxDelay ? delay : options.MaxDelay;
    }

    private sealed class Record
    {
        public Queue<DateTimeOffset> Failures { get; } = new();

        public DateTimeOffset Last { get; set; }

        public DateTimeOffset? LockedUntil { get; set; }
    }
}
