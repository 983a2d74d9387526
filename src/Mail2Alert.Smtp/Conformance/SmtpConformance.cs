using System.Net;
using System.Net.Sockets;
using Mail2Alert.Smtp.Transport;

namespace Mail2Alert.Smtp.Conformance;

/// <summary>
/// Which client breaks which rules: the evidence for making a listener strict. Bounded: beyond <paramref name="maxClients"/>, the client seen
/// least recently is forgotten. Safe for any number of threads.
/// </summary>
/// <param name="maxClients">Clients remembered; one that uses two listeners counts twice. Default 1,000, with some 2 KB each at the most.</param>
public sealed class SmtpConformance(int maxClients = 1000)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Client, string Listener), LinkedListNode<SmtpClientRecord>> _records = [];

    // The client seen last stands first.
    private readonly LinkedList<SmtpClientRecord> _byUse = [];
    private readonly int _maxClients = maxClients > 0 ? maxClients : throw new ArgumentOutOfRangeException(nameof(maxClients));
    private long _changes;

    /// <summary>Grows with everything that is noted, so that whoever keeps a copy knows whether it is old.</summary>
    public long Changes => Interlocked.Read(ref _changes);

    /// <summary>All that is known, the client seen last first.</summary>
    public IReadOnlyList<SmtpClientConduct> Snapshot()
    {
        SmtpClientRecord[] records;
        lock (_lock)
        {
            records = [.. _byUse];
        }

        return [.. records.Select(record => record.Snapshot())];
    }

    /// <summary>
    /// Takes up what an earlier server knew, the client seen last first. Call it before the server starts; who is known already is not changed.
    /// </summary>
    public void Restore(IEnumerable<SmtpClientConduct> earlier)
    {
        lock (_lock)
        {
            foreach (var known in earlier.Take(_maxClients - _records.Count))
            {
                if (!_records.ContainsKey((known.Client, known.Listener)))
                {
                    _records[(known.Client, known.Listener)] = _byUse.AddLast(new SmtpClientRecord(known));
                }
            }
        }

        Changed();
    }

    /// <summary>The record of a client that connected.</summary>
    internal SmtpClientRecord Connected(SmtpPeer peer, DateTimeOffset now)
    {
        var record = RecordOf((NameOf(peer.Remote?.Address), peer.Listener.Name));
        record.Connected(peer.Listener.Profile, now);
        Changed();
        return record;
    }

    internal void Changed() => Interlocked.Increment(ref _changes);

    private SmtpClientRecord RecordOf((string Client, string Listener) key)
    {
        lock (_lock)
        {
            if (_records.TryGetValue(key, out var node))
            {
                _byUse.Remove(node);
                _byUse.AddFirst(node);
                return node.Value;
            }

            ForgetOldestIfFull();
            _records[key] = _byUse.AddFirst(new SmtpClientRecord(new SmtpClientConduct(key.Client, key.Listener, default)));
            return _byUse.First!.Value;
        }
    }

    private void ForgetOldestIfFull()
    {
        if (_records.Count == _maxClients && _byUse.Last is { Value: var oldest })
        {
            _records.Remove((oldest.Client, oldest.Listener));
            _byUse.RemoveLast();
        }
    }

    private static string NameOf(IPAddress? address) => address is null ? "local"
        : SmtpAddressKey.Of(address) is { AddressFamily: AddressFamily.InterNetworkV6 } network ? $"{network}/64"
        : SmtpAddressKey.Of(address).ToString();
}
