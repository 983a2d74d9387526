namespace Mail2Alert.Plugins;

/// <summary>What a plug-in makes of a mail.</summary>
public sealed record NotifierAlert
{
    /// <summary>What it is about, within its source: two mails with the same key are one alert. Not empty, and at most 1,024 characters.</summary>
    public required string Key { get; init; }

    /// <summary>Whether it begins, is over, or changes nothing.</summary>
    public NotifierStatus Status { get; init; } = NotifierStatus.Firing;

    /// <summary>How bad it is; null for an error when it fires, and otherwise for information.</summary>
    public NotifierSeverity? Severity { get; init; }

    /// <summary>The notifier's word for what happened; null when it has none.</summary>
    public string? Event { get; init; }

    /// <summary>What people are told first; null for the mail's subject.</summary>
    public string? Title { get; init; }

    /// <summary>What people are told then; null for the mail's text.</summary>
    public string? Text { get; init; }

    /// <summary>Where to read on; used when it is an address that begins with <c>http://</c> or <c>https://</c>.</summary>
    public Uri? Link { get; init; }

    /// <summary>Labels, of those that the kind names. A name has letters, digits and <c>_</c>; a value at most 1,024 characters.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}

/// <summary>How an alert stands.</summary>
public enum NotifierStatus
{
    /// <summary>News that change nothing.</summary>
    Info,

    /// <summary>It begins, or goes on.</summary>
    Firing,

    /// <summary>It is over.</summary>
    Resolved,
}

/// <summary>How bad an alert is.</summary>
public enum NotifierSeverity
{
    /// <summary>Good to know.</summary>
    Info,

    /// <summary>It may become an error.</summary>
    Warning,

    /// <summary>Something failed.</summary>
    Error,

    /// <summary>Somebody has to act at once.</summary>
    Critical,
}
