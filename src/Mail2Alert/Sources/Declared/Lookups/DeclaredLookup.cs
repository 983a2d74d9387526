using System.Globalization;
using Mail2Alert.Sources.Lookups;

namespace Mail2Alert.Sources.Declared.Lookups;

/// <summary>Asks an API about mails, and judges what an old answer is worth.</summary>
internal sealed class DeclaredLookup(LookupDefinition definition, LookupCache<string, FoundLabels> cache)
{
    // An owner or a tier of an hour ago is nearly always that of now; that of last week may not be.
    private static readonly TimeSpan OldestCopy = TimeSpan.FromHours(1);

    private string Name => definition.Name;

    /// <summary>The labels that it may find.</summary>
    public IEnumerable<string> Labels => definition.Answer.Names;

    public async Task<LookupResult> AskAsync(OpenMail mail, CancellationToken cancellationToken) => definition.Address.Of(mail) switch
    {
        Address.Known address => Judge(await cache.GetAsync(address.Value, cancellationToken)),
        Address.Refused refused => new LookupResult.Unknown($"the lookup {Name} is not made: {refused.Why}"),
        _ => new LookupResult.Skipped($"the lookup {Name} is not made: the mail does not have what its address needs"),
    };

    private LookupResult Judge(LookupAnswer<FoundLabels> answer) => answer switch
    {
        LookupAnswer<FoundLabels>.Fresh fresh => new LookupResult.Known(fresh.Known, Missing(fresh.Known)),
        LookupAnswer<FoundLabels>.Stale stale when definition.OnFailure == LookupFailure.Stale || stale.Age <= OldestCopy =>
            new LookupResult.Known(stale.Known, [$"the lookup {Name} is {Seconds(stale.Age)} s old: {stale.Why}", .. Missing(stale.Known)]),
        _ when definition.OnFailure == LookupFailure.Defer => new LookupResult.Deferred(Failed(answer)),
        _ => new LookupResult.Unknown(Failed(answer)),
    };

    private string Failed(LookupAnswer<FoundLabels> answer) => $"the lookup {Name} failed: {answer.Trouble}";

    private string[] Missing(FoundLabels found) =>
        [.. found.Values.Where(label => label.Value is null).Select(label => $"the lookup {Name} has no {label.Key}")];

    private static string Seconds(TimeSpan age) => age.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
}

/// <summary>What came of a lookup for one mail.</summary>
internal abstract record LookupResult(IReadOnlyList<string> Notes)
{
    public sealed record Known(FoundLabels Found, IReadOnlyList<string> Notes) : LookupResult(Notes);

    /// <summary>There was nothing to ask: the mail has none of its labels.</summary>
    public sealed record Skipped(string Why) : LookupResult([Why]);

    /// <summary>Its labels may be anything.</summary>
    public sealed record Unknown(string Why) : LookupResult([Why]);

    /// <summary>The mail is to come again.</summary>
    public sealed record Deferred(string Why) : LookupResult([Why]);
}
