using Mail2Alert.Alerts;
using Mail2Alert.Channels.Templates;

namespace Mail2Alert.Channels.Chat;

/// <summary>How an alert looks in a chat.</summary>
internal static class AlertLook
{
    private const string Over = "✅";
    private const int LongestEnd = 250;

    /// <summary>As Apprise colours what it tells: people know them.</summary>
    public static string Colour(Alert alert) => alert switch
    {
        { Status: AlertStatus.Resolved } => "#3AA337",
        { Severity: Severity.Error or Severity.Critical } => "#A32037",
        { Severity: Severity.Warning } => "#CACF29",
        _ => "#3AA3E3",
    };

    /// <summary>The same as a character, where there are no colours.</summary>
    public static string Mark(Alert alert) => alert switch
    {
        { Status: AlertStatus.Resolved } => Over,
        { Severity: Severity.Error or Severity.Critical } => "🔴",
        { Severity: Severity.Warning } => "🟡",
        _ => "🔵",
    };

    /// <summary>The title, where a colour stands beside it: not everybody sees red and green.</summary>
    public static string Title(Letter letter) => letter.Ends ? $"{Over} {letter.Title}" : letter.Title;

    /// <summary>The text with its mark, where there is no title.</summary>
    public static string Text(Letter letter) => $"{Mark(letter.Alert)} {letter.Text}";

    /// <summary>What is said below the first message when it is over.</summary>
    public static string End(Alert alert, Dialect dialect) => $"{Over} {new Fitting(LengthUnit.Utf16).Fit(length => dialect.Escape(Fitting.Cut(alert.Title, length)), LongestEnd)}";
}
