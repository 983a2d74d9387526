namespace Mail2Alert.Pipeline;

/// <summary>What is to be sent again.</summary>
/// <param name="Mail">The id of a mail that is kept.</param>
/// <param name="Targets">Parts of the targets (as people read them) that are wanted; empty for all.</param>
/// <param name="IsDry">True to change nothing.</param>
internal sealed record ReplayOrder(string Mail, IReadOnlyList<string> Targets, bool IsDry)
{
    public bool Wants(string target) =>
        Targets.Count == 0 || Targets.Any(wanted => target.Contains(wanted, StringComparison.OrdinalIgnoreCase));
}
