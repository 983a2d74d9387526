namespace Mail2Alert.Tests.Configuration.Mailrise;

internal static class MailriseExamples
{
    /// <summary>A file as people have it.</summary>
    public const string Usual = """
        # who hears of what
        configs:
          # the night shift
          ops:
            urls:
              - gotify://gotify.example.com/token1   # the phone
              - slack://xoxb/#ops
          nas@example.com:
            urls:
              - gotifys://gotify.example.com/token2:
                - priority: high
            mailrise:
              title_template: "[$config] $subject"
              body_template: "${type}: $body"
          "*@home.example.com":
            urls: [ 'gotify://gotify.example.com/token3?priority=low' ]
        """;

    /// <summary>A file with these configs, which begin in its line 2, and what else it says behind them.</summary>
    public static string With(string configs, string more = "") => $"configs:\n{configs}\n{more}";

    /// <summary>The same with one config, <c>ops</c>, and these lines in it, from line 3, column 5.</summary>
    public static string OfOps(string lines) => With($"  ops:\n    {lines.Replace("\n", "\n    ", StringComparison.Ordinal)}");

    /// <summary>A file that tells somebody, and says this in front of it.</summary>
    public static string After(string lines) => $"{lines}\n{With("  ops: { urls: [ 'gotify://h/t' ] }")}";
}
