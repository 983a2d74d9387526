using System.Globalization;
using System.Text;
using System.Text.Json;
using Mail2Alert.Channels.Web;
using Mail2Alert.Sources.Declared.Lookups;
using Newtonsoft.Json.Linq;

namespace Mail2Alert.Channels.Webhooks;

/// <summary>What an answer means, as configured; where nothing is, as always.</summary>
internal sealed record WebhookVerdict
{
    // The library's expressions remember where they are while they are evaluated.
    private readonly Lock _gate = new();

    /// <summary>What a success is; empty for 200 to 299.</summary>
    public IReadOnlyList<StatusRange> Success { get; init; } = [];

    /// <summary>What the body of a success says.</summary>
    public IReadOnlyList<AnswerTest> SuccessBody { get; init; } = [];

    /// <summary>What may be better later, beyond what always may.</summary>
    public IReadOnlyList<StatusRange> Retry { get; init; } = [];

    /// <summary>Each of these says so by itself.</summary>
    public IReadOnlyList<AnswerTest> RetryBody { get; init; } = [];

    /// <summary>Where the body says how many seconds to wait; null for nowhere.</summary>
    public JmesPathText? RetryAfter { get; init; }

    /// <summary>What of the body is remembered.</summary>
    public IReadOnlyList<(string Name, JmesPathText Path)> Memo { get; init; } = [];

    public Outcome Judge(WebAnswer answer, string who, TimeProvider clock)
    {
        if (answer is not WebAnswer.Reply reply)
            return WebJudge.Of(answer, who, clock);
        var body = Parse(reply.Body);
        if (Retry.Any(range => range.Holds(reply.Status)) || RetryBody.Any(test => IsMet(test, body)))
            return new Outcome.Retry($"{who} answered {reply.Status} and is to be asked again", Wait(body) ?? AskedWait.Of(reply, clock));
        if (!(Success.Count == 0 ? reply.IsSuccess : Success.Any(range => range.Holds(reply.Status))))
            return Refused(reply, body, who, clock);
        if (SuccessBody.FirstOrDefault(test => !IsMet(test, body)) is { } unmet)
            return new Outcome.Failed($"{who} answered {reply.Status}, but '{unmet.Written}' is {Shown(Find(unmet.Path, unmet.Written, body))}");
        return new Outcome.Delivered(Memo.Select(part => Find(part.Path, part.Name, body)).FirstOrDefault(value => value is not null));
    }

    /// <summary>What of an answer is to be remembered; <see cref="Memo.None"/> when there is nothing.</summary>
    public Memo MemoOf(WebAnswer answer) => answer is WebAnswer.Reply reply && Parse(reply.Body) is { } body
        ? Channels.Memo.Of([.. Memo.Select(part => (part.Name, Find(part.Path, part.Name, body)))])
        : Channels.Memo.None;

    private Outcome Refused(WebAnswer.Reply reply, JToken? body, string who, TimeProvider clock) => reply.IsSuccess
        ? new Outcome.Failed($"{who} answered {reply.Status}, which is no success for it")
        : WebJudge.Of(reply, who, clock) is Outcome.Retry retry && Wait(body) is { } wait ? retry with { After = wait } : WebJudge.Of(reply, who, clock);

    private bool IsMet(AnswerTest test, JToken? body) => Find(test.Path, test.Written, body) is { } found && test.Values.Contains(found);

    private TimeSpan? Wait(JToken? body) => RetryAfter is { } path
        && double.TryParse(Find(path, "retry-after", body), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        && seconds is >= 0 and < 1e8 ? TimeSpan.FromSeconds(seconds) : null;

    private string? Find(JmesPathText path, string name, JToken? body)
    {
        if (body is null)
            return null;
        try
        {
            lock (_gate)
                return path.Find(body, name);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Shown(string? value) => value is null ? "not there" : $"'{Printable.Of(value.Length > 80 ? value[..80] : value)}'";

    private static JToken? Parse(string body)
    {
        try
        {
            using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(body));
            return JsonAnswerReader.Parse(bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Status codes from one to another.</summary>
internal sealed record StatusRange(int First, int Last)
{
    public bool Holds(int status) => status >= First && status <= Last;
}

/// <summary>A place in a body, and what stands there.</summary>
internal sealed record AnswerTest(string Written, JmesPathText Path, IReadOnlySet<string> Values);
