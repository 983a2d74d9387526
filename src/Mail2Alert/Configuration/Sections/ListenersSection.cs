using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>listeners</c>: where mail is accepted.</summary>
internal static class ListenersSection
{
    private const string Expected = "an address such as smtp://127.0.0.1:2525, '*:25' or '[::1]:25'";
    private const int SmtpPort = 25;

    /// <summary>Safe without a thought: this machine only, on a port that needs no privilege.</summary>
    public static IReadOnlyList<ListenerSettings> Default { get; } = [new("127.0.0.1", 2525)];

    public static IReadOnlyList<ListenerSettings> Read(YamlValue? written, Problems problems)
    {
        if (written is null)
            return Default;
        var listeners = new List<ListenerSettings>();
        foreach (var text in YamlRead.Texts(written, "listeners", Expected, problems))
            Add(listeners, text, problems);
        if (written is YamlValue.List { Items.Count: 0 })
            problems.Error(written.At, $"'listeners' expects at least {Expected}");
        return listeners;
    }

    private static void Add(List<ListenerSettings> listeners, YamlValue.Text text, Problems problems)
    {
        if (Parse(text, problems) is not { } listener)
            return;
        if (listeners.Contains(listener))
            problems.Error(text.At, $"{text.Quoted} is listed twice");
        listeners.Add(listener);
    }

    private static ListenerSettings? Parse(YamlValue.Text text, Problems problems)
    {
        var (scheme, address) = UrlText.Split(text.Value, "smtp");
        if (scheme is "smtps" or "lmtp" or "lmtps")
            problems.Error(text.At, $"{scheme}:// listeners are not available in this version yet; expected {Expected}");
        else if (scheme == "smtp" && HostPort.Parse(address, SmtpPort) is { } place)
            return new ListenerSettings(place.Host, place.Port);
        else
            problems.Error(text.At, $"'listeners' expects {Expected}, found {text.Quoted}");
        return null;
    }
}
