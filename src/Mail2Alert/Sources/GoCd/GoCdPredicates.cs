using System.Text.RegularExpressions;
using Mail2Alert.Alerts;

namespace Mail2Alert.Sources.GoCd;

/// <summary>The functions of mail2alert-py's rules on GoCD.</summary>
internal static class GoCdPredicates
{
    public static Predicate Any { get; } = new("pipelines.any", [], _ => IsOfGoCd) { AsksFacts = true };

    /// <summary>What <c>pipelines.any</c> was called before.</summary>
    public static Predicate All { get; } = Any with { Name = "pipelines.all" };

    public static Predicate InGroup { get; } = new(
        "pipelines.in_group",
        ["group"],
        arguments => alert => Ask(alert, pipeline => pipeline, arguments[0]))
    {
        AsksFacts = true,
    };

    /// <summary>
    /// The part of the pipeline's name that the first group of the expression captures must itself name a pipeline of the group:
    /// <c>^(.+)-branch-.*$</c> finds the branches of the pipelines of a group.
    /// </summary>
    public static Predicate NameLikeInGroup { get; } = new("pipelines.name_like_in_group", ["expression", "group"], CompileNameLike)
    {
        AsksFacts = true,
    };

    private static Func<Alert, Truth> CompileNameLike(IReadOnlyList<string> arguments)
    {
        var expression = PythonExpression.Compile(arguments[0]);
        return alert =>
        {
            try
            {
                return Ask(alert, expression.Capture, arguments[1]);
            }
            catch (RegexMatchTimeoutException)
            {
                return Truth.Unknown;
            }
        };
    }

    private static Truth IsOfGoCd(Alert alert) => (alert.Facts is GoCdFacts).ToTruth();

    private static Truth Ask(Alert alert, Func<string, string?> nameIn, string group) =>
        alert.Facts is GoCdFacts facts && alert.Labels["pipeline"] is { } pipeline && nameIn(pipeline) is { } name
            ? facts.Groups.Has(group, name)
            : Truth.No;
}
