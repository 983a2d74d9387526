namespace Mail2Alert.Sources.Declared;

/// <summary>A mail in which all that a definition looks for has been looked for.</summary>
/// <param name="Whole">All of it.</param>
/// <param name="Parts">Of a mail that carries several alerts, what it says of each.</param>
internal sealed record OpenedMail(OpenMail Whole, IReadOnlyList<OpenMail> Parts)
{
    /// <summary>False when something is missing that such a mail has: then it is not one.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>True when it carries more alerts than it may be split into, or may do so.</summary>
    public bool HasTooMany { get; init; }

    /// <summary>What lookups are for: each of its alerts.</summary>
    public IReadOnlyList<OpenMail> Alerts => Parts.Count == 0 ? [Whole] : Parts;

    public static OpenedMail Of(OpenMail mail, SourceDefinition definition)
    {
        var isComplete = Extract(mail, definition);
        var rows = definition.Each is { } several ? several.Rows.Of(mail, several.Most + 1).Take(several.Most + 1).ToList() : [];
        // What stands behind the part that is looked at may be alerts, too, and nobody would hear of them.
        var hasTooMany = rows.Count > definition.Each?.Most || (rows.Count > 0 && mail.IsCut);
        IReadOnlyList<OpenMail> parts = definition.Each is { } each && !hasTooMany ? [.. rows.Select(row => Part(mail, row, each))] : [];
        Fill(mail, definition);
        return new OpenedMail(mail, parts) { IsComplete = isComplete, HasTooMany = hasTooMany };
    }

    private static OpenMail Part(OpenMail mail, Row row, Each each)
    {
        var part = mail.Part(row);
        Extract(part, each.Definition);
        part.Inherit(mail, each);
        Fill(part, each.Definition);
        return part;
    }

    private static bool Extract(OpenMail mail, SourceDefinition definition)
    {
        var isComplete = true;
        foreach (var extraction in definition.Extract)
            isComplete &= extraction.Read(mail);
        return isComplete;
    }

    private static void Fill(OpenMail mail, SourceDefinition definition)
    {
        foreach (var (name, value) in definition.Fields)
            mail.Found(name, value.Of(mail)?.Render(mail));
    }
}
