using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.CommandLine;

public sealed class TraceTests
{
    private const string Quiet = "listeners: smtp://127.0.0.1:0\nrelay: smtp://127.0.0.1:1\n";
    private const string Traced = Quiet + "trace: 127.0.0.1\n";

    [Fact]
    public async Task Shows_what_a_device_says_while_the_program_runs()
    {
        await using var program = await RunningProgram.StartAsync(Quiet);
        await SayAsync(program.Port, "before");

        await program.ReloadAsync(Traced);
        (await program.Log.LineAsync("`trace` is 127.0.0.1/32 for connections from now on", Patience.Token))
            .ShouldEndWith("anything else that changed takes a restart");
        await SayAsync(program.Port, "during");

        await program.Log.LineAsync("C: HELO during", Patience.Token);
        await program.Log.LineAsync("S: 250 ", Patience.Token);
        await program.ReloadAsync(Quiet);
        await program.Log.LineAsync("`trace` is off", Patience.Token);
        await SayAsync(program.Port, "after");
        await EndAsync(program);

        $"{program.Log}".ShouldNotContain("HELO before");
        $"{program.Log}".ShouldNotContain("HELO after");
    }

    [Fact]
    public async Task Is_seen_whatever_the_log_level()
    {
        await using var program = await RunningProgram.StartAsync(Traced, new Dictionary<string, string> { ["LOGLEVEL"] = "ERROR" });

        await SayAsync(program.Port, "quiet");

        (await program.Log.LineAsync("C: HELO quiet", Patience.Token)).ShouldContain("Mail2Alert.Smtp.Trace[1051]");
    }

    [Fact]
    public async Task A_broken_file_is_refused_with_line_and_column_and_the_last_one_stays_in_force()
    {
        await using var program = await RunningProgram.StartAsync(Traced);

        await program.ReloadAsync(Quiet + "trase: 127.0.0.1\n");

        (await program.Log.LineAsync("trase", Patience.Token)).ShouldBe("mail2alert.yml:3:1: error: unknown key 'trase'; did you mean 'trace'?");
        await program.Log.LineAsync("was not applied; all stays as it was", Patience.Token);
        await SayAsync(program.Port, "still");
        await program.Log.LineAsync("C: HELO still", Patience.Token);
        await EndAsync(program);
    }

    private static async Task SayAsync(int port, string name)
    {
        await using var probe = await SmtpProbe.ConnectAsync(port);
        await probe.CommandAsync($"HELO {name}");
        await probe.CommandAsync("QUIT");
    }

    private static async Task EndAsync(RunningProgram program)
    {
        await program.TerminateAsync();
        (await program.ExitCodeAsync()).ShouldBe(0);
    }
}
