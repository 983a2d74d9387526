using System.CommandLine;
using Mail2Alert.Deliveries;
using Mail2Alert.Storage;

namespace Mail2Alert.Cli.Queue;

/// <summary>The options that pick mails.</summary>
internal sealed class MailFilter
{
    private const string Unrouted = "unrouted";

    private static readonly string[] States = [Unrouted, .. Enum.GetNames<DeliveryState>().Select(name => name.ToLowerInvariant())];

    private readonly Option<DateTimeOffset?> _since = WrittenTime.Option("--since", "Only mails that came since then, such as 2h ago or a date");
    private readonly Option<DateTimeOffset?> _until = WrittenTime.Option("--until", "Only mails that came before");
    private readonly Option<string?> _from = new("--from") { Description = "Only mails whose sender holds this text", HelpName = "TEXT" };
    private readonly Option<string?> _to = new("--to") { Description = "Only mails with a recipient that holds this text", HelpName = "TEXT" };
    private readonly Option<string?> _source = new("--source") { Description = "Only mails that this source read", HelpName = "NAME" };
    private readonly Option<string?> _subject = new("--subject") { Description = "Only mails whose subject holds this text", HelpName = "TEXT" };
    private readonly Option<string?> _state = new("--state") { Description = "Only mails of which nobody was to be told (unrouted), or with a delivery in this state" };

    public MailFilter() => _state.AcceptOnlyFromAmong(States);

    private Option[] Options => [_since, _until, _from, _to, _source, _subject, _state];

    public void AddTo(Command command)
    {
        foreach (var option in Options)
            command.Add(option);
    }

    public bool IsGiven(System.CommandLine.Parsing.SymbolResult result) => Options.Any(option => result.GetResult(option) is not null);

    public MailQuery Read(ParseResult result) => new()
    {
        Since = result.GetValue(_since),
        Until = result.GetValue(_until),
        Sender = result.GetValue(_from),
        Recipient = result.GetValue(_to),
        Source = result.GetValue(_source),
        Subject = result.GetValue(_subject),
        IsUnrouted = result.GetValue(_state) == Unrouted,
        State = result.GetValue(_state) is { } state and not Unrouted ? Enum.Parse<DeliveryState>(state, ignoreCase: true) : null,
    };
}
