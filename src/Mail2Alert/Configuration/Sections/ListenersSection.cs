using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>listeners</c>: where mail is accepted.</summary>
internal static class ListenersSection
{
    private const string Expected = "an address such as smtp://127.0.0.1:2525, '*:25' or '[::1]:25'";
    private const int SmtpPort = 25;
    private const int SmtpsPort = 465;

    /// <summary>Safe without a thought: this machine only, on a port that needs no privilege.</summary>
    public static IReadOnlyList<ListenerSettings> Default { get; } = [new("127.0.0.1", 2525)];

    /// <param name="written">What stands in the file; null for nothing.</param>
    /// <param name="hasTls">Whether there is a certificate for <c>smtps://</c>.</param>
    /// <param name="problems">Where mistakes go.</param>
    public static IReadOnlyList<ListenerSettings> Read(YamlValue? written, bool hasTls, Problems problems)
    {
        if (written is null)
            return Default;
        var listeners = new List<ListenerSettings>();
        foreach (var text in YamlRead.Texts(written, "listeners", Expected, problems))
            Add(listeners, text, problems);
        if (written is YamlValue.List { Items.Count: 0 })
            problems.Error(written.At, $"'listeners' expects at least {Expected}");
        if (!hasTls && listeners.Exists(listener => listener.ImplicitTls))
            problems.Error(written.At, "smtps:// needs a certificate; add 'tls: { certificate: FILE, key: FILE }'");
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
        var tls = scheme == "smtps";
        if (scheme is "lmtp" or "lmtps")
            problems.Error(text.At, $"{scheme}:// listeners are not available in this version yet; expected {Expected}");
        else if (scheme is "smtp" or "smtps" && HostPort.Parse(address, tls ? SmtpsPort : SmtpPort) is { } place)
            return new ListenerSettings(place.Host, place.Port, tls);
        else
            problems.Error(text.At, $"'listeners' expects {Expected}, found {text.Quoted}");
        return null;
    }
}
