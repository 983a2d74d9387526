using Mail2Alert.Routing;
using Mail2Alert.Sources.GoCd;

namespace Mail2Alert.Cli.Reports;

/// <summary>For each pipeline of each group: who hears of which events. The routes are asked, so the answer is the one that a mail gets.</summary>
internal sealed record WhoHears(string Source, IReadOnlyList<WhoHears.Group> Groups)
{
    public sealed record Group(string Name, IReadOnlyList<Pipeline> Pipelines);

    public sealed record Pipeline(string Name, IReadOnlyList<Notice> Notices);

    /// <summary>Some targets and the events they hear of.</summary>
    public sealed record Notice(IReadOnlyList<string> Targets, IReadOnlyList<string> Events);

    public static WhoHears Ask(GoCdSource source, PipelineGroups groups, Router router) => new(
        source.Name,
        [.. groups.All.Select(group => new Group(
            group.Name,
            [.. group.Pipelines.Select(name => new Pipeline(name, [.. Notices(source, name, groups, router)]))]))]);

    // Targets that are told together are one notice, with all the events they are told of.
    private static IEnumerable<Notice> Notices(GoCdSource source, string pipeline, PipelineGroups groups, Router router)
    {
        var told = from happening in GoCdEvent.All
                   from answer in router.Route(source.Example(pipeline, happening, groups), before: null).Answers
                   where answer.Tells
                   let targets = answer.Route.Targets.Select(target => target.Text).ToList()
                   group happening.Name by string.Join('\n', targets);
        return told.Select(events => new Notice(events.Key.Split('\n'), [.. events.Distinct()]));
    }
}
