namespace Mail2Alert.Sources.Declared.Lookups;

/// <summary>All that a source looks up for a mail, at the same time.</summary>
internal sealed class MailLookups(IReadOnlyList<DeclaredLookup> lookups)
{
    /// <summary>Adds to a mail what is found, and marks what could not be found out.</summary>
    /// <returns>What was done; and why the mail must come again, or null.</returns>
    public async Task<(IReadOnlyList<string> Notes, string? Deferred)> AskAsync(OpenMail mail, CancellationToken cancellationToken)
    {
        var results = await Task.WhenAll(lookups.Select(lookup => lookup.AskAsync(mail, cancellationToken)));
        foreach (var (lookup, result) in lookups.Zip(results))
            Add(mail, lookup, result);
        return ([.. results.SelectMany(result => result.Notes)], results.OfType<LookupResult.Deferred>().FirstOrDefault()?.Why);
    }

    private static void Add(OpenMail mail, DeclaredLookup lookup, LookupResult result)
    {
        if (result is LookupResult.Known { Found: var found })
        {
            foreach (var (name, value) in found.Values)
                mail.Found(name, value);
        }
        else if (result is LookupResult.Unknown { Why: var why })
        {
            foreach (var name in lookup.Labels)
                mail.CannotTell(name, why);
        }
    }
}
