using System.CommandLine;
using System.CommandLine.Parsing;
using Mail2Alert.Storage;

namespace Mail2Alert.Cli.Queue;

/// <summary>The options that pick mails.</summary>
internal sealed class MailFilter
{
    private readonly Option<DateTimeOffset?> _since = WrittenTime.Option("--since", "Only mails that came since then, such as 2h ago or a date");
    private readonly Option<DateTimeOffset?> _until = WrittenTime.Option("--until", "Only mails that came before");
    private readonly Option<string?> _from = new("--from") { Description = "Only mails whose sender holds this text", HelpName = "TEXT" };
    private readonly Option<string?> _to = new("--to") { Description = "Only mails with a recipient that holds this text", HelpName = "TEXT" };
    private readonly Option<string?> _source = new("--source") { Description = "Only mails that this source read", HelpName = "NAME" };
    private readonly Option<string?> _subject = new("--subject") { Description = "Only mails whose subject holds this text", HelpName = "TEXT" };
    private readonly Option<string?> _state = StateOption.OfMails();

    private Option[] Options => [_since, _until, _from, _to, _source, _subject, _state];

    public void AddTo(Command command)
    {
        foreach (var option in Options)
            command.Add(option);
    }

    public bool IsGiven(SymbolResult result) => Options.Any(option => result.GetResult(option) is not null);

    public MailQuery Read(ParseResult result) => new()
    {
        Since = result.GetValue(_since),
        Until = result.GetValue(_until),
        Sender = result.GetValue(_from),
        Recipient = result.GetValue(_to),
        Source = result.GetValue(_source),
        Subject = result.GetValue(_subject),
        IsUnrouted = result.GetValue(_state) == StateOption.Unrouted,
        State = StateOption.Read(result.GetValue(_state)),
    };
}
