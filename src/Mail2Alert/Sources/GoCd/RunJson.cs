using System.Text.Json.Serialization;

namespace Mail2Alert.Sources.GoCd;

/// <summary>What we read of the answers on a run. A stage's counter is a number in some and a text in others.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(PipelineRunJson))]
[JsonSerializable(typeof(StageRunJson))]
[JsonSerializable(typeof(StageHistoryJson))]
internal sealed partial class RunJson : JsonSerializerContext;

internal sealed record PipelineRunJson([property: JsonRequired] string? Label, BuildCauseJson? BuildCause);

internal sealed record BuildCauseJson(MaterialRevisionJson?[]? MaterialRevisions);

internal sealed record MaterialRevisionJson(bool Changed, MaterialJson? Material, ModificationJson?[]? Modifications);

internal sealed record MaterialJson(string? Name, string? Description);

internal sealed record ModificationJson(string? UserName);

internal sealed record StageHistoryJson([property: JsonRequired] StageRunJson?[] Stages);

internal sealed record StageRunJson(
    long PipelineCounter, long Counter, [property: JsonRequired] string? Result, string? ApprovedBy, string? CancelledBy, JobJson?[]? Jobs);

internal sealed record JobJson(string? Name, string? Result);
