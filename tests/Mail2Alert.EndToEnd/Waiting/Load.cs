using System.Diagnostics;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Waiting;

/// <summary>Many notifiers at once, each with one mail on a connection of its own.</summary>
internal static class Load
{
    /// <summary>For the program: no more threads than these, so that one that waits is missed. (The value is hexadecimal.)</summary>
    public static readonly Dictionary<string, string> FourThreads = new() { ["DOTNET_ThreadPool_ForceMaxWorkerThreads"] = "4" };

    /// <returns>How long from the first connection to the last answer, and the answers.</returns>
    public static async Task<(TimeSpan Took, IReadOnlyList<SmtpAnswer> Answers)> SendAsync(int port, IEnumerable<ProbeMail> mails)
    {
        var start = Stopwatch.GetTimestamp();
        var answers = await Task.WhenAll(mails.Select(mail => SmtpProbe.DeliverAsync(port, mail)));
        return (Stopwatch.GetElapsedTime(start), answers);
    }
}
