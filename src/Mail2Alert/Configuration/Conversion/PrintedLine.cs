namespace Mail2Alert.Configuration.Conversion;

/// <summary>A line of a file that is being written.</summary>
/// <param name="Text">With its indentation.</param>
/// <param name="Origins">The lines of another file that it says again.</param>
internal sealed record PrintedLine(string Text, IReadOnlySet<int> Origins);
