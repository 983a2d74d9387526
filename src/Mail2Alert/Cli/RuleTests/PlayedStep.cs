using Mail2Alert.Cli.Explain;
using Mail2Alert.Messages;
using Mail2Alert.Pipeline;
using Mail2Alert.Routing;

namespace Mail2Alert.Cli.RuleTests;

/// <summary>What came of a step.</summary>
/// <param name="Stories">Of its mail, and of those that it was split into; none when only time passes.</param>
/// <param name="Later">Who was told by the time of the step, of what came before it: groups, what was held back, and missing mail.</param>
/// <param name="Router">Knows the reasons.</param>
internal sealed record PlayedStep(IReadOnlyList<(Message Mail, Decision Decision)> Stories, IReadOnlyList<ExplainedDelivery> Later, Router Router)
{
    public Explanation? Explain(string file) => Stories.Count == 0 ? null : Explanation.Of(file, Stories, Router);
}
