using Mail2Alert.Alerts;

namespace Mail2Alert.Deliveries;

/// <summary>A delivery that a summary can tell.</summary>
/// <param name="Id">Names it.</param>
/// <param name="MailId">The mail that it is about.</param>
/// <param name="Alert">What was made of it; without its text where that is the mail's.</param>
/// <param name="CreatedAt">When it was decided.</param>
internal sealed record HeldBackNews(long Id, string MailId, Alert Alert, DateTimeOffset CreatedAt)
{
    /// <summary>What else is to be said to whoever is told, as a fallback; null for most.</summary>
    public string? Note { get; init; }
}
