using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>listeners</c>: where mail is accepted.</summary>
internal static class ListenersSection
{
    // Safe without a thought: this machine only, on a port that needs no privilege.
    private static readonly YamlValue.Text Default = new(Position.Start, "smtp://127.0.0.1:2525", "smtp://127.0.0.1:2525", IsPlain: true);

    /// <param name="written">What stands in the file; null for nothing.</param>
    /// <param name="defaults">What holds for all of them.</param>
    /// <param name="problems">Where mistakes go.</param>
    public static IReadOnlyList<WrittenListener> Read(YamlValue? written, ListenerDefaults defaults, Problems problems)
    {
        if (written is YamlValue.List { Items.Count: 0 })
            problems.Error(written.At, $"'listeners' expects at least {ListenerUrl.Expected}");
        var section = new ListenerSection(defaults, problems);
        var listeners = new List<WrittenListener>();
        foreach (var item in YamlRead.Items(written ?? Default))
        {
            if (section.Read(item) is { } listener && IsNew(listener, listeners, problems))
                listeners.Add(listener);
        }
        return listeners;
    }

    // Any number may have port 0, as long as their names differ.
    private static bool IsNew(WrittenListener listener, List<WrittenListener> others, Problems problems)
    {
        var (address, name) = (listener.Settings.Address, listener.Settings.Smtp.Name);
        if (address is not ListenAddress.Tcp { Port: 0 } && others.Exists(other => other.Settings.Address == address))
            problems.Error(listener.Url.At, $"{listener.Url.Quoted} is listed twice");
        else if (others.Exists(other => other.Settings.Smtp.Name == name))
            problems.Error(listener.Url.At, $"the name of {listener.Url.Quoted} is taken by another listener; give it a 'name' of its own");
        else
            return true;
        return false;
    }
}
