using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.RuleTests;

/// <summary>A test of the user's own rules: mails that come one after the other, and what is to become of each.</summary>
/// <param name="Name">What it promises, in the user's words.</param>
/// <param name="At">Where it stands.</param>
/// <param name="Steps">In the order of time; what one leaves behind, the next finds.</param>
internal sealed record RuleTest(string Name, Position At, IReadOnlyList<TestStep> Steps)
{
    /// <summary>What stands in for the APIs of sources, by their name. A source that is not in here is answered by nobody.</summary>
    public IReadOnlyDictionary<string, LookedUp> LookedUp { get; init; } = new Dictionary<string, LookedUp>();

    /// <summary>What is remembered of the alert that the first mail is about; null when nothing is.</summary>
    public AlertBefore? Before { get; init; }
}
