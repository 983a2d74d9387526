using Mail2Alert.Intake;

namespace Mail2Alert.Tests.Intake;

public sealed class SystemdSocketsTests
{
    [Theory]
    [InlineData("7", "2", "a:b", "a=3 b=4")]
    [InlineData("7", "2", "a", "a=3 unknown=4")]
    [InlineData("7", "1", null, "unknown=3")]
    [InlineData("8", "2", "a:b", "")]
    [InlineData(null, "2", "a:b", "")]
    [InlineData("7", null, "a:b", "")]
    [InlineData("7", "-1", "a:b", "")]
    [InlineData("seven", "1", "a", "")]
    public void Takes_what_is_meant_for_this_process(string? process, string? count, string? names, string expected)
    {
        var environment = new Dictionary<string, string?> { ["LISTEN_PID"] = process, ["LISTEN_FDS"] = count, ["LISTEN_FDNAMES"] = names };

        var sockets = SystemdSockets.Parse(environment.GetValueOrDefault, processId: 7);

        string.Join(' ', sockets.Select(socket => $"{socket.Name}={socket.Handle}")).ShouldBe(expected);
    }

    [Fact]
    public void No_child_takes_them_for_its_own()
    {
        string[] variables = ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"];
        foreach (var variable in variables)
            Environment.SetEnvironmentVariable(variable, "1");

        SystemdSockets.Inherit().ThrowIfAnyIsLeft();

        variables.Select(Environment.GetEnvironmentVariable).ShouldAllBe(value => value == null);
    }

    [Fact]
    public void A_name_gets_all_of_its_sockets_and_no_name_the_rest()
    {
        var sockets = new SystemdSockets([("in", 3), ("out", 4), ("in", 5)]);

        sockets.Take("in").ShouldBe([3ul, 5ul]);
        sockets.Take(null).ShouldBe([4ul]);
        sockets.ThrowIfAnyIsLeft();
    }

    [Fact]
    public void Says_what_was_not_passed()
    {
        Should.Throw<IOException>(() => new SystemdSockets([]).Take("in")).Message
            .ShouldBe("systemd:in: systemd passed no socket; this program must be started by a .socket unit, which 'systemctl start' of that unit does");
        Should.Throw<IOException>(() => new SystemdSockets([("out", 3), ("out", 4)]).Take("in")).Message
            .ShouldBe("systemd:in: systemd passed no socket named 'in', only the socket 'out'; set FileDescriptorName= in its .socket unit");
    }

    [Fact]
    public void A_socket_that_nobody_serves_is_told() =>
        Should.Throw<IOException>(new SystemdSockets([("out", 3)]).ThrowIfAnyIsLeft).Message
            .ShouldBe("systemd passed the socket 'out', and no listener takes it; add 'systemd:out' to 'listeners'");
}
