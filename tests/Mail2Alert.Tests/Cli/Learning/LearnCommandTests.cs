using System.Text;
using Mail2Alert.Cli;
using Mail2Alert.Tests.Configuration;

namespace Mail2Alert.Tests.Cli.Learning;

public sealed class LearnCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mail2alert-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task One_mail_is_enough_for_a_source_that_loads()
    {
        var (code, output, error) = await LearnAsync(Mail("one.eml", "[nas1] Backup photos-2 failed"));

        code.ShouldBe(ExitCode.Ok, error);
        Loaded.Valid(output).Sources.ShouldHaveSingleItem();
        output.ShouldContain("with one mail, what varies is guessed");
        error.ShouldContain("one.eml  nas1/photos-2  firing  error");
    }

    [Fact]
    public async Task Twenty_mails_become_one_expression_where_they_are_alike()
    {
        var mails = Enumerable.Range(1, 20).Select(number => Mail($"{number:00}.eml", $"Check of host web{number}: load is {number}.5 {(number % 2 == 0 ? "OK" : "CRITICAL")}"));

        var (code, output, error) = await LearnAsync([.. mails]);

        code.ShouldBe(ExitCode.Ok, error);
        output.ShouldContain(@"- '^Check of host (?<host>\S+?): load is (?<number>\d\S*) (?<state>\S+)$'");
        output.ShouldContain("firing: { state: [ 'CRITICAL' ] }");
        output.ShouldContain("resolved: { state: [ 'OK' ] }");
        output.ShouldContain("key: '{{ host }}'");
    }

    [Fact]
    public async Task Mails_of_two_notifiers_are_told_apart()
    {
        string[] mails = [Mail("a.eml", "SMART error (Health) detected on host: nas1", "root@nas1"), Mail("b.eml", "webshop | Failed pipeline for main", "gitlab@example.net")];

        var (code, output, error) = await LearnAsync(mails);

        (code, output).ShouldBe((ExitCode.Usage, ""));
        error.ShouldStartWith("mail2alert: these look like mails of 2 notifiers; give those of one, or --together:\n  1, such as a.eml: \"SMART error");
        (await LearnAsync([.. mails, "--together"])).Code.ShouldBe(ExitCode.Ok);
    }

    [Fact]
    public async Task Reads_mailboxes_and_maildirs()
    {
        var mail = "From: a@example.net\nSubject: Backup of nas1 failed\n\n>From here on all is well\n";
        var mbox = Write("box", $"From a Mon\n{mail}\nFrom b Tue\n{mail.Replace("failed", "succeeded", StringComparison.Ordinal)}");
        Directory.CreateDirectory(Path.Combine(_folder, "maildir", "cur"));
        Write("maildir/cur/1:2,S", mail);

        (await LearnAsync(mbox)).Error.ShouldContain("box#2   nas1  resolved  info");
        (await LearnAsync(Path.Combine(_folder, "maildir"))).Error.ShouldContain("1:2,S   nas1  firing  error");
    }

    [Theory]
    [InlineData("", "empty.eml is empty")]
    [InlineData("\0\u0001\u0002", "no mail: it has no header")]
    public async Task A_file_that_is_no_mail_gets_a_sentence(string text, string expected)
    {
        var (code, output, error) = await LearnAsync(Write("empty.eml", text));

        (code, output).ShouldBe((ExitCode.Usage, ""));
        error.ShouldContain(expected);
    }

    [Fact]
    public async Task What_a_mail_says_cannot_write_the_file()
    {
        var hostile = "x: '] }} ${HOME} $${A} \u001b[2J (?<host>a) {{ each }} # 'routes:' [a](b) \\ / | ** \u202e";
        var mail = Write("hostile.eml", $"From: \"a\" <'${{X}}@[e]>\nX-A$-'B: {hostile}\nX-Job-Name: '{hostile}\nSubject: {hostile} failed\n\n{hostile}: {hostile}\nsubject: a\nhost name: ' # \nstatus = ${{HOME}}\nhttps://example.net/'#${{HOME}}\n");

        var (code, output, error) = await LearnAsync(mail);

        code.ShouldBe(ExitCode.Ok, error);
        Loaded.Valid(output).Sources.ShouldHaveSingleItem();
        output.ShouldNotContain('\u001b');
        error.ShouldNotContain("not claimed");
    }

    [Fact]
    public async Task A_file_that_is_there_stays()
    {
        var there = Write("mail2alert.yml", "mine");

        var (code, _, error) = await LearnAsync(Mail("one.eml", "Backup of nas1 failed"), "--output", there);

        code.ShouldBe(ExitCode.Usage);
        error.ShouldContain("already exists");
        File.ReadAllText(there).ShouldBe("mine");
    }

    [Theory]
    [InlineData("smartd", "'smartd' is a source that comes with the program; choose another name")]
    [InlineData("a: b", "a source cannot be called 'a: b': letters, digits, - and _ are expected")]
    public async Task A_name_that_no_source_can_have_is_refused(string name, string expected) =>
        (await LearnAsync(Mail("one.eml", "Backup of nas1 failed"), "--name", name)).Error.ShouldBe($"mail2alert: {expected}\n");

    [Fact]
    public async Task The_tests_that_it_writes_pass()
    {
        string[] mails = [Mail("a.eml", "Backup of nas1 failed"), Mail("b.eml", "Backup of nas1 succeeded")];
        var (yaml, tests) = (Path.Combine(_folder, "learned.yml"), Path.Combine(_folder, "learned.test.yml"));

        (await LearnAsync([.. mails, "--output", yaml, "--tests", tests])).Code.ShouldBe(ExitCode.Ok);

        var (code, output, error) = await RunAsync("test", "--config", yaml, tests);
        code.ShouldBe(ExitCode.Ok, output + error);
        output.ShouldContain("2 tests: 2 passed, 0 failed");
    }

    private string Mail(string name, string subject, string from = "backup@nas.example.com") =>
        Write(name, $"From: {from}\nTo: alerts@example.com\nSubject: {subject}\n\nSee the log.\n");

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text, new UTF8Encoding(false));
        return file;
    }

    private static Task<(int Code, string Output, string Error)> LearnAsync(params string[] arguments) => RunAsync(["learn", .. arguments]);

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandLine.Create().Parse(arguments).InvokeAsync(new() { Output = output, Error = error }, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
