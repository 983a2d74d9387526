namespace Mail2Alert.Configuration.Yaml;

/// <summary>A place in a file; both numbers count from one.</summary>
internal readonly record struct Position(int Line, int Column)
{
    public static Position Start { get; } = new(1, 1);

    public override string ToString() => $"{Line}:{Column}";
}
