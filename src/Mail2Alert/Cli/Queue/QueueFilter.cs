using System.CommandLine;
using System.CommandLine.Parsing;
using Mail2Alert.Storage;

namespace Mail2Alert.Cli.Queue;

/// <summary>The options that pick deliveries.</summary>
internal sealed class QueueFilter
{
    private readonly Option<string?> _state = StateOption.OfDeliveries();
    private readonly Option<string?> _target = new("--target") { Description = "Only those with this in target or recipient", HelpName = "TEXT" };
    private readonly Option<string?> _mail = new("--mail") { Description = "Only those of this mail", HelpName = "MAIL-ID" };
    private readonly Option<DateTimeOffset?> _older = WrittenTime.Option("--older", "Only those older than 1h, say, or than a date");

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_state, _target, _mail, _older])
            command.Add(option);
    }

    public bool IsGiven(SymbolResult result) => ((Option[])[_state, _target, _mail, _older]).Any(option => result.GetResult(option) is not null);

    /// <summary>What is delivered is left out unless it is asked for, or the mail is.</summary>
    public DeliveryQuery Read(ParseResult result) => new()
    {
        State = StateOption.Read(result.GetValue(_state)),
        To = result.GetValue(_target),
        MailId = result.GetValue(_mail),
        CreatedBefore = result.GetValue(_older),
        IsUndelivered = result.GetValue(_mail) is null,
    };
}
