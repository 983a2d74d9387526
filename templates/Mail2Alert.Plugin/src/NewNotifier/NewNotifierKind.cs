using Mail2Alert.Plugins;

namespace NewNotifier;

/// <summary>What the program sees of this plug-in: its name, and what may be set.</summary>
public sealed class NewNotifierKind : INotifierKind
{
    public string Name => "new-notifier";

    public string About => "whose mail it reads, in a few words";

    public IReadOnlyList<string> Settings => ["site"];

    public IReadOnlyList<string> Labels => ["host"];

    public INotifier Create(NotifierSettings settings) => new NewNotifierReader(settings.Find("site") ?? "home");
}
