using System.Globalization;
using Mail2Alert.EndToEnd.Peers;
using Mail2Alert.EndToEnd.Support;
using Mail2Alert.Storage.Sqlite;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;

namespace Mail2Alert.EndToEnd.Fetching;

/// <summary>The program and a mailbox on a real IMAP server.</summary>
[Trait(Needs.Trait, Needs.Debian)]
public sealed class ImapTests : IAsyncDisposable
{
    // So long that whatever comes sooner was announced.
    private const string Never = "every: 1d";

    private readonly TemporaryDirectory _directory = new();
    private readonly FakeRelay _relay = new();

    [Fact]
    public async Task Of_a_mailbox_that_is_seen_for_the_first_time_the_unread_is_taken_and_later_all_that_comes()
    {
        await using var dovecot = await DovecotInstance.StartAsync();
        dovecot.Deliver(Mail("old news"), flags: "S");
        dovecot.Deliver(Mail("unread"));
        dovecot.Deliver(Mail("more old news"), flags: "S");
        await using var program = await StartAsync(dovecot, Never);
        (await SubjectAsync()).ShouldContain("unread");

        dovecot.Deliver(Mail("announced"));
        (await SubjectAsync()).ShouldContain("announced");
        dovecot.Deliver(Mail("read by somebody else first"), flags: "S");
        dovecot.Deliver(Mail("the last"));

        (await SubjectAsync()).ShouldContain("read by somebody else first");
        (await SubjectAsync()).ShouldContain("the last");
        dovecot.Flags().Count(flags => flags == "S").ShouldBeGreaterThanOrEqualTo(5);
    }

    [Fact]
    public async Task A_server_that_announces_nothing_is_asked_again_and_again()
    {
        await using var dovecot = await DovecotInstance.StartAsync("imap_capability = IMAP4rev1 LITERAL+ UIDPLUS MOVE");
        await using var program = await StartAsync(dovecot, "every: 100ms");
        dovecot.Deliver(Mail("first"));
        (await SubjectAsync()).ShouldContain("first");

        dovecot.Deliver(Mail("second"));

        (await SubjectAsync()).ShouldContain("second");
    }

    [Fact]
    public async Task What_was_taken_can_be_moved_to_a_folder()
    {
        await using var dovecot = await DovecotInstance.StartAsync();
        dovecot.MakeFolder("Done");
        dovecot.Deliver(Mail("first"));
        dovecot.Deliver(Mail("second"), flags: "S");
        await using var program = await StartAsync(dovecot, $"{Never}, then: {{ move: Done }}");
        await SubjectAsync();
        await SubjectAsync();
        dovecot.Deliver(Mail("third"));
        await SubjectAsync();

        dovecot.Flags(".Done").Count.ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task What_was_taken_can_be_deleted()
    {
        await using var dovecot = await DovecotInstance.StartAsync();
        dovecot.Deliver(Mail("first"));
        await using var program = await StartAsync(dovecot, $"{Never}, then: delete");
        await SubjectAsync();
        dovecot.Deliver(Mail("second"));
        await SubjectAsync();

        dovecot.Flags().Count.ShouldBeLessThanOrEqualTo(1);
    }

    [Theory]
    [InlineData("seen")]
    [InlineData("delete")]
    public async Task Each_mail_is_kept_once_whenever_the_program_is_killed(string then)
    {
        const int Mails = 300;
        await using var dovecot = await DovecotInstance.StartAsync();
        for (var number = 1; number <= Mails; number++)
            dovecot.Deliver(Mail($"number {number}"));

        for (var kill = 0; kill < 3; kill++)
        {
            await using var killed = await StartAsync(dovecot, $"{Never}, then: {then}");
            await killed.Log.LineAsync("taken from the mailbox office", Patience.Token);
            await killed.KillAsync();
        }
        dovecot.Deliver(Mail("the last"));
        await using (var program = await StartAsync(dovecot, $"{Never}, then: {then}"))
        {
            await program.Log.LineAsync($"/{(Mails + 1).ToString(CultureInfo.InvariantCulture)}", Patience.Token);
            await program.TerminateAsync();
            await program.ExitCodeAsync();
        }

        Kept().ShouldBe(Mails + 1);
    }

    [Fact]
    public async Task When_the_server_numbers_its_mails_anew_nothing_is_taken_twice_and_nothing_is_lost()
    {
        await using var dovecot = await DovecotInstance.StartAsync();
        dovecot.Deliver(Mail("read long ago"), flags: "S", at: TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-30));
        dovecot.Deliver(Mail("first"));
        await using (var before = await StartAsync(dovecot, Never))
        {
            await SubjectAsync();
            await before.TerminateAsync();
            await before.ExitCodeAsync();
        }
        await dovecot.StopAsync();
        dovecot.Renumber();
        dovecot.Deliver(Mail("unread"));
        dovecot.Deliver(Mail("read by somebody else"), flags: "S");
        await dovecot.StartAgainAsync();

        await using var program = await StartAsync(dovecot, Never);
        string[] told = [await SubjectAsync(), await SubjectAsync()];
        dovecot.Deliver(Mail("the last"));

        told.Order().ShouldBe(["read by somebody else", "unread"]);
        (await SubjectAsync()).ShouldBe("the last");
    }

