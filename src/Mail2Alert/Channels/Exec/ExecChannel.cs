using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mail2Alert.Channels.Programs;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Routing;

namespace Mail2Alert.Channels.Exec;

/// <summary>Programs on this machine, which read the alert as a line of JSON. No shell sees any of it.</summary>
internal sealed class ExecChannel(ChannelTools tools) : IUrlChannel, IDisposable
{
    private const int AtTheSameTime = 4;

    // Linux starts no program with a variable of more than 128 KiB (execve(2)); a code unit is of three octets at most.
    private const int LongestVariable = 32_000;

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ProgramRunner _programs = new(AtTheSameTime, tools.Clock);

    public static ChannelKind Kind { get; } = new("exec", ["exec"], _ => ParsedTargets.Wrong("expected exec:/PATH/PROGRAM"))
    {
        Form = "exec:/PATH/PROGRAM",
        Limits = new MessageLimits(Title: 1000, Text: 1_000_000),
        ShowsStatus = true,
        Files = new FileLimits(Most: 20, Bytes: 25 * 1024 * 1024),
        HasLink = true,
        ReadOpaque = ExecTarget.Read,
    };

    public string Scheme => Kind.Name;

    public async Task<Outcome> SendAsync(Notification notification, Target target, CancellationToken cancellationToken)
    {
        var own = (ExecTarget)target;
        if (ExecPermission.Objection(own.File, own.Settings.Allow) is { } objection)
            return new Outcome.Retry($"{own.File} {objection}");
        var letter = tools.Letters.Write(notification, own, Kind);
        using var files = new PrivateFiles();
        try
        {
            files.Write(letter.Files);
        }
        catch (IOException trouble)
        {
            return new Outcome.Retry($"the files of the mail cannot be written: {trouble.Message}");
        }
        var end = await _programs.RunAsync(CallOf(letter, own, files), cancellationToken);
        return ExecVerdict.Of(end, own, letter);
    }

    public void Dispose() => _programs.Dispose();

    private static ProgramCall CallOf(Letter letter, ExecTarget target, PrivateFiles files)
    {
        var alert = AlertJson.Of(letter);
        if (!letter.Memo.IsNone)
            alert["memo"] = new JsonObject(letter.Memo.Values.Select(part => KeyValuePair.Create(part.Key, (JsonNode?)part.Value)));
        return new ProgramCall(target.File, target.Arguments)
        {
            Input = System.Text.Encoding.UTF8.GetBytes(alert.ToJsonString(Relaxed) + "\n"),
            Environment = [.. Variables(letter), ("M2A_FILES_DIR", files.Directory)],
            Timeout = target.Settings.Timeout,
        };
    }

    private static IReadOnlyList<(string, string)> Variables(Letter letter)
    {
        var envelope = letter.About.Message.Envelope;
        return
        [
            ("M2A_ID", letter.Key),
            ("M2A_ATTEMPT", letter.About.Attempt.ToString(CultureInfo.InvariantCulture)),
            ("M2A_KEY", Short(letter.Alert.Key)),
            ("M2A_STATE", AlertJson.Word(letter.Alert.Status)),
            ("M2A_SEVERITY", AlertJson.Word(letter.Alert.Severity)),
            ("M2A_TITLE", Short(letter.Title)),
            ("M2A_FROM", Short($"{envelope.Sender}")),
            ("M2A_TO", Short(string.Join(' ', envelope.Recipients.Select(recipient => recipient.Address)))),
            ("M2A_LINK", Short(letter.Alert.Link?.AbsoluteUri ?? "")),
        ];
    }

    private static string Short(string text) => Fitting.Cut(Printable.Of(text), LongestVariable);
}
