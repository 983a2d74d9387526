using System.CommandLine;
using Mail2Alert.Cli.Queue;
using Mail2Alert.Pipeline;
using Mail2Alert.Web.Desk;

namespace Mail2Alert.Cli.Alerts;

/// <summary><c>mail2alert alerts ack</c> and <c>unack</c>: by the short id, or by source and key.</summary>
internal static class AcknowledgeCommand
{
    public static Command Create(Option<string?> config, string name, bool isTaken, string description)
    {
        var alert = new Argument<string[]>("ALERT")
        {
            Description = "The id that `alerts list` shows, or source and key",
            Arity = new ArgumentArity(1, 2),
        };
        var by = Author.Option();
        var command = new Command(name, description) { alert, by };
        command.SetAction((result, cancellationToken) => DeskDoor.EnterAsync(
            result.GetValue(config),
            result.InvocationConfiguration,
            (desk, token) => RunAsync(desk, Order(result), result.InvocationConfiguration, token),
            cancellationToken));
        return command;

        AcknowledgeOrder Order(ParseResult result) => result.GetValue(alert) switch
        {
            [var source, var key] => new AcknowledgeOrder(source, key, result.GetValue(by) ?? "", isTaken),
            [var id] => new AcknowledgeOrder(id, null, result.GetValue(by) ?? "", isTaken),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static async Task<int> RunAsync(IDesk desk, AcknowledgeOrder order, InvocationConfiguration streams, CancellationToken cancellationToken)
    {
        var answer = await desk.Alerts.AcknowledgeAsync(order, cancellationToken);
        if (answer.Refusal is { } refusal)
            return await DeskDoor.RefuseAsync(streams, refusal);
        var what = order.IsTaken ? $"acknowledged by {order.By}" : "given back";
        await streams.Output.WriteLineAsync(Printable.Of($"{answer.Source}: {answer.Key}: {what}"));
        return ExitCode.Ok;
    }
}
