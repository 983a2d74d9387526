using System.Globalization;
using System.Xml;
using Mail2Alert.Alerts;
using Mail2Alert.Sources.Lookups;

namespace Mail2Alert.Sources.GoCd;

/// <summary>Reads <c>cctray.xml</c>: the state of every stage and job, for build lights.</summary>
internal sealed class StageHistoryLookup(GoCdClient client)
{
    private static readonly ApiCall<StageHistory> Call = new("cctray.xml", accept: null, ReadAsync);

    private static readonly XmlReaderSettings Settings = new()
    {
        Async = true,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        CloseInput = false,
    };

    public async Task<Fetched<StageHistory>> FetchAsync(CancellationToken cancellationToken)
    {
        var reply = await client.AskAsync(Call, before: null, cancellationToken);
        return reply is GoCdReply<StageHistory>.Answer answer
            ? new Fetched<StageHistory>.Got(answer.Value)
            : new Fetched<StageHistory>.Failed(reply.Trouble!);
    }

    private static async Task<StageHistory> ReadAsync(Stream xml, CancellationToken cancellationToken)
    {
        using var reader = XmlReader.Create(xml, Settings);
        var rows = new List<StageHistory.Row>();
        while (await reader.ReadAsync())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "Project" } && Row(reader) is { } row)
                rows.Add(row);
        }
        return new StageHistory(rows);
    }

    // A job has three names, and its address is of another form.
    private static StageHistory.Row? Row(XmlReader project)
    {
        var names = project.GetAttribute("name")?.Split("::", StringSplitOptions.TrimEntries);
        return names is [var pipeline, var stage]
            && StatusOf(project.GetAttribute("lastBuildStatus")) is { } status
            && StageLocator.InUrl(project.GetAttribute("webUrl") ?? "") is { } run
            && run.Key == $"{pipeline}/{stage}"
                ? new StageHistory.Row(run, project.GetAttribute("activity") == "Building", status) { At = TimeOf(project.GetAttribute("lastBuildTime")) }
                : null;
    }

    // Before 18.3 it has no zone, and may be off by hours.
    private static DateTimeOffset? TimeOf(string? text) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static AlertStatus? StatusOf(string? word) => word switch
    {
        "Success" => AlertStatus.Resolved,
        "Failure" => AlertStatus.Firing,
        _ => null,
    };
}
