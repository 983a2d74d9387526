using Mail2Alert.Channels.Templates;
using Mail2Alert.Routing;

namespace Mail2Alert.Channels.Web;

/// <summary>
/// A channel that speaks HTTP. Most say only how a letter becomes a request (<see cref="Call"/>); some read the answer
/// (<see cref="Judge"/>), and those that need several requests write the conversation themselves (<see cref="TellAsync"/>).
/// </summary>
internal abstract class WebChannel<TTarget>(ChannelTools tools, ChannelKind kind) : IChannel
    where TTarget : ChannelTarget
{
    public string Scheme => kind.Name;

    /// <summary>The service as people call it, in reasons.</summary>
    protected abstract string Service { get; }

    protected TimeProvider Clock => tools.Clock;

    public Task<Outcome> SendAsync(Notification notification, Target target, CancellationToken cancellationToken)
    {
        var own = (TTarget)target;
        return new LetterCarrier(tools.Letters, KindOf(own)).CarryAsync(notification, own, DialectOf(own), letter => TellAsync(letter, own, cancellationToken));
    }

    /// <summary>What this target takes, where targets differ.</summary>
    protected virtual ChannelKind KindOf(TTarget target) => kind;

    /// <summary>How this target's text is written; null for as its <c>format=</c> asks, else as the channel's is.</summary>
    protected virtual Dialect? DialectOf(TTarget target) => null;

    protected virtual async Task<Outcome> TellAsync(Letter letter, TTarget target, CancellationToken cancellationToken) =>
        Judge(letter, await AskAsync(Call(letter, target), target, cancellationToken));

    /// <summary>The request that says it.</summary>
    protected virtual WebCall Call(Letter letter, TTarget target) => throw new NotSupportedException($"{GetType().Name} says neither Call nor TellAsync");

    /// <summary>What the answer means.</summary>
    protected virtual Outcome Judge(Letter letter, WebAnswer answer) => WebJudge.Of(answer, Service, Clock);

    /// <summary>The same without any markup, for a service that stumbled over ours, or wants both.</summary>
    protected Letter InPlain(Letter letter, TTarget target) => tools.Letters.Write(letter.About, target, kind, Dialect.Plain);

    protected Task<WebAnswer> AskAsync(WebCall call, TTarget target, CancellationToken cancellationToken) =>
        tools.Web.SendAsync(call, target.Options, cancellationToken);
}
