using Mail2Alert.EndToEnd.Peers;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Listening;

[Trait(Needs.Trait, Needs.Debian)]
public sealed class UnixSocketTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Socket => Path.Combine(_directory.Path, "smtp.sock");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Clients_reach_it_by_its_path_and_are_local()
    {
        await using var relay = new FakeRelay();
        await using var program = await StartAsync(relay);
        program.Addresses.ShouldBe([$"unix:{Socket}"]);

        Finished[] clients =
        [
            await Sent.BySwaksAsync("--socket", Socket),
            await Sent.ByPythonAsync(Socket),
            await Sent.ByCurlAsync("--unix-socket", Socket, "--url", "smtp://localhost"),
        ];

        foreach (var sent in clients)
            sent.ExitCode.ShouldBe(0, sent.Output + sent.Error);
        relay.Mails.Count.ShouldBe(3);
        relay.Mails[0].Field("Received").ShouldContain("from client (local)");
        await program.Log.LineAsync($"from local at smtp:unix:{Socket} over clear text", Patience.Token);
    }

    [Fact]
    public async Task Its_file_has_the_mode_asked_for_and_goes_when_the_program_does()
    {
        await using var relay = new FakeRelay();
        await using var program = await StartAsync(relay, ", mode: '0622'");
        Convert.ToString((int)File.GetUnixFileMode(Socket), 8).ShouldBe("622");

        await program.TerminateAsync();

        (await program.ExitCodeAsync()).ShouldBe(0);
        File.Exists(Socket).ShouldBeFalse();
    }

    [Fact]
    public async Task What_a_crash_left_is_no_obstacle()
    {
        await using var relay = new FakeRelay();
        await using (var crashed = await StartAsync(relay))
            await crashed.KillAsync();
        File.Exists(Socket).ShouldBeTrue();

        await using var program = await StartAsync(relay);

        (await Sent.BySwaksAsync("--socket", Socket)).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_second_program_does_not_take_it_from_the_first()
    {
        await using var relay = new FakeRelay();
        await using var first = await StartAsync(relay);
        _directory.Write("mail2alert.yml", $"listeners: unix:{Socket}");

        var second = await Mail2AlertCommand.RunAsync(["serve"], _directory.Path);

        second.ExitCode.ShouldBe(1);
        second.Error.ShouldContain($"cannot listen: unix:{Socket}: another program listens there");
        second.Error.ShouldNotContain("   at ");
        (await Sent.BySwaksAsync("--socket", Socket)).ExitCode.ShouldBe(0);
    }

    private Task<RunningProgram> StartAsync(FakeRelay relay, string more = "") => RunningProgram.StartAsync($$"""
        relay: smtp://127.0.0.1:{{relay.Port}}
        acknowledge: delivered
        listeners: { url: 'unix:{{Socket}}'{{more}} }
        """);
}
