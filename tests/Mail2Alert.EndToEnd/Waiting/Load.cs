using System.Diagnostics;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Waiting;

/// <summary>Many notifiers at once, each with one mail on a connection of its own.</summary>
internal static class Load
{
    /// <returns>How long from the first connection to the last answer, and the answers.</returns>
    public static async Task<(TimeSpan Took, IReadOnlyList<SmtpAnswer> Answers)> SendAsync(int port, IEnumerable<ProbeMail> mails)
    {
        var start = Stopwatch.GetTimestamp();
        var answers = await Task.WhenAll(mails.Select(mail => SmtpProbe.DeliverAsync(port, mail)));
        return (Stopwatch.GetElapsedTime(start), answers);
    }
}
