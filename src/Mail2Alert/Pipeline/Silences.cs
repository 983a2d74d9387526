using System.Security.Cryptography;
using Mail2Alert.Alerts;
using Mail2Alert.Routing;
using Mail2Alert.Routing.Groups;
using Mail2Alert.Storage;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Pipeline;

/// <summary>What people do with silences: each change is on disk before it counts.</summary>
internal sealed partial class Silences(
    IStore store, SilenceBook book, AlertMemory alerts, GroupBook groups, TimeProvider clock, ILogger<Silences> logger)
{
    /// <summary>That are not over: each is asked of each alert.</summary>
    public const int Most = 1000;

    // That are over: what a person looks through.
    private const int MostOver = 1000;

    private const int MostMatchers = 50;
    private const int LongestText = 1000;

    /// <summary>How long those that are over can be listed; as Alertmanager's <c>--data.retention</c>.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(5);

    /// <summary>Those not over first, and of these the one that ends first.</summary>
    public IReadOnlyList<Silence> All
    {
        get
        {
            var now = clock.GetUtcNow();
            return [.. book.All.Where(silence => silence.Ends > now - Remembered).OrderBy(silence => silence.IsOver(now)).ThenBy(silence => silence.Ends)];
        }
    }

    /// <summary>The silences there were before the program stopped. Before the groups come.</summary>
    public void Restore(IEnumerable<MemoryRow> memory)
    {
        foreach (var silence in SilenceRows.All(memory))
            book.Put(silence);
    }

    public async Task<SilenceAnswer> AddAsync(SilenceOrder order, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var parsed = order.Matchers.Select(LabelMatch.Parse).ToList();
        var mistake = parsed.Select(match => match.Mistake).FirstOrDefault(mistake => mistake is not null) ?? Mistake(order, now);
        if (mistake is not null)
            return SilenceAnswer.Refused(mistake);
        IReadOnlyList<LabelMatch> when = [.. parsed.Select(match => match.Match!)];
        if (when.All(match => match.MatchesNothing))
            return SilenceAnswer.Refused("that would silence alerts without any of these labels, too: nearly all; add a matcher such as source=NAME");
        var silence = new Silence(RandomNumberGenerator.GetHexString(8, lowercase: true), when, order.Starts ?? now, order.Ends, order.By, order.Reason);
        return await KeepAsync(silence, cancellationToken);
    }

    /// <summary>Ends one now. Who was kept quiet by it is told within seconds, unless something else keeps him quiet.</summary>
    public async Task<SilenceAnswer> EndAsync(string id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (book.Find(id) is not { } silence)
            return SilenceAnswer.Refused($"there is no silence {id}; `mail2alert silence list` shows all");
        if (silence.IsOver(now))
            return SilenceAnswer.Refused($"the silence {id} is over already");
        var answer = await KeepAsync(silence with { Starts = silence.Starts < now ? silence.Starts : now, Ends = now }, cancellationToken);
        groups.HurryHeld();
        return answer;
    }

    private async Task<SilenceAnswer> KeepAsync(Silence silence, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var over = book.All.Where(other => other.Id != silence.Id && other.IsOver(now)).OrderByDescending(other => other.Ends).ToList();
        List<string> old = [.. over.Where((other, index) => index >= MostOver || other.Ends <= now - Remembered).Select(other => other.Id)];
        var answer = await store.RememberAsync([SilenceRows.Of(silence), .. old.Select(SilenceRows.Forget)], cancellationToken);
        if (answer.Refusal is { } refusal)
            return SilenceAnswer.Refused(refusal);
        book.Put(silence);
        old.ForEach(book.Remove);
        Tell(silence, now);
        return new SilenceAnswer(silence, alerts.All.Count(alert => alert.State is { Status: AlertStatus.Firing, Alert: { } one } && silence.Matches(one)), null);
    }

    private string? Mistake(SilenceOrder order, DateTimeOffset now) => order switch
    {
        { Matchers.Count: 0 } => "a silence needs a matcher, such as host=web1",
        { Matchers.Count: > MostMatchers } => $"a silence has {MostMatchers} matchers at the most",
        { Reason.Length: > LongestText } or { By.Length: > LongestText } => $"reason and name have {LongestText} characters at the most",
        _ when string.IsNullOrWhiteSpace(order.Reason) => "a silence needs a reason: whoever is not told wants to know why",
        _ when string.IsNullOrWhiteSpace(order.By) => "a silence needs a name: whom to ask about it",
        _ when order.Ends <= now => "the end of the silence is in the past",
        _ when order.Starts >= order.Ends => "the silence ends before it begins",
        _ when book.All.Count(silence => !silence.IsOver(now)) >= Most => $"there are {Most} silences already: end some that are not needed any more",
        _ => null,
    };

    private void Tell(Silence silence, DateTimeOffset now)
    {
        var what = Printable.Of(string.Join(", ", silence.When));
        if (silence.IsOver(now))
            LogEnded(silence.Id, what);
        else
            LogAdded(silence.Id, Printable.Of(silence.By), silence.Starts, silence.Ends, what, Printable.Of(silence.Reason));
    }

    [LoggerMessage(4330, LogLevel.Information, "Silence {Id} by {By} from {Starts:u} until {Ends:u}: {What}: {Reason}")]
    private partial void LogAdded(string id, string by, DateTimeOffset starts, DateTimeOffset ends, string what, string reason);

    [LoggerMessage(4331, LogLevel.Information, "Silence {Id} was ended: {What}")]
    private partial void LogEnded(string id, string what);
}
