namespace Mail2Alert.Cli.Demo;

/// <summary>One arrow of the picture.</summary>
/// <param name="From">Whose lifeline it starts at.</param>
/// <param name="To">Whose lifeline it ends at.</param>
/// <param name="Text">What stands on it.</param>
/// <param name="At">When, counted from the arrival of the mail.</param>
internal sealed record Exchange(Party From, Party To, string Text, TimeSpan At);

/// <summary>The lifelines, from left to right.</summary>
internal enum Party
{
    Notifier,
    Mail2Alert,
    Api,
    Target,
}
