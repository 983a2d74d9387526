using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mail2Alert.Sources.Lookups;

namespace Mail2Alert.Sources.GoCd;

/// <summary>The three APIs that list pipeline groups.</summary>
internal static class PipelineGroupCalls
{
    /// <summary>18.10 and later: the groups that the user administers; refused to users without any.</summary>
    public static ApiCall<PipelineGroup[]> Administered { get; } = new(
        "api/admin/pipeline_groups",
        "application/vnd.go.cd.v1+json",
        (json, cancel) => ReadAsync(json, Json.AdministeredJson, answer => answer.Embedded.Groups.Select(Plain), cancel));

    /// <summary>Every server of today: what the user may view and has not hidden from the own dashboard.</summary>
    public static ApiCall<PipelineGroup[]> Dashboard { get; } = new(
        "api/dashboard",
        "application/vnd.go.cd.v4+json",
        (json, cancel) => ReadAsync(json, Json.DashboardJson, answer => answer.Embedded.PipelineGroups.Select(Plain), cancel));

    /// <summary>Until 20.2, switched off by default since 19.12: what the user may view.</summary>
    public static ApiCall<PipelineGroup[]> Listing { get; } = new(
        "api/config/pipeline_groups",
        accept: null,
        (json, cancel) => ReadAsync(json, Json.GroupJsonArray, groups => groups.Select(Plain), cancel));

    private static PipelineGroupJson Json => PipelineGroupJson.Default;

    private static async Task<PipelineGroup[]> ReadAsync<T>(
        Stream json,
        JsonTypeInfo<T> type,
        Func<T, IEnumerable<PipelineGroup>> groups,
        CancellationToken cancellationToken)
        where T : class
    {
        var answer = await JsonSerializer.DeserializeAsync(json, type, cancellationToken);
        return [.. groups(Present(answer))];
    }

    private static PipelineGroup Plain(GroupJson? group) =>
        new(Present(group).Name, [.. group!.Pipelines.Select(pipeline => Present(pipeline).Name)]);

    private static PipelineGroup Plain(DashboardGroupJson? group) => new(Present(group).Name, [.. group!.Pipelines.Select(Present)]);

    // The serializer checks for null everywhere but at the top and in arrays.
    private static T Present<T>(T? element) => element ?? throw new JsonException();
}
