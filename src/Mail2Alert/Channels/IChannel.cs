using Mail2Alert.Routing;

namespace Mail2Alert.Channels;

/// <summary>The code for one kind of target.</summary>
internal interface IChannel
{
    /// <summary>The scheme of the targets it serves.</summary>
    string Scheme { get; }

    /// <summary>
    /// One attempt at one target, to an end: delivered, try again, or refused for good. Failing to deliver is an outcome, not an exception.
    /// </summary>
    /// <param name="notification">What to say.</param>
    /// <param name="target">Whom to tell; of this channel's scheme, and checked when the configuration was read.</param>
    /// <param name="cancellationToken">Cancelled when the time for this attempt is up.</param>
    Task<Outcome> SendAsync(Notification notification, Target target, CancellationToken cancellationToken);
}
