using Mail2Alert.EndToEnd.Support;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Mail2Alert.EndToEnd.Channels;

/// <summary>The program with one target. It keeps nothing, so that 250 means that the target was told.</summary>
internal sealed class ChannelScene : IAsyncDisposable
{
    private readonly RunningProgram _program;

    private ChannelScene(RunningProgram program) => _program = program;

    public static async Task<ChannelScene> StartAsync(string target, string more = "", IReadOnlyDictionary<string, string>? environment = null) => new(
        await RunningProgram.StartAsync(
            $$$"""
            listeners: smtp://127.0.0.1:0
            store: none
            {{{more}}}
            sources:
              nas:
                claim: { to: {{{ProbeMail.Alerts}}} }
                extract: { subject: '^(?<disk>\S+) is (?<result>full|fine)' }
                status: { firing: { result: full }, resolved: { result: fine } }
                key: '{{ disk }}'
            receivers: { ops: '{{{target}}}' }
            routes: [ { to: ops } ]
            """,
            environment));

    /// <returns>What the program answered.</returns>
    public async Task<string> SendAsync(string subject)
    {
        using var client = new SmtpClient();
        await client.ConnectAsync("127.0.0.1", _program.Port, SecureSocketOptions.None, Patience.Token);
        using var mail = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = "98 % used\n" } };
        try
        {
            return await client.SendAsync(mail, new MailboxAddress("", "nas@example.com"), [new MailboxAddress("", ProbeMail.Alerts)], Patience.Token);
        }
        catch (SmtpCommandException refusal)
        {
            return $"{(int)refusal.StatusCode} {refusal.Message}";
        }
    }

    public ValueTask DisposeAsync() => _program.DisposeAsync();
}
