using Mail2Alert.EndToEnd.Peers;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Posting;

/// <summary>What a script has at hand.</summary>
[Trait(Needs.Trait, Needs.Debian)]
public sealed class CurlTests
{
    [Fact]
    public async Task The_commands_of_the_documentation_work()
    {
        await using var scene = await PostScene.StartAsync();
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "receiving.md"), Patience.Token);
        var commands = page.Split("## HTTP")[1].Split("```sh\n")[1].Split("```")[0].Replace("127.0.0.1:8025", $"127.0.0.1:{scene.Program.Port}", StringComparison.Ordinal);

        var ran = await Peer.RunAsync("/bin/sh", ["-e"], commands, scene.Directory.Path);

        ran.ExitCode.ShouldBe(0, ran.Error);
        ran.Output.ShouldMatch("""\{"id":"[0-9A-Z]{16}",""");
        (await scene.Relay.NextAsync()).Field("Subject").ShouldContain("Disk full");
        (await scene.Relay.NextAsync()).Recipients.ShouldBe([Scene.Ops]);
    }

    [Fact]
    public async Task By_TLS_with_a_login_and_a_mail_too_large_for_memory()
    {
        using var directory = new TemporaryDirectory();
        var (certificate, key) = OwnCertificate.Write(directory);
        var film = directory.Write("film.eml", "Subject: film\n\n" + string.Concat(Enumerable.Repeat(new string('x', 76) + "\n", 20_000)));
        await using var scene = await PostScene.StartAsync(
            $"tls: {{ certificate: {certificate}, key: {key}, required: true }}\nnetworks: 192.0.2.1\nusers: {{ nas: secret }}", listener: "https://127.0.0.1:0");
        var url = $"https://127.0.0.1:{scene.Program.Port}/mail?from=nas@example.com&to=anna@example.com";

        var refused = await CurlAsync("--cacert", certificate, "--data-binary", $"@{film}", url);
        var taken = await CurlAsync("--cacert", certificate, "--user", "nas:secret", "--data-binary", $"@{film}", url);

        refused.Output.ShouldEndWith("401");
        taken.Output.ShouldEndWith("200", customMessage: taken.Error);
        (await scene.Relay.NextAsync()).BelowTrace().ShouldBe(ProbeMail.Bytes(await File.ReadAllTextAsync(film, Patience.Token)));
    }

    private static Task<Finished> CurlAsync(params string[] arguments) =>
        Peer.RunAsync(Peer.Find("/usr/bin/curl"), ["--silent", "--show-error", "--write-out", "%{http_code}", .. arguments]);
}
