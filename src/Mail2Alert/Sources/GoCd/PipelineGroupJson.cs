using System.Text.Json.Serialization;

namespace Mail2Alert.Sources.GoCd;

/// <summary>What we read of the answers that list pipeline groups: names. The rest is skipped as it streams by.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(AdministeredJson))]
[JsonSerializable(typeof(DashboardJson))]
[JsonSerializable(typeof(GroupJson[]))]
internal sealed partial class PipelineGroupJson : JsonSerializerContext;

internal sealed record AdministeredJson([property: JsonPropertyName("_embedded")] AdministeredGroupsJson Embedded);

internal sealed record AdministeredGroupsJson(GroupJson[] Groups);

internal sealed record DashboardJson([property: JsonPropertyName("_embedded")] DashboardGroupsJson Embedded);

internal sealed record DashboardGroupsJson(DashboardGroupJson[] PipelineGroups);

internal sealed record DashboardGroupJson(string Name, string[] Pipelines);

internal sealed record GroupJson(string Name, PipelineJson[] Pipelines);

internal sealed record PipelineJson(string Name);
