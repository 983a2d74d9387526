namespace Mail2Alert.SideBySide.Compare;

/// <summary>What is compared, and how.</summary>
internal sealed record CompareOptions
{
    public required IReadOnlyList<Cell> Cells { get; init; }

    /// <summary>Names of subjects; all when empty.</summary>
    public required IReadOnlyList<string> Only { get; init; }

    /// <summary>How often each is measured, in turns.</summary>
    public required int Rounds { get; init; }

    /// <summary>Seconds that each is measured.</summary>
    public required double Seconds { get; init; }

    /// <summary>Seconds that a subject works before it is measured, and half of that under load.</summary>
    public required double WarmUp { get; init; }

    /// <summary>Half of what a target asks for is enough.</summary>
    public required bool IsQuick { get; init; }

    /// <summary>mail2alert.dll.</summary>
    public required string Program { get; init; }

    /// <summary>Where npm put its packages.</summary>
    public required string Packages { get; init; }

    /// <summary>Where queues and stores lie; a real disk.</summary>
    public required string Directory { get; init; }

    /// <summary>Where the results go.</summary>
    public required string Output { get; init; }

    public bool Wants(Work work, string subject) =>
        (Only.Count == 0 || Only.Contains(subject, StringComparer.OrdinalIgnoreCase)) && (!IsQuick || Targets.Name(work, subject));
}
