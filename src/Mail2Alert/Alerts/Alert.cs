using Mail2Alert.Messages;

namespace Mail2Alert.Alerts;

/// <summary>What a source makes of a mail. The same key on a later mail is the same alert.</summary>
internal sealed record Alert
{
    // What a person reads of one among many.
    private const int LongestRemembered = 2000;

    private readonly string? _text;

    /// <summary>Name of the source that read it, as configured.</summary>
    public required string Source { get; init; }

    /// <summary>What the alert is about, within its source: <c>webshop-build/unit-test</c>.</summary>
    public required string Key { get; init; }

    /// <summary>
    /// Which happening of that key: <c>webshop-build/1042/unit-test/1</c>. A mail that comes again, or once for each subscriber, has the same
    /// one. Null where a mail does not say.
    /// </summary>
    public string? Occurrence { get; init; }

    /// <summary>True where its mail lists how things stand: as long as that does not change, it is no news to anybody who was told.</summary>
    public bool IsListed { get; init; }

    /// <summary>When its mail came.</summary>
    public DateTimeOffset At { get; init; }

    public required AlertStatus Status { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>The source's own word for what happened (<c>BREAKS</c>), null when it has none.</summary>
    public string? Event { get; init; }

    /// <summary>The words for going down and up again; null where an alert's past does not change its event.</summary>
    public EdgeEvents? Edges { get; init; }

    /// <summary>The status before this mail as the source's API tells it; a status seen in mail counts for more.</summary>
    public AlertStatus? StatusBefore { get; init; }

    public required Labels Labels { get; init; }

    public required string Title { get; init; }

    /// <summary>What its mail says, which is read when it is asked for, unless the source says something else.</summary>
    public string Text { get => _text ?? Mail?.Text ?? ""; init => _text = value; }

    /// <summary>True when <see cref="Text"/> is what its mail says.</summary>
    public bool HasMailsText => _text is null || _text == Mail?.Text;

    /// <summary>Where to read on; null when there is no trustworthy address.</summary>
    public Uri? Link { get; init; }

    /// <summary>What the source looked up, for its own predicates.</summary>
    public SourceFacts? Facts { get; init; }

    /// <summary>The mail that it was made of, for conditions on it; null for an alert that no mail made, or that was read back.</summary>
    public Message? Mail { get; init; }

    /// <summary>The same for who keeps it longer than its mail.</summary>
    public Alert Detached() => this with { Text = Text, Mail = null };

    /// <summary>What is remembered of it while it is not over: enough to tell it together with others, and bounded.</summary>
    public Alert Remembered()
    {
        var text = _text ?? Mail?.Opening ?? "";
        return this with { Text = text.Length > LongestRemembered ? text[..LongestRemembered] : text, Facts = null, Mail = null };
    }
}