    [Fact]
    public async Task A_server_that_goes_and_comes_back_is_told_of_and_nothing_is_lost()
    {
        await using var dovecot = await DovecotInstance.StartAsync();
        await using var program = await StartAsync(dovecot, Never);
        dovecot.Deliver(Mail("before"));
        (await SubjectAsync()).ShouldBe("before");

        await dovecot.StopAsync();
        await program.Log.LineAsync("The mailbox office cannot be used", Patience.Token);
        dovecot.Deliver(Mail("meanwhile"));
        await dovecot.StartAgainAsync();

        (await SubjectAsync()).ShouldBe("meanwhile");
        await program.Log.LineAsync("The mailbox office can be used again", Patience.Token);
    }

    [Fact]
    public async Task A_wrong_password_is_said_and_the_password_is_not()
    {
        await using var dovecot = await DovecotInstance.StartAsync();

        await using var program = await StartAsync(dovecot, Never, login: "password: guess-me");

        (await program.Log.LineAsync("The mailbox office cannot be used", Patience.Token)).ShouldContain("uthentication");
        $"{program.Log}".ShouldNotContain("guess-me");
    }

    [Fact]
    public async Task A_token_opens_the_mailbox()
    {
        var asked = 0;
        await using var tokens = await LoopbackHttp.StartAsync(async context =>
        {
            context.Response.ContentType = "application/json";
            if (context.Request.Path == "/token")
            {
                asked++;
                var form = await context.Request.ReadFormAsync(Patience.Token);
                await context.Response.WriteAsync($"{{\"access_token\":\"{form["grant_type"]}.{form["client_secret"]}\",\"expires_in\":3600}}", Patience.Token);
                return;
            }
            context.Response.StatusCode = context.Request.Query["access_token"] == "client_credentials.swordfish" ? 200 : 401;
            await context.Response.WriteAsync("{\"email\":\"alerts\"}", Patience.Token);
        });
        await using var dovecot = await DovecotInstance.StartAsync($$"""
            # tokeninfo_url = {{tokens.Address}}info?access_token=
            passdb {
              driver = oauth2
              mechanisms = oauthbearer xoauth2
              args = OAUTH_CONF
            }
            """);
        dovecot.Deliver(Mail("by a token"));

        await using var program = await StartAsync(
            dovecot, Never, login: $"oauth2: {{ token: '{tokens.Address}token', client: me, secret: swordfish, scope: mail }}");

        (await SubjectAsync()).ShouldBe("by a token");
        asked.ShouldBe(1);
    }

    public async ValueTask DisposeAsync()
    {
        await _relay.DisposeAsync();
        _directory.Dispose();
    }

    private static string Mail(string subject) => $"""
        From: nas@example.com
        To: alerts@example.com
        Message-ID: <{subject.Replace(' ', '.')}@example.com>
        Subject: {subject}

        It is so.

        """;

    private async Task<string> SubjectAsync() => (await _relay.NextAsync()).Field("Subject");

    private long Kept()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_directory.Path, "mail2alert.db")};Pooling=False");
        connection.Open();
        SqliteConnections.Read(connection, "SELECT count(DISTINCT subject) FROM decision").ShouldBe(SqliteConnections.Read(connection, "SELECT count(*) FROM mail"));
        return (long)SqliteConnections.Read(connection, "SELECT count(*) FROM mail")!;
    }

    private Task<RunningProgram> StartAsync(DovecotInstance dovecot, string more, string login = $"password: {DovecotInstance.Password}") => RunningProgram.StartAsync(
        $$"""
        listeners: smtp://127.0.0.1:0
        relay: smtp://127.0.0.1:{{_relay.Port}}
        store: sqlite:{{_directory.Path}}/mail2alert.db
        mailboxes:
          office: { imap: 'imaps://127.0.0.1:{{dovecot.Port}}', user: {{DovecotInstance.User}}, {{login}}, {{more}} }
        sources:
          disks: { kind: mail, claim: { to: {{ProbeMail.Alerts}} } }
        receivers:
          ops: mailto:{{Scene.Ops}}
        routes:
          - to: ops
        """,
        new Dictionary<string, string> { ["SSL_CERT_FILE"] = dovecot.Certificate });
}
