using Mail2Alert.Alerts;
using Mail2Alert.Messages;
using Mail2Alert.Sources.Lookups;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Sources.GoCd;

/// <summary>
/// Reads the mails of a GoCD server, and asks the server for what they leave out: the pipeline's group, and how the stage was before.
/// </summary>
/// <remarks>
/// Without <see cref="GoCdSettings.Url"/> there is nobody to ask and nothing that could fail: no alert has a <c>group</c>, and no pipeline
/// is in one. (Were it unknown, every rule on groups would tell everybody of everything.)
/// </remarks>
internal sealed class GoCdSource : ISource
{
    private readonly GoCdSettings _settings;
    private readonly GoCdContext? _context;

    /// <param name="settings">As configured.</param>
    /// <param name="lookups">Null when there is no API to ask.</param>
    /// <param name="metrics">Counts lookups.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Hears of an API that fails.</param>
    public GoCdSource(GoCdSettings settings, GoCdLookups? lookups, LookupMetrics metrics, TimeProvider time, ILogger<GoCdSource> logger)
    {
        _settings = settings;
        _context = lookups is null ? null : new GoCdContext(settings, lookups, metrics, time, logger);
    }

    public string Name => _settings.Name;

    public Claim Claim => _settings.Claim;

    public Task WarmUpAsync(CancellationToken cancellationToken) => _context?.WarmUpAsync(cancellationToken) ?? Task.CompletedTask;

    public async ValueTask<Reading> ReadAsync(Message message, CancellationToken cancellationToken)
    {
        var blank = Blank(message.Subject, MessageLabels.Of(message));
        if (GoCdMail.Of(message.Subject, message.Opening) is not { } mail)
            return new Reading.Understood(Finish(blank), ["it is none of the mails that GoCD sends"]);
        var alert = Finish(mail.Describe(blank, _settings));
        return _context is null || mail.Pipeline is null
            ? new Reading.Understood(alert, [])
            : await _context.CompleteAsync(alert, mail.Pipeline, mail.Run, cancellationToken);
    }

    /// <summary>The groups as GoCD lists them now; none when there is no API to ask.</summary>
    public async ValueTask<LookupAnswer<PipelineGroups>> GroupsAsync(CancellationToken cancellationToken) =>
        _context is null ? new LookupAnswer<PipelineGroups>.Fresh(PipelineGroups.None) : await _context.GroupsAsync(cancellationToken);

    /// <summary>The alert that such an event of some stage of the pipeline would be.</summary>
    public Alert Example(string pipeline, GoCdEvent happening, PipelineGroups groups)
    {
        var labels = Labels.Empty.With("pipeline", pipeline).WithUnknown("stage", "it may be any");
        var alert = Finish(happening.Describe(Blank($"{pipeline} {happening.Words}", labels), _settings));
        return GoCdContext.WithGroups(alert, pipeline, groups);
    }

    private Alert Blank(string subject, Labels labels) => new()
    {
        Source = Name,
        Key = subject,
        Status = AlertStatus.Info,
        Severity = Severity.Info,
        Labels = labels.With("source", Name),
        Title = subject,
        Facts = new GoCdFacts(PipelineGroups.None),
    };

    private static Alert Finish(Alert alert) => alert with
    {
        Labels = alert.Labels.With(("event", alert.Event), ("status", alert.Status.ToLabel()), ("severity", alert.Severity.ToLabel())),
    };
}
