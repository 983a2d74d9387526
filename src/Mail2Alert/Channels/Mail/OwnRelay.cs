namespace Mail2Alert.Channels.Mail;

/// <summary>The relay of the configuration, for mails of our own.</summary>
/// <param name="Relay">Takes them.</param>
/// <param name="HostName">Ours: whom they are from, where a target does not say.</param>
internal sealed record OwnRelay(Relay Relay, string HostName);
