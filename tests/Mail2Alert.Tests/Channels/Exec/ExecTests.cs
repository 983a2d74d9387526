using System.Text.Json.Nodes;
using Mail2Alert.Alerts;
using Mail2Alert.Channels;

namespace Mail2Alert.Tests.Channels.Exec;

public sealed class ExecTests : IDisposable
{
    private readonly HandlerFolder _folder = new();
    private readonly Telling _telling;

    public ExecTests() => _telling = new Telling { Settings = _folder.Settings };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_program_reads_the_alert_as_a_line_of_JSON()
    {
        var handler = _folder.Write("h", $"cat > {_folder.Of("read")}");

        (await _telling.TellAsync($"exec:{handler}")).ShouldBe(new Outcome.Delivered());

        var line = await File.ReadAllTextAsync(_folder.Of("read"), TestContext.Current.CancellationToken);
        line.Count(character => character == '\n').ShouldBe(1);
        line.ShouldEndWith("\n");
        var alert = JsonNode.Parse(line)!;
        (alert["key"]!.GetValue<string>(), alert["status"]!.GetValue<string>(), alert["labels"]!["host"]!.GetValue<string>()).ShouldBe(("nas1/disk", "firing", "nas1"));
    }

    [Fact]
    public async Task No_shell_sees_arguments_or_alert()
    {
        var handler = _folder.Write("h", $"printf '%s\\n' \"$@\" \"$M2A_TITLE\" > {_folder.Of("got")}");

        await _telling.TellAsync($"exec:{handler}?arg=a%20b&arg=$(id)%3B%20rm&arg=*", Telling.Alert with { Title = "x; $(touch /x)\n`id`" });

        (await File.ReadAllLinesAsync(_folder.Of("got"), TestContext.Current.CancellationToken)).ShouldBe(["a b", "$(id); rm", "*", "x; $(touch /x)?`id`"]);
    }

    [Fact]
    public async Task The_environment_holds_what_is_named_and_nothing_else()
    {
        var handler = _folder.Write("h", $"/usr/bin/env > {_folder.Of("got")}");

        await _telling.TellAsync($"exec:{handler}");

        var variables = (await File.ReadAllLinesAsync(_folder.Of("got"), TestContext.Current.CancellationToken)).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        variables.Keys.Where(name => !name.StartsWith("M2A_", StringComparison.Ordinal)).ShouldBeSubsetOf(["PATH", "HOME", "LANG", "TZ", "PWD", "SHLVL", "_", "OLDPWD"]);
        (variables["M2A_STATE"], variables["M2A_SEVERITY"], variables["M2A_KEY"]).ShouldBe(("firing", "error", "nas1/disk"));
    }

    [Theory]
    [InlineData("exit 0", "Delivered", null)]
    [InlineData("exit 75", "Retry", null)]
    [InlineData("echo '{\"retry_after\": 90}'; exit 75", "Retry", 90.0)]
    [InlineData("exit 1", "Failed", null)]
    [InlineData("exit 65", "Failed", null)]
    [InlineData("exec /nonexistent/interpreter", "Retry", null)]
    [InlineData("kill -9 $$", "Retry", null)]
    public async Task Exit_codes_are_those_of_sysexits(string script, string outcome, double? wait)
    {
        var came = await _telling.TellAsync($"exec:{_folder.Write("h", script)}");

        came.GetType().Name.ShouldBe(outcome);
        ((came as Outcome.Retry)?.After?.TotalSeconds).ShouldBe(wait);
    }

    [Fact]
    public async Task What_it_says_is_remembered_and_told_it_again()
    {
        var handler = _folder.Write("h", $"cat > {_folder.Of("read")}; echo '{{\"ref\":\"T1\",\"memo\":{{\"ticket\":\"17\"}}}}'");

        var told = await _telling.TellAsync($"exec:{handler}");
        told.ShouldBe(new Outcome.Delivered("T1") { Memo = Memo.Of(("ticket", "17")) });
        (await _telling.TellAsync($"exec:{handler}", Telling.Alert with { Status = AlertStatus.Resolved }, told.Memo)).Memo.ShouldBe(Memo.None);

        JsonNode.Parse(await File.ReadAllTextAsync(_folder.Of("read"), TestContext.Current.CancellationToken))!["memo"]!["ticket"]!.GetValue<string>().ShouldBe("17");
    }

