using System.Buffers;
using System.CommandLine;
using System.Text;
using Mail2Alert.Channels;
using Mail2Alert.Intake;
using Mail2Alert.Smtp;

namespace Mail2Alert.Cli.Sending;

/// <summary><c>mail2alert send</c>: sends a mail from the command line, told by its parts or as it is.</summary>
internal static class SendCommand
{
    private static readonly SmtpPeer Nobody = new("send", null, null, null, true);

    public static Command Create()
    {
        var from = new Option<string?>("--from", "-f") { Description = "Who sends it; otherwise the user on this machine", HelpName = "ADDRESS" };
        var to = new Option<string[]>("--to", "-t") { Description = "To whom; may be given several times", HelpName = "ADDRESS" };
        var subject = new Option<string?>("--subject") { Description = "The subject" };
        var text = new Option<string?>("--text") { Description = "What it says; otherwise standard input" };
        var fields = new Option<string[]>("--header") { Description = "A further header field, as in 'X-Priority: 1'", HelpName = "FIELD" };
        var files = new Option<string[]>("--attach") { Description = "A file to attach", HelpName = "FILE" };
        var raw = new Option<string?>("--raw") { Description = "Send this mail as it is (.eml); - for standard input", HelpName = "FILE" };
        var wait = WaitOption.Create();
        var server = ServerOption.Create();
        var command = new Command("send", "Send a mail: by its parts, or as it is") { from, to, subject, text, fields, files, raw, wait, server };
        command.SetAction((result, cancellationToken) => RunAsync(
            new Request(
                result.GetValue(from), result.GetValue(to) ?? [], result.GetValue(subject), result.GetValue(text), result.GetValue(fields) ?? [],
                result.GetValue(files) ?? [], result.GetValue(raw)),
            result.GetValue(server),
            result.GetValue(wait),
            result.InvocationConfiguration.Output,
            result.InvocationConfiguration.Error,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Request request, string? url, string? seconds, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            var (server, noServer) = ServerOption.Read(url);
            var (wait, noWait) = WaitOption.Read(seconds);
            var mail = await request.MailAsync(cancellationToken);
            if ((noServer ?? noWait ?? mail.Mistake) is { } wrong)
                return await FailAsync(error, ExitCode.Usage, wrong);
            var outcome = await new Submitter(wait, TimeProvider.System).SendAsync(mail.ToOutgoing(), server!, MailName.OfSystem(), cancellationToken);
            if (outcome is not Outcome.Delivered taken)
                return await FailAsync(error, ExitCode.Failed, outcome switch { Outcome.Retry later => later.Why, Outcome.Failed refused => refused.Why, _ => $"{outcome}" });
            await output.WriteLineAsync($"{server} took it: {taken.Reference}");
            return ExitCode.Ok;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or FormatException)
        {
            return await FailAsync(error, ExitCode.Usage, trouble.Message);
        }
    }

    private static async Task<int> FailAsync(TextWriter error, int code, string why)
    {
        await error.WriteLineAsync($"mail2alert: {why}");
        return code;
    }

    private sealed record Request(
        string? From, string[] To, string? Subject, string? Text, string[] Fields, string[] Files, string? Raw)
    {
        public async Task<Submission> MailAsync(CancellationToken cancellationToken) => Raw is null
            ? new WrittenMail(From ?? MailName.OfSystem().Complete(Environment.UserName), To)
            {
                Subject = Subject ?? "",
                Text = Text ?? Encoding.UTF8.GetString(await StandardInput.ReadAsync(cancellationToken)),
                Fields = Fields,
                Files = Files,
            }.Compose()
            : Subject is not null || Text is not null || Fields.Length + Files.Length > 0
                ? throw new FormatException("a mail that is sent as it is (--raw) has its own --subject, --text, --header and --attach")
            : AsItIs(Raw == "-" ? await StandardInput.ReadAsync(cancellationToken) : await File.ReadAllBytesAsync(Raw, cancellationToken));

        private Submission AsItIs(byte[] bytes)
        {
            var mail = MailFile.Read(bytes, Nobody, From, To, DateTimeOffset.MinValue);
            return new Submission(
                mail.Envelope.Sender.IsNull ? "" : $"{mail.Envelope.Sender}",
                [.. mail.Envelope.Recipients.Select(recipient => $"{recipient.Address}")],
                mail.Raw.ToArray());
        }
    }
}
