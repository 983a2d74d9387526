using Mail2Alert.EndToEnd.Support;
using Mail2Alert.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Mail2Alert.EndToEnd.Fetching;

/// <summary>The program and a folder in Maildir form.</summary>
public sealed class MaildirTests : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeRelay _relay = new();

    public MaildirTests()
    {
        foreach (var folder in (string[])["new", "cur", "tmp"])
            Directory.CreateDirectory(In(folder));
    }

    [Fact]
    public async Task The_mail_of_the_documentation_is_taken_and_told()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "receiving.md"), Patience.Token);
        var commands = page.Split("## Maildir")[1].Split("```sh\n")[1].Split("```")[0];
        (await Peer.RunAsync("/bin/sh", ["-e"], commands, _directory.Path)).ExitCode.ShouldBe(0);

        await using var program = await StartAsync();

        var mail = await _relay.NextAsync();
        mail.Recipients.ShouldBe([Scene.Ops]);
        mail.Field("Subject").ShouldContain("Disk full");
        await program.Log.LineAsync("taken from the mailbox alerts", Patience.Token);
    }

    [Fact]
    public async Task What_no_source_claims_is_not_handed_on()
    {
        Deliver("1.host", "To: anna@example.com\nSubject: lunch\n\n");

        await using var program = await StartAsync(to: "anna@example.com");

        await program.Log.LineAsync("unrouted: no source claims it", Patience.Token);
        Deliver("2.host", "To: alerts@example.com\nSubject: dinner\n\n");
        await program.Log.LineAsync("2.host", Patience.Token);
        _relay.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_mail_is_kept_once_whenever_the_program_is_killed()
    {
        const int Mails = 400;
        for (var number = 0; number < Mails; number++)
            Deliver($"{number:D3}.host", $"To: alerts@example.com\nSubject: number {number}\n\n");

        for (var kill = 0; kill < 3; kill++)
        {
            await using var killed = await StartAsync();
            await killed.Log.LineAsync("taken from the mailbox alerts", Patience.Token);
            await killed.KillAsync();
        }
        Deliver("last.host", "To: alerts@example.com\nSubject: the last\n\n");
        await using (var program = await StartAsync())
        {
            await program.Log.LineAsync("last.host", Patience.Token);
            await program.TerminateAsync();
            await program.ExitCodeAsync();
        }

        using var connection = new SqliteConnection($"Data Source={Path.Combine(_directory.Path, "mail2alert.db")};Pooling=False");
        connection.Open();
        SqliteConnections.Read(connection, "SELECT count(*) FROM mail").ShouldBe(Mails + 1L);
        SqliteConnections.Read(connection, "SELECT count(DISTINCT subject) FROM decision").ShouldBe(Mails + 1L);
        Directory.EnumerateFiles(In("new")).ShouldBeEmpty();
        Directory.EnumerateFiles(In("cur")).Count().ShouldBe(Mails + 1);
    }

    public async ValueTask DisposeAsync()
    {
        await _relay.DisposeAsync();
        _directory.Dispose();
    }

    private string In(params string[] names) => Path.Combine([_directory.Path, "maildir", .. names]);

    // As the rules of Maildir want it: nobody sees half a mail.
    private void Deliver(string name, string mail)
    {
        File.WriteAllText(In("tmp", name), mail);
        File.Move(In("tmp", name), In("new", name));
    }

    private Task<RunningProgram> StartAsync(string to = ProbeMail.Alerts) => RunningProgram.StartAsync($$"""
        listeners: smtp://127.0.0.1:0
        relay: smtp://127.0.0.1:{{_relay.Port}}
        store: sqlite:{{_directory.Path}}/mail2alert.db
        mailboxes:
          alerts: { maildir: {{In()}}, to: {{to}}, every: 100ms }
        sources:
          disks: { kind: mail, claim: { to: {{ProbeMail.Alerts}} } }
        receivers:
          ops: mailto:{{Scene.Ops}}
        routes:
          - to: ops
        """);
}