    [Fact]
    public async Task Much_output_neither_hangs_it_nor_is_it_kept()
    {
        var handler = _folder.Write("h", "head -c 3000000 /dev/zero | tr '\\0' x; head -c 3000000 /dev/zero | tr '\\0' y >&2; exit 1");

        (await _telling.TellAsync($"exec:{handler}")).ShouldBeOfType<Outcome.Failed>().Why.Length.ShouldBeLessThan(1000);
    }

    [Fact]
    public async Task At_its_time_limit_it_ends_with_all_that_it_started()
    {
        // It says that it lives by a pipe, and nobody has its other end when it does not.
        var (pipe, handler) = (_folder.Of("pipe"), _folder.Write("h", $"mkfifo {_folder.Of("pipe")}; (trap '' TERM; exec 3> {_folder.Of("pipe")}; echo up >&3; sleep 600) & trap '' TERM; wait; sleep 600"));
        var telling = _telling.TellAsync($"exec:{handler}");
        await WaitForAsync(pipe);
        using var reader = new StreamReader(new FileStream(pipe, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        (await reader.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe("up");

        _telling.Clock.Advance(TimeSpan.FromSeconds(31));
        while (!telling.IsCompleted)
        {
            _telling.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await telling).ShouldBeOfType<Outcome.Retry>().Why.ShouldEndWith("did not end within 30 s");
        (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe("");
    }

    [Fact]
    public async Task Who_may_be_changed_by_others_is_not_run()
    {
        var open = _folder.Write("open", "exit 0", (UnixFileMode)Convert.ToInt32("777", 8));
        var unfit = _folder.Write("unfit", "exit 0", (UnixFileMode)Convert.ToInt32("600", 8));
        File.CreateSymbolicLink(_folder.Of("link"), "/bin/true");

        Why(await _telling.TellAsync($"exec:{open}")).ShouldContain("could be changed by others");
        Why(await _telling.TellAsync($"exec:{unfit}")).ShouldContain("cannot be executed");
        Why(await _telling.TellAsync($"exec:{_folder.Of("link")}")).ShouldContain("leads out of the directories");
        Why(await _telling.TellAsync($"exec:{_folder.Of("none")}")).ShouldContain("is not there");
    }

    [Theory]
    [InlineData("exec:/bin/sh?arg=-c", "the program is in none of the directories")]
    [InlineData("exec:{0}/../../bin/sh", "expected exec:/PATH/PROGRAM")]
    [InlineData("exec:{0}/./h", "expected exec:/PATH/PROGRAM")]
    [InlineData("exec:h", "expected exec:/PATH/PROGRAM")]
    [InlineData("exec:{0}", "the program is in none of the directories")]
    [InlineData("exec:{0}x/h", "the program is in none of the directories")]
    [InlineData("exec:{0}/h?args=x", "after '?' there is 'arg=VALUE'")]
    [InlineData("exec:{0}/h?arg=%00", "an argument cannot hold NUL")]
    public void Mistakes_are_told(string target, string mistake) =>
        TargetGrammar.Parse(string.Format(System.Globalization.CultureInfo.InvariantCulture, target, _folder.Path), _folder.Settings).Mistake.ShouldStartWith(mistake);

    [Fact]
    public void Nothing_is_run_unless_it_is_allowed() =>
        TargetGrammar.Parse($"exec:{_folder.Of("h")}").Mistake.ShouldStartWith("programs are not run unless the directories that they are in are listed");

    [Fact]
    public void Arguments_are_not_shown() =>
        TargetGrammar.Parse($"exec:{_folder.Of("h")}?arg=secret", _folder.Settings).Targets.ShouldHaveSingleItem().Text.ShouldBe($"exec:{_folder.Of("h")}?***");

    private static string Why(Outcome outcome) => outcome.ShouldBeOfType<Outcome.Retry>().Why;

    private static async Task WaitForAsync(string file)
    {
        while (!File.Exists(file))
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
