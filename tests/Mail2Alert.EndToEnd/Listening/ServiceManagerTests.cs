using System.Globalization;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Listening;

/// <summary>What a service manager hears of the program's life.</summary>
public sealed class ServiceManagerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hears_of_the_start_when_mail_is_accepted_then_that_all_is_well_then_of_the_stop(bool isAbstract)
    {
        using var manager = new ServiceManager(isAbstract ? $"@mail2alert-{Guid.NewGuid():N}" : Path.Combine(_directory.Path, "notify"));
        var starting = RunningProgram.StartAsync(
            $"listeners: smtp://127.0.0.1:0\nrelay: smtp://127.0.0.1:9\nstore: sqlite:{Path.Combine(_directory.Path, "mail2alert.db")}",
            manager.Environment);

        var ready = await manager.NextAsync();
        ready.ShouldStartWith("READY=1\nSTATUS=");
        ready.ShouldContain("listening on 127.0.0.1:");
        await using (var probe = await SmtpProbe.ConnectAsync(int.Parse(ready.Split(':')[^1], CultureInfo.InvariantCulture)))
            (await probe.SendAsync(ProbeMail.To("anna@example.com", "Subject: lunch\n\nAt noon?\n"))).Code.ShouldBe(250);
        for (var i = 0; i < 3; i++)
            await manager.NextAsync("WATCHDOG=1");
        await using var program = await starting;
        await program.TerminateAsync();

        (await manager.NextAsync("STOPPING=1")).ShouldContain("EXTEND_TIMEOUT_USEC=40000000");
        (await program.ExitCodeAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_service_manager_that_is_gone_is_no_reason_not_to_serve()
    {
        await using var program = await RunningProgram.StartAsync(
            "listeners: smtp://127.0.0.1:0\nrelay: smtp://127.0.0.1:9",
            new Dictionary<string, string> { ["NOTIFY_SOCKET"] = Path.Combine(_directory.Path, "nobody") });

        await using var probe = await SmtpProbe.ConnectAsync(program.Port);
        (await probe.CommandAsync("NOOP")).Code.ShouldBe(250);
    }
}
