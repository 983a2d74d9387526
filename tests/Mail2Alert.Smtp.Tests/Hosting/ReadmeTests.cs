using System.Diagnostics;
using System.Net;
using System.Net.Mail;
using System.Text.RegularExpressions;

namespace Mail2Alert.Smtp.Tests.Hosting;

public partial class ReadmeTests
{
    private static readonly string Folder = AppContext.BaseDirectory;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Shows_the_sample_as_it_is()
    {
        var readme = File.ReadAllText(Path.Combine(Folder, "README.md"));

        Program().Match(readme).Groups[1].Value.ShouldBe(File.ReadAllText(Path.Combine(Folder, "Sample.cs")));
    }

    [Fact]
    public void Shows_the_mechanism_that_the_tests_log_in_by()
    {
        var source = File.ReadAllText(Path.Combine(Folder, "Authentication", "OAuthBearer.cs"));

        File.ReadAllText(Path.Combine(Folder, "README.md"))
            .ShouldContain(source.Replace("namespace Mail2Alert.Smtp.Tests.Authentication;\n\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_sample_receives_mail()
    {
        using var sample = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(Folder, "Mail2Alert.Smtp.Sample.dll"), "--port", "0" },
            RedirectStandardOutput = true,
        })!;
        try
        {
            var port = int.Parse(Port().Match(await ReadUntilAsync(sample.StandardOutput, "Now listening on")).Groups[1].Value);
            using var client = new SmtpClient(IPAddress.Loopback.ToString(), port);
            await client.SendMailAsync("nas@example.net", "me@example.org", "Backup", "done", Token);

            (await ReadUntilAsync(sample.StandardOutput, "says:")).ShouldStartWith("nas@example.net says: ");
            await ReadUntilAsync(sample.StandardOutput, "Subject: Backup");
        }
        finally
        {
            sample.Kill();
            await sample.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task<string> ReadUntilAsync(StreamReader output, string text)
    {
        while (await output.ReadLineAsync(Token) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new EndOfStreamException($"The sample never said '{text}'.");
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Program();

    [GeneratedRegex(@":(\d+)$")]
    private static partial Regex Port();
}
