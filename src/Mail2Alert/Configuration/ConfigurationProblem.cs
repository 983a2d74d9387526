using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration;

internal enum ProblemSeverity
{
    Error,
    Warning,
}

/// <summary>A mistake in the configuration, and where it is. Never holds a secret: it is printed and logged.</summary>
/// <param name="File">As the administrator named it.</param>
/// <param name="At">Null when it is about the file as a whole.</param>
/// <param name="Severity">With an error the file is not used.</param>
/// <param name="Text">What was found, and what was expected.</param>
internal sealed record ConfigurationProblem(string File, Position? At, ProblemSeverity Severity, string Text)
{
    public override string ToString() =>
        $"{File}:{(At is { } at ? $"{at}:" : "")} {(Severity == ProblemSeverity.Error ? "error" : "warning")}: {Text}";
}
