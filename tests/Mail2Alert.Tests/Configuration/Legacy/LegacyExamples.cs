namespace Mail2Alert.Tests.Configuration.Legacy;

internal static class LegacyExamples
{
    /// <summary>What mail2alert-py's README shows.</summary>
    public const string Readme = """
        ---
        local-smtp: localhost:1025
        remote-smtp: localhost:8025
        managers:
          - name: gocd
            url: http://localhost:8080/go
            user: olle
            passwd: pelle
            messages-we-want:
              to: mail2alert@example.com
            rules:
              - actions:
                  - mailto:cat@example.com
                filter:
                  events:
                    - BREAKS
                  function: pipelines.in_group
                  args:
                    - my-group
              - actions:
                  - mailto:cat@example.com
                filter:
                  events:
                    - BREAKS
                    - FIXED
                  function: pipelines.name_like_in_group
                  args:
                    - (.+)-release.*
                    - my-group
          - name: mail
            messages-we-want:
              from: go@example.com
            rules:
              - actions:
                  - mailto:sys@example.com
                  - mailto:op@example.com
                filter:
                  function: mail.in_subject
                  args:
                    - server
                    - backup
        """;

    /// <summary>A file with these managers, which begin in its line 4.</summary>
    public static string With(string managers) =>
        $"local-smtp: localhost:1025\nremote-smtp: localhost:8025\nmanagers:{(managers.Length == 0 ? " []" : $"\n{managers}")}";

    /// <summary>The same with one manager of GoCD and these rules, which begin in its line 5, column 5.</summary>
    public static string WithRules(string rules, string kind = "gocd") => With(
        $"  - {{ name: {kind}, {(kind == "gocd" ? "url: 'http://ci/go', user: u, passwd: p, " : "")}messages-we-want: {{ to: a@b }}, rules: [\n"
        + $"    {rules.Replace("\n", "\n    ", StringComparison.Ordinal)} ] }}");
}
