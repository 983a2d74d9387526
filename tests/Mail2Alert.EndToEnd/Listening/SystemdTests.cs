using Mail2Alert.EndToEnd.Peers;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Listening;

/// <summary>Sockets that somebody else opened, as systemd does.</summary>
[Trait(Needs.Trait, Needs.Debian)]
public sealed class SystemdTests : IDisposable
{
    // Opens what each argument NAME=ADDRESS says, and becomes the program with those as its handles from 3 on.
    private const string Launcher = """
        import os, socket, sys
        end = sys.argv.index('--')
        names, handles = [], []
        for index, argument in enumerate(sys.argv[1:end]):
            name, address = argument.split('=')
            stream = name != 'datagrams'
            family = socket.AF_UNIX if address.startswith('/') else socket.AF_INET
            listener = socket.socket(family, socket.SOCK_STREAM if stream else socket.SOCK_DGRAM)
            listener.bind(address if address.startswith('/') else (address, 0))
            if stream:
                listener.listen()
            names.append(name)
            handles.append(os.dup2(listener.detach(), 100 + index))
        for index, handle in enumerate(handles):
            os.dup2(handle, 3 + index)
            os.close(handle)
        os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS=str(len(names)), LISTEN_FDNAMES=':'.join(names))
        os.execvp(sys.argv[end + 1], sys.argv[end + 1:])
        """;

    private readonly TemporaryDirectory _directory = new();

    private string Socket => Path.Combine(_directory.Path, "lmtp.sock");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Serves_the_sockets_it_was_given_by_their_names()
    {
        await using var relay = new FakeRelay();
        await using var program = await LaunchAsync(
            $"""
            relay: smtp://127.0.0.1:{relay.Port}
            listeners: [ 'systemd:', systemd:unix ]
            acknowledge: delivered
            """,
            "smtp=127.0.0.1", $"unix={Socket}", "smtp=127.0.0.1");

        program.Addresses.ShouldContain($"unix:{Socket}");
        program.Addresses.Count.ShouldBe(3);
        foreach (var address in program.Addresses.Where(address => address.StartsWith("127", StringComparison.Ordinal)))
            (await Sent.BySwaksAsync("--server", address)).ExitCode.ShouldBe(0);
        (await Sent.BySwaksAsync("--socket", Socket)).ExitCode.ShouldBe(0);
        relay.Mails.Count.ShouldBe(3);
        await program.Log.LineAsync("from local at smtp:systemd:unix over", Patience.Token);
    }

    [Fact]
    public async Task A_socket_that_is_not_ours_stays_when_the_program_goes()
    {
        await using var relay = new FakeRelay();
        await using var program = await LaunchAsync($"relay: smtp://127.0.0.1:{relay.Port}\nlisteners: 'systemd:'", $"unix={Socket}");

        await program.TerminateAsync();

        (await program.ExitCodeAsync()).ShouldBe(0);
        File.Exists(Socket).ShouldBeTrue();
    }

    [Fact]
    public async Task The_first_client_starts_the_program()
    {
        await using var relay = new FakeRelay();
        _directory.Write("mail2alert.yml", $"relay: smtp://127.0.0.1:{relay.Port}\nacknowledge: delivered\nlisteners: systemd:smtp");
        using var activator = Peer.Start(
            Peer.Find("/usr/bin/systemd-socket-activate"),
            ["-l", Socket, "--fdname=smtp", "-E", "PATH", "-E", "HOME", "/usr/bin/env", Mail2AlertCommand.Program, .. Mail2AlertCommand.Arguments("serve")],
            _directory.Path,
            environment: null);
        try
        {
            (await activator.StandardError.ReadLineAsync(Patience.Token)).ShouldStartWith($"Listening on {Socket}");
            var sent = await Sent.BySwaksAsync("--socket", Socket);
            sent.ExitCode.ShouldBe(0, sent.Output + sent.Error);
            relay.Mails.ShouldHaveSingleItem();
        }
        finally
        {
            activator.Kill(entireProcessTree: true);
            await activator.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task Without_a_socket_it_says_what_is_missing()
    {
        _directory.Write("mail2alert.yml", "listeners: systemd:smtp");
        var finished = await Mail2AlertCommand.RunAsync(["serve"], _directory.Path);
        finished.ExitCode.ShouldBe(1);
        finished.Error.ShouldContain("cannot listen: systemd:smtp: systemd passed no socket");
        finished.Error.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("listeners: 'systemd:'", "datagrams", "its unit must say ListenStream=")]
    [InlineData("listeners: systemd:smtp", "other", "systemd passed no socket named 'smtp', only the socket 'other'")]
    [InlineData("listeners: smtp://127.0.0.1:0", "other", "systemd passed the socket 'other', and no listener takes it")]
    public async Task A_socket_of_the_wrong_kind_is_told(string configuration, string name, string mistake)
    {
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => LaunchAsync(configuration, $"{name}={Socket}"));
        failure.Message.ShouldContain("It ended with code 1");
        failure.Message.ShouldContain("cannot listen: ");
        failure.Message.ShouldContain(mistake);
        failure.Message.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task The_units_that_are_delivered_are_sound()
    {
        foreach (var unit in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "deploy")))
        {
            var text = await File.ReadAllTextAsync(unit, Patience.Token);
            _directory.Write(Path.GetFileName(unit), text.Replace("/usr/bin/mail2alert", "/bin/true", StringComparison.Ordinal));
        }
        var verified = await Peer.RunAsync(
            Peer.Find("/usr/bin/systemd-analyze"),
            ["verify", "--man=no", Path.Combine(_directory.Path, "mail2alert.socket"), Path.Combine(_directory.Path, "mail2alert.service")]);
        verified.ExitCode.ShouldBe(0);
        (verified.Output + verified.Error).ShouldBeEmpty();
    }

    private static Task<RunningProgram> LaunchAsync(string configuration, params string[] sockets) => RunningProgram.LaunchAsync(
        configuration,
        [Peer.Find("/usr/bin/python3"), "-c", Launcher, .. sockets, "--", Mail2AlertCommand.Program, .. Mail2AlertCommand.Arguments("serve")]);
}
