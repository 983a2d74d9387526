namespace Mail2Alert.Configuration.Conversion;

/// <summary>A comment in a file.</summary>
/// <param name="About">The line that it is about: its own, or the next that says something.</param>
/// <param name="Text">With its <c>#</c>.</param>
/// <param name="IsBehind">True when it stands behind something.</param>
internal sealed record YamlComment(int About, string Text, bool IsBehind)
{
    /// <summary>What a comment is about that stands above everything.</summary>
    public const int File = 0;
}
