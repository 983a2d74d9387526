using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Phone;

/// <summary>A channel whose messages cost money, each one: none is sent twice, or without being asked for.</summary>
internal abstract class SmsChannel<TTarget>(ChannelTools tools, ChannelKind kind) : WebChannel<TTarget>(tools, kind)
    where TTarget : SmsTarget
{
    protected override async Task<Outcome> TellAsync(Letter letter, TTarget target, CancellationToken cancellationToken)
    {
        if (letter.Ends && !target.Sms.TellsEnd)
            return new Outcome.Delivered();
        return await AskAsync(Call(letter, target), target, cancellationToken) switch
        {
            WebAnswer.Unanswered { Why: var why } when !target.Sms.RepeatsAmbiguous =>
                new Outcome.Failed($"{Service} may have taken it, but did not say so ({why}); it is not sent again, as that may cost a second message (ambiguous=retry)"),
            var answer => Judge(letter, answer),
        };
    }
}

internal abstract class SmsTarget(TargetName name, TargetOptions options) : ChannelTarget(name, options)
{
    public required SmsOptions Sms { get; init; }
}

/// <summary>What targets say whose messages cost money.</summary>
/// <param name="TellsEnd">That an alert is over, too (<c>resolved=yes</c>).</param>
/// <param name="RepeatsAmbiguous">What may have been sent, too (<c>ambiguous=retry</c>).</param>
internal sealed record SmsOptions(bool TellsEnd, bool RepeatsAmbiguous)
{
    public static SmsOptions Take(TargetUrl url) => new(url.TakeFlag("resolved", otherwise: false), url.Take("ambiguous") == "retry");
}
