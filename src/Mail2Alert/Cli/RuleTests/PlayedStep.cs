using Mail2Alert.Cli.Explain;
using Mail2Alert.Configuration.RuleTests;
using Mail2Alert.Pipeline;
using Mail2Alert.Routing;

namespace Mail2Alert.Cli.RuleTests;

/// <summary>What came of a step.</summary>
/// <param name="Decision">About its mail; null when only time passes.</param>
/// <param name="Later">Who was told by the time of the step, of what came before it: groups, what was held back, and missing mail.</param>
/// <param name="Router">Knows the reasons.</param>
internal sealed record PlayedStep(Decision? Decision, IReadOnlyList<ExplainedDelivery> Later, Router Router)
{
    public Explanation? Explain(string file, TestStep step) => Decision is null ? null : Explanation.Of(file, step.Mail!, Decision, Router);
}
