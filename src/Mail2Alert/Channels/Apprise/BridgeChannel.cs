using System.Text.Json.Nodes;
using Mail2Alert.Channels.Programs;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Web;
using Mail2Alert.Routing;

namespace Mail2Alert.Channels.Apprise;

/// <summary>What no channel of ours knows, told by Apprise: by its server or by its command, one URL at a time, so that the answer is about it alone.</summary>
internal sealed class BridgeChannel(ChannelTools tools) : IUrlChannel, IDisposable
{
    // Its command needs half a second of processor time to begin.
    private const int AtTheSameTime = 4;

    private readonly AppriseCommand _command = new(new ProgramRunner(AtTheSameTime, tools.Clock));

    public static ChannelKind Kind { get; } = new("apprise-url", [], _ => throw new NotSupportedException("it has no schemes of its own"))
    {
        Form = "any other URL of Apprise, by 'channels: { apprise: … }'",
        Limits = new MessageLimits(Title: 250, Text: 32_768),
        ShowsStatus = true,
        Files = new FileLimits(Most: 10, Bytes: 5 * 1024 * 1024),
        ReadUnknown = Read,
    };

    public string Scheme => Kind.Name;

    public Task<Outcome> SendAsync(Notification notification, Target target, CancellationToken cancellationToken)
    {
        var own = (BridgeTarget)target;
        return new LetterCarrier(tools.Letters, Kind).CarryAsync(notification, own, dialect: null, letter => own.Settings switch
        {
            AppriseSettings.Server server => AskAsync(server, letter, own, cancellationToken),
            AppriseSettings.Command command => _command.TellAsync(command, letter, own, cancellationToken),
            _ => throw new System.Diagnostics.UnreachableException(),
        });
    }

    public void Dispose() => _command.Dispose();

    private async Task<Outcome> AskAsync(AppriseSettings.Server server, Letter letter, BridgeTarget target, CancellationToken cancellationToken)
    {
        var call = AppriseAnswer.Ask(WebCall.Json(HttpMethod.Post, new Uri(server.Address, "notify"), new JsonObject
        {
            ["urls"] = target.Url.Reveal(),
            ["title"] = letter.Title,
            ["body"] = letter.Text,
            ["type"] = NotifyType.Of(letter.Alert),
            ["format"] = "text",
        }));
        return AppriseAnswer.Judge(await tools.Web.SendAsync(call, target.Options, cancellationToken), "Apprise's server", tools.Clock);
    }

    // What stands behind '?' is Apprise's: a timeout there is about the service, not about Apprise.
    private static ParsedTargets? Read(TargetUrl url, ChannelSettings settings)
    {
        if (settings.Apprise is not { } apprise)
            return null;
        if (url.Text.Any(character => char.IsControl(character) || character == ' '))
            return ParsedTargets.Wrong("a URL for Apprise has no spaces and line ends; write them as %20 and %0A");
        var name = url.Named(Kind.Name, "", $"{url.Scheme}://***");
        return ParsedTargets.Of(new BridgeTarget(name, AppriseTarget.Patient(TargetOptions.Default), apprise) { Url = new Secret(url.Text) });
    }
}
