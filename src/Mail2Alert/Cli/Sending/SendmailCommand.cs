using System.CommandLine;
using Mail2Alert.Channels;

namespace Mail2Alert.Cli.Sending;

/// <summary>
/// <c>mail2alert sendmail</c>: stands in for <c>/usr/sbin/sendmail</c>, by which cron and old software send. Its exit codes are those of
/// sysexits.h, which they understand.
/// </summary>
internal static class SendmailCommand
{
    private const int Usage = 64;
    private const int NoInput = 66;
    private const int Unavailable = 69;
    private const int TemporaryFailure = 75;

    public static Command Create()
    {
        var words = new Argument<string[]>("ARGUMENTS")
        {
            Description = "As other sendmails take them: -t, -i, -oi, -f SENDER, -F NAME, recipients",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("sendmail", $"Send the mail on standard input, in place of /usr/sbin/sendmail; ${ServerOption.Variable} names the server")
        {
            words,
        };
        return command;
    }

    /// <param name="words">All that stands behind <c>sendmail</c>.</param>
    /// <param name="output">For what is asked for.</param>
    /// <param name="error">For trouble.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<int> RunAsync(string[] words, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var (arguments, mistake) = SendmailArguments.Parse(words);
        if (arguments is null)
            return await FailAsync(error, Usage, mistake!);
        return arguments.Mode switch
        {
            'm' => await SendAsync(arguments, error, cancellationToken),
            'p' => await SayAsync(output, "Mail queue is empty: mail is handed to the server at once, whose queue `mail2alert queue` shows"),
            'i' => 0,
            _ => await FailAsync(error, Usage, $"-b{arguments.Mode} is about a mail server, and this only sends mail"),
        };
    }

    private static async Task<int> SendAsync(SendmailArguments arguments, TextWriter error, CancellationToken cancellationToken)
    {
        var (server, noServer) = ServerOption.Read(null);
        var (wait, noWait) = WaitOption.Read(null);
        if ((noServer ?? noWait) is { } mistake)
            return await FailAsync(error, Usage, mistake);
        try
        {
            var name = MailName.OfSystem();
            var mail = new SendmailMail(name, Environment.UserName, TimeProvider.System).Read(arguments, await StandardInput.ReadAsync(cancellationToken));
            if (mail.Mistake is { } wrong)
                return await FailAsync(error, Usage, wrong);
            return await new Submitter(wait, TimeProvider.System).SendAsync(mail.ToOutgoing(), server!, name, cancellationToken) switch
            {
                Outcome.Retry later => await FailAsync(error, TemporaryFailure, later.Why),
                Outcome.Failed refused => await FailAsync(error, Unavailable, refused.Why),
                _ => 0,
            };
        }
        catch (IOException trouble)
        {
            return await FailAsync(error, NoInput, trouble.Message);
        }
    }

    private static async Task<int> SayAsync(TextWriter output, string text)
    {
        await output.WriteLineAsync(text);
        return 0;
    }

    private static async Task<int> FailAsync(TextWriter error, int code, string why)
    {
        await error.WriteLineAsync($"sendmail: {why}");
        return code;
    }
}
