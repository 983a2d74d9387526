using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration;

/// <summary>What became of a configuration file.</summary>
/// <param name="Configuration">Null when there is an error among the problems.</param>
/// <param name="Problems">In the order of the file.</param>
/// <param name="File">Null when there is none and the defaults apply.</param>
internal sealed record ConfigurationResult(
    Mail2AlertConfiguration? Configuration,
    IReadOnlyList<ConfigurationProblem> Problems,
    string? File)
{
    /// <summary><c>tests</c> as written, for who runs or checks them; null when there are none.</summary>
    public YamlValue? Tests { get; init; }
}
