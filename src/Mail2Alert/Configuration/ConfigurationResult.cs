namespace Mail2Alert.Configuration;

/// <summary>What became of a configuration file.</summary>
/// <param name="Configuration">Null when there is an error among the problems.</param>
/// <param name="Problems">In the order of the file.</param>
/// <param name="File">Null when there is none and the defaults apply.</param>
internal sealed record ConfigurationResult(
    Mail2AlertConfiguration? Configuration,
    IReadOnlyList<ConfigurationProblem> Problems,
    string? File);
