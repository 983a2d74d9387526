using Mail2Alert.Sources.Declared;

namespace Mail2Alert.Cli.Learning;

/// <summary>How a mail says whether something fires or is over.</summary>
/// <param name="Field">The field that says it; null when none does.</param>
/// <param name="Firing">Its values, of those seen.</param>
/// <param name="Resolved">Its values, of those seen.</param>
/// <param name="Guessed">Values that are no known words, and are taken for failures since the field's others are successes.</param>
/// <param name="Other">Values that are no known words, and change nothing.</param>
/// <param name="Else">What says it of samples that do not have the field; null when all do.</param>
internal sealed record StatusProposal(
    string? Field, IReadOnlyList<string> Firing, IReadOnlyList<string> Resolved, IReadOnlyList<string> Guessed, IReadOnlyList<string> Other, string? Else)
{
    private const int MostValues = 8;

    private const int LongestValue = 40;

    public static StatusProposal Of(Findings findings)
    {
        var fields = findings.Fields.Where(MayDecide).ToList();
        var text = Words(findings, "subject_says", sample => new OpenMail(sample.Mail).Subject);
        var body = Words(findings, "text_says", sample => new OpenMail(sample.Mail).Text);
        var chosen = fields.Find(SaysBoth)
            ?? (SaysBoth(text) ? text : null)
            ?? fields.Where(field => field.Values.Count == findings.Samples.Count).MaxBy(Share)
            ?? (SaysBoth(body) ? body : null)
            ?? fields.Append(text).Append(body).Where(field => Share(field) > 0).MaxBy(Share);
        return chosen is null ? new(null, [], [], [], [], null) : Of(chosen, findings.Samples.Count, SaysMore(text) ? text.Name : body.Name);
    }

    private static StatusProposal Of(Found field, int samples, string otherwise)
    {
        if (field.Name is "subject_says" or "text_says")
            return new(field.Name, [StateWords.Failure, StateWords.Warning], field.Name == "subject_says" || SaysBoth(field) ? [StateWords.Recovery] : [], [], [], null);
        var values = field.Values.Values.Distinct().ToLookup(StateMeaning.Of);
        var (firing, resolved) = (values.Where(one => StateMeaning.IsBeginning(one.Key)).SelectMany(one => one).ToList(), values[StateWords.Recovery].ToList());
        var unknown = values[StateMeaning.Nothing].ToList();
        var isGuess = firing.Count == 0;
        return new(field.Name, firing, resolved, isGuess ? unknown : [], isGuess ? [] : unknown, field.Values.Count < samples ? otherwise : null);
    }

    private static bool MayDecide(Found field) =>
        field.MayBeState && field.Values.Values.Distinct().Count() <= MostValues && field.Values.Values.All(value => value.Length <= LongestValue) && Share(field) > 0;

    private static Found Words(Findings findings, string name, Func<Sample, string> of) => new(
        name, Enumerable.Range(0, findings.Samples.Count).ToDictionary(number => number, number => StateWords.Of(of(findings.Samples[number]))), false, true);

    private static bool SaysBoth(Found field) =>
        Meanings(field).Any(StateMeaning.IsBeginning) && Meanings(field).Any(StateMeaning.IsEnd);

    private static bool SaysMore(Found text) => Share(text) > 0;

    private static int Share(Found field) => Meanings(field).Count(meaning => meaning != StateMeaning.Nothing);

    private static IEnumerable<string> Meanings(Found field) =>
        field.Values.Values.Select(value => field.Name is "subject_says" or "text_says" ? value : StateMeaning.Of(value));
}
