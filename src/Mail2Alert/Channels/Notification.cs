using Mail2Alert.Alerts;
using Mail2Alert.Messages;
using Mail2Alert.Routing;

namespace Mail2Alert.Channels;

/// <summary>What a channel has to say: the mail, what was made of it, and who else is told.</summary>
/// <param name="Message">The mail as it came.</param>
/// <param name="Alert">What a source made of it.</param>
/// <param name="Audience">All targets of this alert; a mail names all its recipients in To.</param>
internal sealed record Notification(Message Message, Alert Alert, IReadOnlyList<Target> Audience)
{
    /// <summary>
    /// What else is to be said, beginning with a word that says it for all: <c>fallback of …</c>, <c>escalated: …</c>, <c>flaps: …</c>. Null for most.
    /// </summary>
    public string? Note { get; init; }

    /// <summary>Which attempt this is, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>What the target said when it was told of this alert before; <see cref="Memo.None"/> when it was not, or nobody remembers.</summary>
    public Memo Memo { get; init; } = Memo.None;

    /// <summary>How route and receiver want it said; null for as usual.</summary>
    public Wording? Wording { get; init; }

    /// <summary>The name of the receiver that is told; null where there is none.</summary>
    public string? Receiver { get; init; }

    /// <summary>The name of the route that asks for it; null where there is none.</summary>
    public string? Route { get; init; }
}
