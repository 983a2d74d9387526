using Mail2Alert.EndToEnd.Peers;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Storing;

/// <summary>A disk of 64 MiB that fills up while the relay takes nothing.</summary>
[Trait(Needs.Trait, Needs.Debian)]
public sealed class SmallDiskTests : IDisposable
{
    private const int Size = 64;

    // A disk in memory that only the program and its namespace see; it is gone with them.
    private const string Mount = "mount -t tmpfs -o size=64m tmpfs \"$0\" && exec \"$@\"";

    private static readonly string Large = "Subject: film\n\n" + string.Concat(Enumerable.Repeat(new string('x', 70) + "\n", 15_000));

    private readonly TemporaryDirectory _disk = new();

    public void Dispose() => _disk.Dispose();

    [Fact]
    public async Task Notifiers_keep_their_mail_before_the_disk_is_full_and_all_that_was_taken_is_delivered()
    {
        var unshare = Peer.Find("/usr/bin/unshare");
        var trial = await Peer.RunAsync(unshare, Within("/bin/true"));
        Peer.Require(trial.ExitCode == 0, $"a file system cannot be mounted here: {trial.Error}");
        await using var relay = new FakeRelay();
        relay.At(".", "451 4.3.0 Not now");
        await using var program = await RunningProgram.LaunchAsync(
            $$"""
            listeners: smtp://127.0.0.1:0
            relay: smtp://127.0.0.1:{{relay.Port}}
            store: sqlite:{{Path.Combine(_disk.Path, "mail2alert.db")}}
            limits: { disk-reserve: 24MiB, disk-warning: 40MiB }
            """,
            [unshare, .. Within(Mail2AlertCommand.Program, Mail2AlertCommand.Arguments("serve"))]);
        await using var probe = await SmtpProbe.ConnectAsync(program.Port);

        var taken = 0;
        SmtpAnswer answer;
        for (; (answer = await probe.SendAsync(ProbeMail.To("anna@example.com", Large))).Code == 250; taken++)
            taken.ShouldBeLessThan(Size);

        answer.Code.ShouldBe(452, answer.Text);
        taken.ShouldBeGreaterThan(20);
        await program.Log.LineAsync("below 24 MiB new mail is refused", Patience.Token);
        (await probe.CommandAsync("RSET")).Code.ShouldBe(250);
        (await probe.CommandAsync($"MAIL FROM:<anna@example.com> SIZE={Large.Length}")).Code.ShouldBe(452);
        relay.Recover();
        for (var i = 0; i < taken; i++)
            await relay.NextAsync();
        await program.TerminateAsync();
        (await program.ExitCodeAsync()).ShouldBe(0);
    }

    private string[] Within(string command, params string[] arguments) =>
        ["--user", "--map-root-user", "--mount", "sh", "-c", Mount, _disk.Path, command, .. arguments];
}
