using System.Security.Cryptography;
using System.Text;
using Mail2Alert.Alerts;

namespace Mail2Alert.Channels.Templates;

/// <summary>What one target is told: written in its dialect, and no longer than it takes.</summary>
internal sealed record Letter
{
    /// <summary>What it is about.</summary>
    public required Notification About { get; init; }

    /// <summary>Empty where the channel has no title: then the text begins with it.</summary>
    public required string Title { get; init; }

    public required string Text { get; init; }

    /// <summary>How the text is written.</summary>
    public required Dialect Dialect { get; init; }

    /// <summary>What goes along: no more than the channel takes, and in the first of several parts.</summary>
    public IReadOnlyList<LetterFile> Files { get; init; } = [];

    /// <summary>The same at every attempt, and for no other delivery or part of one.</summary>
    public required string Key { get; init; }

    public Alert Alert => About.Alert;

    /// <summary>What the target said before; none for what follows the first of several parts.</summary>
    public Memo Memo => About.Memo;

    /// <summary>True when the target was told that the alert fires, and may be told that it is over.</summary>
    public bool Ends => Alert.Status == AlertStatus.Resolved;

    /// <summary>Names the alert, the same as long as it is this alert: 32 hexadecimal digits, for a service that tells alerts apart by a key.</summary>
    public string AlertKey => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Alert.Source}\n{Alert.Key}")).AsSpan(0, 16));
}
