using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Operating;

public sealed class ReadyTests
{
    [Fact]
    public async Task A_server_that_takes_mail_is_ready_and_one_that_is_not_there_is_not()
    {
        await using var scene = new OperatedProgram(9);
        await scene.StartAsync();
        (await scene.DoAsync("ready")).ShouldBe("ready\n");

        await scene.StopAsync();

        var stopped = await scene.RunAsync("ready");
        stopped.ExitCode.ShouldBe(1);
        stopped.Error.ShouldContain("no server listens at");
    }

    [Theory]
    [InlineData("queue")]
    [InlineData("backup", "backup.db")]
    [InlineData("replay", "--since", "1h")]
    public async Task Where_no_store_ever_was_that_is_said(params string[] command)
    {
        await using var scene = new OperatedProgram(9);

        var finished = await scene.RunAsync(command);

        finished.ExitCode.ShouldBe(1);
        finished.Error.ShouldContain("there is no store at");
        Directory.EnumerateFiles(scene.Folder, "*.db*").ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_user_is_told_whom_to_be()
    {
        Peer.Require(Environment.UserName == "root", "only root may become somebody else");
        var setpriv = Peer.Find("/usr/bin/setpriv", "/bin/setpriv");
        await using var scene = new OperatedProgram(9);
        await scene.StartAsync();
        using var elsewhere = new TemporaryDirectory();
        File.SetUnixFileMode(elsewhere.Path, File.GetUnixFileMode(elsewhere.Path) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        elsewhere.Write("mail2alert.yml", $"relay: smtp://127.0.0.1:9\nstore: sqlite:{scene.Folder}/mail2alert.db\n");

        string[] nobody = ["--reuid=65534", "--regid=65534", "--clear-groups", Mail2AlertCommand.Program];
        var finished = await Peer.RunAsync(setpriv, [.. nobody, .. Mail2AlertCommand.Arguments("queue")], directory: elsewhere.Path);

        finished.ExitCode.ShouldBe(1);
        finished.Error.ShouldContain("run this as the server's");
    }

    [Fact]
    public async Task A_server_without_a_desk_is_told_apart_from_none()
    {
        await using var scene = new OperatedProgram(9);
        scene.Database = Path.Combine(Directory.CreateDirectory(Path.Combine(scene.Folder, new string('x', 100))).FullName, "mail2alert.db");
        await scene.StartAsync();
        await scene.Program.Log.LineAsync("give `store` a shorter path", Patience.Token);

        var finished = await scene.RunAsync("queue");

        finished.ExitCode.ShouldBe(1);
        finished.Error.ShouldContain("is in use by process");
        finished.Error.ShouldContain("give `store` a shorter path");
    }
}
