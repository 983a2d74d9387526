namespace Mail2Alert.Channels.Templates;

/// <summary>Which files of a mail may go to services (<c>attachments</c>).</summary>
internal sealed record FilePolicy
{
    public static FilePolicy Default { get; } = new();

    /// <summary>Media types, also such as <c>image/*</c>. Those that a program would run, or a browser, are none of these.</summary>
    public IReadOnlyList<string> Types { get; init; } =
        ["image/png", "image/jpeg", "image/gif", "image/webp", "text/plain", "text/csv", "application/pdf"];

    /// <summary>How many go with one alert.</summary>
    public int Most { get; init; } = 4;

    /// <summary>How large each may be. What is larger stays in the mail.</summary>
    public long Size { get; init; } = 5 * 1024 * 1024;

    /// <summary>Names such as <c>*.log</c>; null for all but those of programs.</summary>
    public IReadOnlyList<string>? Names { get; init; }
}
