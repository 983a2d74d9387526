using Mail2Alert.Routing;

namespace Mail2Alert.Deliveries;

/// <summary>
/// A target as it may be written to disk: its address can hold a token, so a hash stands for the whole of it, and the configuration is asked
/// for the rest when it is time to send.
/// </summary>
/// <param name="Id">The target's <see cref="Target.Id"/>.</param>
/// <param name="Scheme">Names the channel.</param>
/// <param name="Text">As written, without secrets.</param>
internal sealed record TargetId(string Id, string Scheme, string Text)
{
    public static TargetId Of(Target target) => new(target.Id, target.Scheme, target.Text);
}
