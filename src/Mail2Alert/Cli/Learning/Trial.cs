using Mail2Alert.Alerts;
using Mail2Alert.Configuration;
using Mail2Alert.Sources;
using Mail2Alert.Sources.Declared;

namespace Mail2Alert.Cli.Learning;

/// <summary>What the samples become with a source as it is written.</summary>
/// <param name="Problems">Why it does not load; none when it does.</param>
/// <param name="Outcomes">In the order of the samples.</param>
internal sealed record Trial(IReadOnlyList<string> Problems, IReadOnlyList<TriedSample> Outcomes)
{
    public static async Task<Trial> OfAsync(string yaml, IReadOnlyList<Sample> samples, CancellationToken cancellationToken)
    {
        var result = new ConfigurationLoader(_ => null).Parse(yaml, "learned.yml");
        if (result.Configuration?.Sources is not [SourceSettings.Declared learned])
            return new Trial([.. result.Problems.Select(problem => $"{problem}")], []);
        var source = new DeclaredSource(learned.Name, learned.Claim, learned.Definition);
        var outcomes = new List<TriedSample>();
        foreach (var sample in samples)
            outcomes.Add(await TryAsync(source, sample, cancellationToken));
        return new Trial([], outcomes);
    }

    /// <summary>Sentences for people: what the samples alone show to be doubtful.</summary>
    public IEnumerable<string> Doubts()
    {
        foreach (var tried in Outcomes.Where(tried => !tried.IsClaimed))
            yield return $"{tried.Sample.Name} is not claimed";
        foreach (var tried in Outcomes.Where(tried => tried.IsGuess))
            yield return $"{tried.Sample.Name} has a key that is a guess";
        var ended = Outcomes.Where(tried => tried.Alert.Status == AlertStatus.Resolved).Select(tried => tried.Alert.Key).ToHashSet();
        var firing = Outcomes.Where(tried => tried.Alert.Status == AlertStatus.Firing).Select(tried => tried.Alert.Key).ToHashSet();
        if (ended.Count > 0 && firing.Count > 0 && !ended.Overlaps(firing))
            yield return "no failure and success have the same key: if two of the samples are about the same thing, take out of the key what differs";
    }

    private static async Task<TriedSample> TryAsync(DeclaredSource source, Sample sample, CancellationToken cancellationToken)
    {
        var (isClaimed, _) = source.Claim.Covers(new OpenMail(sample.Mail));
        var reading = (Reading.Understood)await source.ReadAsync(sample.Mail, cancellationToken);
        return new TriedSample(sample, isClaimed, reading.Alert, reading.Notes.Count > 0);
    }
}

/// <param name="Sample">The mail.</param>
/// <param name="IsClaimed">Whether the source takes it.</param>
/// <param name="Alert">What it becomes.</param>
/// <param name="IsGuess">True when its key could not be made.</param>
internal sealed record TriedSample(Sample Sample, bool IsClaimed, Alert Alert, bool IsGuess);
