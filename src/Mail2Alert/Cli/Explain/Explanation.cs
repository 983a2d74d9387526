using System.Text.Json;
using System.Text.Json.Serialization;
using Mail2Alert.Alerts;
using Mail2Alert.Messages;
using Mail2Alert.Pipeline;
using Mail2Alert.Routing;

namespace Mail2Alert.Cli.Explain;

/// <summary>Why a mail becomes what it becomes, as data.</summary>
/// <param name="File">Where it was read from.</param>
/// <param name="Sender">The envelope's sender; empty for the null sender.</param>
/// <param name="Recipients">The envelope's recipients.</param>
/// <param name="Subject">Decoded.</param>
/// <param name="Steps">What was asked and answered before the routes, in order.</param>
/// <param name="Deferred">Why it cannot be decided now; null when it can.</param>
/// <param name="Alert">What a source made of it; null when none claims it.</param>
/// <param name="Note">Why the alert's event is not the mail's own; null when it is.</param>
/// <param name="Routes">Those that were asked, in order.</param>
/// <param name="Deliveries">Who is told.</param>
/// <param name="Later">Who is told with a group, or later, or not again, in sentences.</param>
/// <param name="HandedOn">To whom the mail itself goes on.</param>
internal sealed record Explanation(
    string File,
    string Sender,
    IReadOnlyList<string> Recipients,
    string Subject,
    IReadOnlyList<string> Steps,
    string? Deferred,
    ExplainedAlert? Alert,
    string? Note,
    IReadOnlyList<ExplainedRoute> Routes,
    IReadOnlyList<ExplainedDelivery> Deliveries,
    IReadOnlyList<string> Later,
    IReadOnlyList<string> HandedOn)
{
    /// <summary>Of the alerts that it carries, where it carries several, each by itself.</summary>
    public IReadOnlyList<Explanation> Parts { get; init; } = [];

    /// <summary>It and its parts.</summary>
    public IEnumerable<Explanation> All() => Parts.Prepend(this);

    /// <param name="file">Where the mail was read from.</param>
    /// <param name="stories">The mail's, and behind it those of its parts.</param>
    /// <param name="router">Knows the reasons.</param>
    public static Explanation Of(string file, IReadOnlyList<(Message Mail, Decision Decision)> stories, Router router) =>
        Of(file, stories[0].Mail, stories[0].Decision, router) with
        {
            Parts = [.. stories.Skip(1).Select((part, i) => Of($"{file}, alert {i + 1} of {stories.Count - 1}", part.Mail, part.Decision, router))],
        };

    private static Explanation Of(string file, Message mail, Decision decision, Router router)
    {
        var routing = (decision as Decision.Notify)?.Routing;
        var handedOn = decision switch
        {
            Decision.Notify notify => notify.Others,
            Decision.Split split => split.Others,
            Decision.Forward => mail.Envelope.Recipients,
            _ => [],
        };
        return new Explanation(
            file,
            mail.Envelope.Sender.ToString(),
            [.. mail.Envelope.Recipients.Select(recipient => recipient.Address.ToString())],
            mail.Subject,
            decision.Why,
            (decision as Decision.Defer)?.Reason,
            routing is null ? null : ExplainedAlert.Of(routing.Alert),
            routing?.Note,
            routing is null ? [] : [.. router.Explain(routing.Seen).Select(answer => ExplainedRoute.Of(answer, routing.Seen))],
            [.. (routing?.Targets ?? []).Select(routed => new ExplainedDelivery(routed.Target.Text, routed.Route.Name))],
            routing?.Notes ?? [],
            [.. handedOn.Select(recipient => recipient.Address.ToString())]);
    }

    /// <summary>The same with only those conditions that made a route match or not.</summary>
    public Explanation Decisive() => this with
    {
        Routes = [.. Routes.Select(route => route with { Condition = route.Condition.Decisive() })],
        Parts = [.. Parts.Select(part => part.Decisive())],
    };
}

internal sealed record ExplainedAlert(
    string Source,
    string Key,
    AlertStatus Status,
    Severity Severity,
    string? Event,
    string Title,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyDictionary<string, string> Unknown)
{
    public static ExplainedAlert Of(Alert alert) => new(
        alert.Source,
        alert.Key,
        alert.Status,
        alert.Severity,
        alert.Event,
        alert.Title,
        new SortedDictionary<string, string>(alert.Labels.ToDictionary(), StringComparer.Ordinal),
        alert.Labels.Unknown);
}

/// <param name="Name">Its name.</param>
/// <param name="Receiver">Whom it tells when no route inside it takes the alert; empty where it tells nobody itself.</param>
/// <param name="Depth">How many routes are around it.</param>
/// <param name="Tells">True when it told them.</param>
/// <param name="Condition">Its condition; those of the routes around it hold, or cannot be decided.</param>
internal sealed record ExplainedRoute(string Name, string Receiver, int Depth, bool Tells, ExplainedCondition Condition)
{
    public static ExplainedRoute Of(RouteAnswer answer, Alert alert) =>
        new(answer.Route.Name, answer.Route.Who, answer.Depth, answer.Tells, ExplainedCondition.Of(answer.Route.When.Explain(alert)));
}

/// <param name="Says">The condition, in words.</param>
/// <param name="Label">The label that it looked at; null when it looks at something else.</param>
/// <param name="Saw">Its value; null when the alert has no such label.</param>
/// <param name="Unknown">Why that value is not known; null when it is.</param>
/// <param name="Verdict">Yes, no, or unknown.</param>
/// <param name="Parts">The same of its parts.</param>
internal sealed record ExplainedCondition(
    string Says, string? Label, string? Saw, string? Unknown, Truth Verdict, IReadOnlyList<ExplainedCondition> Parts)
{
    public static ExplainedCondition Of(Finding finding) =>
        new(finding.Condition, finding.Label, finding.Saw, finding.Unknown, finding.Truth, [.. finding.Parts.Select(Of)]);

    /// <summary>The same without the parts that did not matter. What a part says decided if the whole says the same; of a <c>not</c>, it is the opposite.</summary>
    public ExplainedCondition Decisive()
    {
        var agreeing = Parts.Where(part => part.Verdict == Verdict).ToList();
        return this with { Parts = [.. (agreeing.Count > 0 ? agreeing : Parts).Select(part => part.Decisive())] };
    }
}

internal sealed record ExplainedDelivery(string Target, string Route);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(LowerCase<AlertStatus>), typeof(LowerCase<Severity>), typeof(LowerCase<Truth>)],
    WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<Explanation>))]
internal sealed partial class ExplanationJson : JsonSerializerContext;

internal sealed class LowerCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower)
    where T : struct, Enum;
