using System.Text.Json.Nodes;
using CsCheck;
using Mail2Alert.Channels;
using Mail2Alert.Smtp;

namespace Mail2Alert.Tests.Channels.Exec;

/// <summary>What a program gets of any mail: one line of JSON and variables of one line each, never too much for it to be started.</summary>
public sealed class ExecTextTests : IDisposable
{
    private readonly HandlerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Whatever_a_mail_says_it_is_a_line_of_JSON_and_the_variables_are_ours()
    {
        var handler = _folder.Write("h", $"cat > {_folder.Of("read")}; /usr/bin/env > {_folder.Of("variables")}");
        await Gen.Select(Posted.Texts, Posted.Texts).SampleAsync(
            async (first, second) =>
            {
                var alert = Telling.Alert with { Key = $"{first}\nPATH=/evil", Title = $"{second}\nLD_PRELOAD=/evil", Text = string.Concat(Enumerable.Repeat(first, 200)) };

                (await new Telling { Settings = _folder.Settings }.TellAsync($"exec:{handler}", alert)).ShouldBe(new Outcome.Delivered());

                var (line, variables) = (await ReadAsync("read"), (await ReadAsync("variables")).TrimEnd('\n').Split('\n'));
                line.Count(c => c == '\n').ShouldBe(1);
                var told = JsonNode.Parse(line)!;
                told["key"]!.GetValue<string>().ShouldBe(alert.Key);
                told["title"]!.GetValue<string>().Length.ShouldBeLessThanOrEqualTo(1000);
                told["body"]!.GetValue<string>().Length.ShouldBeLessThanOrEqualTo(1_000_000);
                line.ShouldNotContain('\uFFFD');
                variables.ShouldAllBe(variable => variable.Contains('='), "no value has a second line");
                variables.Select(variable => variable.Split('=')[0]).ShouldNotContain("LD_PRELOAD");
                variables.Single(variable => variable.StartsWith("PATH=", StringComparison.Ordinal)).ShouldNotContain("evil");
            },
            iter: 15,
            threads: 1);
    }

    [Fact]
    public async Task However_many_recipients_a_mail_has_the_program_is_started()
    {
        var handler = _folder.Write("h", $"printf %s \"$M2A_TO\" > {_folder.Of("to")}");
        var mail = TestMail.Of("x", "x");
        var recipients = Enumerable.Range(0, 2_000).Select(i => new SmtpRecipient(new SmtpPath($"someone{i}.{new string('x', 60)}", "example.com"))).ToList();

        (await new Telling { Settings = _folder.Settings }.TellAsync($"exec:{handler}", mail: TestMail.With(mail, mail.Envelope with { Recipients = recipients }))).ShouldBe(new Outcome.Delivered());

        (await ReadAsync("to")).ShouldStartWith("someone0.");
    }

    [Fact]
    public async Task It_is_told_which_attempt_this_is()
    {
        var handler = _folder.Write("h", $"printf %s \"$M2A_ATTEMPT\" > {_folder.Of("attempt")}");
        var target = TargetGrammar.Parse($"exec:{handler}", _folder.Settings).Targets[0];

        await new Telling { Settings = _folder.Settings }.TellAsync(target, attempt: 3);

        (await ReadAsync("attempt")).ShouldBe("3");
    }

    private Task<string> ReadAsync(string name) => File.ReadAllTextAsync(_folder.Of(name), TestContext.Current.CancellationToken);
}
