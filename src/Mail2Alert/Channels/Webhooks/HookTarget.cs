namespace Mail2Alert.Channels.Webhooks;

/// <summary>A web server that takes what Apprise sends.</summary>
internal sealed class HookTarget(TargetName name, TargetOptions options) : ChannelTarget(name, options)
{
    public required HookForm Form { get; init; }

    public required Uri Server { get; init; }

    public required HttpMethod Method { get; init; }

    public string? User { get; init; }

    public Secret? Password { get; init; }

    /// <summary>Further fields of the header. Their values may be secret.</summary>
    public required IReadOnlyList<(string Name, Secret Value)> Headers { get; init; }

    /// <summary>Names of members that are called otherwise, or left out when empty; and members of their own.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    /// <summary>How the fields of a form are called that hold files; a star in it, or its end, is their number.</summary>
    public required string FilesAs { get; init; }

    /// <summary>What the body's members are called and hold at last.</summary>
    public IEnumerable<(string Name, string Value)> Members(IReadOnlyList<(string Name, string Value)> members)
    {
        foreach (var (name, value) in members)
        {
            if (Fields.GetValueOrDefault(name, name) is { Length: > 0 } called)
                yield return (called, value);
        }
        foreach (var (name, value) in Fields.Where(field => members.All(member => member.Name != field.Key)))
            yield return (name, value);
    }
}

internal enum HookForm
{
    Json,
    Form,
    Xml,
}
