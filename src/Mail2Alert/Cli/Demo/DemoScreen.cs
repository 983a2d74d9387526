using Mail2Alert.Channels;
using Mail2Alert.Pipeline;

namespace Mail2Alert.Cli.Demo;

/// <summary>Shows one mail: the exchanges as they happened, and what was decided and why.</summary>
internal sealed class DemoScreen(TextWriter output)
{
    private readonly Lock _lock = new();

    public void Show(HandledMail mail, IReadOnlyList<Exchange> exchanges)
    {
        lock (_lock)
        {
            output.WriteLine();
            output.WriteLine($"● {Printable.Of(mail.Message.Subject)}");
            output.WriteLine();
            foreach (var line in SequenceDiagram.Draw(exchanges))
                output.WriteLine(line);
            output.WriteLine();
            foreach (var reason in mail.Decision.Explain())
                output.WriteLine($"  why   {Printable.Of(reason)}");
            foreach (var delivery in mail.Deliveries)
                output.WriteLine($"  told  {Printable.Of($"{delivery.To}: {Outcome(delivery.Outcome)}")}");
            if (mail.Deliveries.Count == 0)
                output.WriteLine("  told  nobody");
            output.WriteLine($"  reply {Printable.Of(mail.Reply.ToString())}");
        }
    }

    public void Say(string text)
    {
        lock (_lock)
            output.WriteLine(text);
    }

    private static string Outcome(Outcome outcome) => outcome switch
    {
        Channels.Outcome.Delivered delivered => $"delivered ({delivered.Reference})",
        Channels.Outcome.Retry retry => $"not yet: {retry.Why}",
        Channels.Outcome.Failed failed => $"refused: {failed.Why}",
        _ => outcome.ToString(),
    };
}
