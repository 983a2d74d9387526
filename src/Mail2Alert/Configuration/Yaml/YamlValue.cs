namespace Mail2Alert.Configuration.Yaml;

/// <summary>What the user wrote, and where. Every scalar is text: what <c>yes</c> or <c>0123</c> mean is for the key to say.</summary>
internal abstract record YamlValue(Position At)
{
    /// <summary>What it is, in a message.</summary>
    public abstract string Kind { get; }

    /// <summary>True for a key with nothing after it.</summary>
    public virtual bool IsNull => false;

    /// <param name="At">Where it begins.</param>
    /// <param name="Written">As it stands in the file: what messages show.</param>
    /// <param name="Value">With references resolved: what the program uses, and possibly a secret.</param>
    /// <param name="IsPlain">True without quotes.</param>
    public sealed record Text(Position At, string Written, string Value, bool IsPlain) : YamlValue(At)
    {
        /// <summary>The tag before it (<c>!env_var</c>); null for none.</summary>
        public string? Tag { get; init; }

        /// <summary>True where <c>${NAME}</c> in its value is to stay a reference when it is written.</summary>
        public bool IsReference { get; init; }

        public bool HasReference => Written != Value;

        public override bool IsNull => IsPlain && Written is "" or "~" or "null" or "Null" or "NULL";

        public override string Kind => IsNull ? "nothing" : Quoted;

        public string Quoted => Shown.Quote(Written);
    }

    public sealed record List(Position At, IReadOnlyList<YamlValue> Items) : YamlValue(At)
    {
        public override string Kind => "a list";
    }

    public sealed record Map(Position At, IReadOnlyList<YamlEntry> Entries) : YamlValue(At)
    {
        public YamlValue? this[string key] => Entries.FirstOrDefault(entry => entry.Key.Value == key)?.Value;

        public override string Kind => "a mapping";
    }

    /// <summary>The same with each text replaced; keys stay.</summary>
    public YamlValue Select(Func<Text, Text> replace) => this switch
    {
        Text text => replace(text),
        List list => list with { Items = [.. list.Items.Select(item => item.Select(replace))] },
        Map map => map with { Entries = [.. map.Entries.Select(entry => entry with { Value = entry.Value.Select(replace) })] },
        _ => this,
    };

    /// <summary>The same as if all of it stood in one place.</summary>
    public YamlValue MovedTo(Position at) => this switch
    {
        List list => new List(at, [.. list.Items.Select(item => item.MovedTo(at))]),
        Map map => new Map(at, [.. map.Entries.Select(entry => new YamlEntry(entry.Key with { At = at }, entry.Value.MovedTo(at)))]),
        _ => this with { At = at },
    };
}

internal sealed record YamlEntry(YamlValue.Text Key, YamlValue Value);
