using System.CommandLine;
using Mail2Alert.SideBySide.Compare;
using Mail2Alert.SideBySide.Load;
using Mail2Alert.SideBySide.Sinks;

namespace Mail2Alert.SideBySide;

/// <summary>The command line.</summary>
internal static class SideBySideCommand
{
    public static RootCommand Create() => new("Mail2Alert beside others, on the same machine with the same mails") { CompareCommand.Create(), Generate(), Sink() };

    private static Command Generate()
    {
        var port = new Option<int>("--port") { Description = "Of 127.0.0.1", Required = true };
        var senders = new Option<int>("--senders") { Description = "Connections at once", DefaultValueFactory = _ => 1 };
        var seconds = new Option<double>("--seconds") { Description = "That are measured", DefaultValueFactory = _ => 3 };
        var warmUp = new Option<double>("--warm-up") { Description = "Seconds before them", DefaultValueFactory = _ => 1 };
        var size = new Option<int>("--size") { Description = "Octets of a mail", DefaultValueFactory = _ => 1024 };
        var oneEach = new Option<bool>("--one-each") { Description = "A connection for each mail" };
        var pipelining = new Option<bool>("--pipelining") { Description = "MAIL, RCPT and DATA together" };
        var rate = new Option<double>("--rate") { Description = "Mails a second, whatever becomes of them" };
        var bystander = new Option<bool>("--bystander") { Description = "Looks for banners meanwhile" };
        var first = new Option<long>("--first") { Description = "The first mail's number", DefaultValueFactory = _ => TestMail.First };
        var ledger = new Option<string?>("--ledger") { Description = "A file for what was acknowledged" };
        var command = new Command("generate", "Sends mails, and says what became of them in a line of JSON")
            { port, senders, seconds, warmUp, size, oneEach, pipelining, rate, bystander, first, ledger };
        command.SetAction(result =>
        {
            using var generator = new Generator(new LoadOptions
            {
                Port = result.GetValue(port),
                Senders = result.GetValue(senders),
                Seconds = result.GetValue(seconds),
                WarmUp = result.GetValue(warmUp),
                Size = result.GetValue(size),
                OneEach = result.GetValue(oneEach),
                Pipelining = result.GetValue(pipelining),
                Rate = result.GetValue(rate),
                Bystander = result.GetValue(bystander),
                First = result.GetValue(first),
                Ledger = result.GetValue(ledger),
            });
            result.InvocationConfiguration.Output.WriteLine(Json.Write(generator.Run()));
            return 0;
        });
        return command;
    }

    private static Command Sink()
    {
        var command = new Command("sink", "Takes mails: says its port, then what came, whenever it is told 'count', 'reset N', 'delay MILLISECONDS' or 'ledger FILE'");
        command.SetAction(result =>
        {
            var output = result.InvocationConfiguration.Output;
            using var sink = new Sink(output);
            output.WriteLine(sink.Port);
            output.Flush();
            sink.Run();
            return 0;
        });
        return command;
    }
}
