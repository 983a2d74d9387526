using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.CommandLine;

public sealed class ServeTests
{
    private static readonly Uri NoGoCd = new("http://127.0.0.1:9/go");

    [Fact]
    public async Task A_bad_file_starts_nothing()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("mail2alert.yml", "listeners: nonsense://");
        var served = await Mail2AlertCommand.RunAsync(["serve"], directory.Path);
        served.ExitCode.ShouldBe(2);
        served.Error.ShouldContain("mail2alert.yml:1:12: error: ");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_in_a_sentence()
    {
        await using var other = new FakeRelay();
        using var directory = new TemporaryDirectory();
        directory.Write("mail2alert.yml", $"listeners: smtp://127.0.0.1:{other.Port}");
        var served = await Mail2AlertCommand.RunAsync(["serve"], directory.Path);
        served.ExitCode.ShouldBe(1);
        served.Error.ShouldContain($"127.0.0.1:{other.Port}");
        served.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task The_ancestors_option_serves_and_its_variables_count()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.Write("elsewhere.yml", Scene.Configuration(9, NoGoCd));
        var environment = new Dictionary<string, string> { ["MAIL2ALERT_CONFIGURATION"] = file, ["LOGLEVEL"] = "DEBUG" };
        await using var program = await RunningProgram.StartAsync("relay: not read", environment, "--serve");
        (await SmtpProbe.DeliverAsync(program.Port, Scene.Broken())).Code.ShouldBe(451);
        await program.Log.LineAsync(" dbug: ", Patience.Token);
    }

    [Fact]
    public async Task Less_is_logged_when_less_is_asked_for()
    {
        await using var program = await RunningProgram.StartAsync(
            Scene.Configuration(9, NoGoCd), new Dictionary<string, string> { ["LOGLEVEL"] = "ERROR" });
        (await SmtpProbe.DeliverAsync(program.Port, Scene.Broken())).Code.ShouldBe(451);
        await program.TerminateAsync();
        (await program.ExitCodeAsync()).ShouldBe(0);
        $"{program.Log}".ShouldNotContain(" info: ");
        $"{program.Log}".ShouldNotContain(" warn: ");
    }

    [Fact]
    public async Task Told_to_stop_it_lets_a_mail_in_flight_finish_and_takes_no_new_one()
    {
        await using var scene = await Scene.StartAsync();
        var (arrived, goOn) = (NewSignal(), NewSignal());
        scene.Relay.Script = async (step, cancellationToken) =>
        {
            if (step.Stage == ".")
            {
                arrived.SetResult();
                await goOn.Task.WaitAsync(cancellationToken);
            }
            return step.Usual;
        };
        await using var idle = await SmtpProbe.ConnectAsync(scene.Program.Port);
        var inFlight = scene.DeliverAsync(Scene.Broken());
        await arrived.Task.WaitAsync(Patience.Token);

        await scene.Program.TerminateAsync();
        (await idle.AnswerAsync()).Code.ShouldBe(421);
        goOn.SetResult();
        (await inFlight).Code.ShouldBe(250);
        (await scene.Program.ExitCodeAsync()).ShouldBe(0);
        scene.Relay.Mails.ShouldHaveSingleItem();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
