using System.CommandLine;
using System.Text.Json;
using Mail2Alert.Cli.Reports;
using Mail2Alert.Pipeline;
using Mail2Alert.Web.Desk;

namespace Mail2Alert.Cli.Queue;

/// <summary><c>mail2alert replay</c>: decides anew about past mail, by the configuration of now, and sends what follows.</summary>
internal static class ReplayCommand
{
    private const int Usual = 100;

    public static Command Create()
    {
        var config = ConfigOption.Create();
        var ids = new Argument<string[]>("MAIL-ID") { Description = "Mails, by their ids", Arity = ArgumentArity.ZeroOrMore };
        var targets = new Option<string[]>("--target") { Description = "Only targets or recipients with this; may be repeated", HelpName = "TEXT" };
        var dry = new Option<bool>("--dry-run") { Description = "Show who would be told and why, and change nothing" };
        var most = MostOption.Create(Usual);
        var json = JsonOption.Create();
        var filter = new MailFilter();
        var command = new Command("replay", "Decide anew about past mail, by the configuration of now, and send it to whom that names")
        {
            config, ids, targets, dry, most, json,
        };
        filter.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(ids) is { Length: > 0 } == filter.IsGiven(result))
                result.AddError("say which: either ids of mails, or a filter such as --since 2h or --state unrouted");
        });
        command.SetAction((result, cancellationToken) => DeskDoor.EnterAsync(
            result.GetValue(config),
            result.InvocationConfiguration,
            async (desk, token) =>
            {
                var (mails, hasMore) = result.GetValue(ids) is { Length: > 0 } named
                    ? ([.. named.Distinct()], false)
                    : await FindAsync(desk, filter.Read(result), result.GetValue(most), token);
                var orders = mails.Select(mail => new ReplayOrder(mail, result.GetValue(targets) ?? [], result.GetValue(dry)));
                return await RunAsync(desk, [.. orders], hasMore, result.GetValue(json), result.InvocationConfiguration, token);
            },
            cancellationToken));
        return command;
    }

    private static async Task<(IReadOnlyList<string> Mails, bool HasMore)> FindAsync(
        IDesk desk, Storage.MailQuery query, int most, CancellationToken cancellationToken)
    {
        var found = await QueuePages.ReadAsync(desk, query, most + 1, cancellationToken);
        return ([.. found.Take(most).Select(mail => mail.Id)], found.Count > most);
    }

    private static async Task<int> RunAsync(
        IDesk desk, IReadOnlyList<ReplayOrder> orders, bool hasMore, bool json, InvocationConfiguration streams, CancellationToken cancellationToken)
    {
        var replayed = new List<ReplayedMail>();
        foreach (var order in orders)
        {
            var mail = await desk.ReplayAsync(order, cancellationToken);
            replayed.Add(mail);
            if (!json)
                ReplayReport.Write(streams.Output, mail, order.IsDry);
        }
        if (json)
            await streams.Output.WriteLineAsync(JsonSerializer.Serialize(replayed, DeskJson.Printed.IReadOnlyListReplayedMail));
        else
            await streams.Output.WriteLineAsync(ReplayReport.Sentence(replayed, orders.Any(order => order.IsDry)));
        if (hasMore)
            await streams.Error.WriteLineAsync($"mail2alert: more than these {orders.Count} mails match, the oldest; narrow it down, or see --most");
        return replayed.TrueForAll(mail => mail.Trouble is null) ? ExitCode.Ok : ExitCode.Failed;
    }
}
