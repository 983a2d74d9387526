namespace Mail2Alert.Configuration.Yaml;

/// <summary>Where readers of YAML differ.</summary>
internal sealed record YamlDialect
{
    /// <summary>Our own: what is doubtful is a mistake.</summary>
    public static YamlDialect Strict { get; } = new();

    /// <summary>True where of two equal keys the last one counts, in the place of the first.</summary>
    public bool LastKeyWins { get; init; }

    /// <summary>Tags that a text may have.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}
