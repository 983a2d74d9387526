using Mail2Alert.Plugins;

namespace Mail2Alert.TestPlugin;

/// <summary>A plug-in to load in tests. A file called <c>broken</c> beside it breaks it.</summary>
public sealed class FurnaceKind : INotifierKind
{
    public FurnaceKind()
    {
        if (File.Exists(Path.Combine(Path.GetDirectoryName(GetType().Assembly.Location)!, "broken")))
            throw new InvalidOperationException("out of oil");
    }

    public string Name => "furnace";

    public string About => "the furnace in the cellar";

    public IReadOnlyList<string> Settings => ["room"];

    public IReadOnlyList<string> Labels => ["room"];

    public INotifier Create(NotifierSettings settings) =>
        settings.Require("room") is { Length: > 0 } room && char.IsLetter(room[0]) ? new Furnace(room) : throw new NotifierSettingsException("room", "expects a name");
}

internal sealed class Furnace(string room) : INotifier
{
    public ValueTask<IReadOnlyList<NotifierAlert>> ReadAsync(NotifierMail mail, CancellationToken cancellationToken) => new([new NotifierAlert
    {
        Key = room,
        Status = mail.Subject.Contains("hot", StringComparison.Ordinal) ? NotifierStatus.Firing : NotifierStatus.Resolved,
        Title = $"{room}: {mail.Subject}",
        Labels = new Dictionary<string, string> { ["room"] = room },
    }]);
}
