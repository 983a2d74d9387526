using CsCheck;
using Mail2Alert.Configuration;

namespace Mail2Alert.Tests.Configuration;

public sealed class RobustnessTests
{
    private static readonly string[] Pieces =
    [
        "\n", "\n  ", "\n    ", "\n- ", "\n  - ", ": ", ", ", "[", "]", "{", "}", "'", "\"", "\t", "#", "&a ", "*a", "<<: ", "|", ">", "? ", "---\n",
        "...", "!!str ", "!x ", "%YAML 1.1\n", "\\", "\0", "\uFEFF", "\uD800", "é", "${X}", "${", "$${", "~", "true", "12", "10s", "1MiB",
        "listeners: ", "unix:/a", "systemd:", "profile: ", "mode: ", "senders: ", "recipients: ", "users: ", "networks: ", "relay: ", "smtp://", "a@b", "mailto:a@b", "slack:#c", "slack: ", "token: ", "limits: ", "memory: ",
        "sources: ", "gocd: ", "claim: ", "to: ", "url: ", "receivers: ", "routes: ", "when: ", "not: ", "any: ", "all: ", "subject: ", "/(a/",
        "header: ", "network: ", "rcpt-to: ", "counter: ", "> 5", "1..5", "..", "<", "times: ", "time: ",
        "mail.in_subject: ", "managers: ", "local-smtp: ", "name: gocd", "rules: ", "filter: ", "function: ", "actions: ", "events: ", "args: ",
    ];

    [Fact]
    public void Never_throws_whatever_stands_in_the_file() =>
        Gen.OneOf(Gen.OneOf(Pieces), Gen.String[0, 3]).List[0, 40].Sample(pieces => Ends(string.Concat(pieces)), iter: 20_000);

    [Fact]
    public void Never_throws_when_a_file_was_damaged() =>
        Gen.Select(Gen.OneOf(Legacy.LegacyExamples.Readme, Native), Gen.Int[0, 600], Gen.OneOf(Pieces), Gen.Int[0, 5])
            .Sample((text, at, piece, cut) => Ends(text[..Math.Min(at, text.Length)] + piece + text[Math.Min(at + cut, text.Length)..]));

    private const string Native = """
        relay: { url: smtp://mail.example.com, user: u, password: p }
        sources:
          gocd: { claim: { to: m2a@example.com }, url: https://gocd.example.com/go, cache: 10s }
        receivers:
          blue: [ mailto:blue@example.com ]
        routes:
          - when: { source: gocd, event: [BREAKS, FIXED], not: { subject: /x/ } }
            to: blue
        """;

    private static bool Ends(string text)
    {
        var result = new ConfigurationLoader(_ => null).Parse(text, "f");
        return result.Configuration is not null || result.Problems.Any(problem => problem.Severity == ProblemSeverity.Error);
    }
}
