namespace Mail2Alert.Configuration.Conversion;

/// <summary>What became of a file in another form.</summary>
/// <param name="Text">The file in our form; null when there is an error among the problems.</param>
/// <param name="Problems">What is wrong with the other file, and what is not as it was.</param>
internal sealed record Converted(string? Text, IReadOnlyList<ConfigurationProblem> Problems);
