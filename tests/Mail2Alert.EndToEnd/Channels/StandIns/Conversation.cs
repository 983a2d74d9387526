using System.Collections.Concurrent;

namespace Mail2Alert.EndToEnd.Channels.StandIns;

/// <summary>What people see in one place: messages, each as it stands now, and the answers below it.</summary>
internal sealed class Conversation
{
    private readonly ConcurrentDictionary<string, string> _messages = new();
    private readonly ConcurrentQueue<string> _replies = new();
    private int _ids;

    /// <summary>Those that stand by themselves.</summary>
    public IReadOnlyCollection<string> Messages => [.. _messages.Values];

    /// <summary>Those that stand below another.</summary>
    public IReadOnlyCollection<string> Replies => [.. _replies];

    /// <returns>Its id.</returns>
    public string Post(string text)
    {
        var id = $"{1_700_000_000 + Interlocked.Increment(ref _ids)}";
        _messages[id] = text;
        return id;
    }

    public string Reply(string text)
    {
        _replies.Enqueue(text);
        return $"{1_800_000_000 + Interlocked.Increment(ref _ids)}";
    }

    /// <returns>False when there is no such message.</returns>
    public bool Change(string id, string text)
    {
        if (!_messages.ContainsKey(id))
            return false;
        _messages[id] = text;
        return true;
    }

    public bool Remove(string id) => _messages.TryRemove(id, out _);

    /// <summary>The message of that name, new or changed.</summary>
    public void Put(string id, string text) => _messages[id] = text;
}
