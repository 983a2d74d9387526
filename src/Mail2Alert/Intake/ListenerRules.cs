using System.Net;
using Mail2Alert.Smtp;

namespace Mail2Alert.Intake;

/// <summary>Who may send through one listener, as whom, and to whom.</summary>
internal sealed record ListenerRules
{
    /// <summary>Who may send without logging in.</summary>
    public required IReadOnlyList<IPNetwork> Networks { get; init; }

    /// <summary>Who may send from anywhere after logging in.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>From where one may log in without TLS.</summary>
    public IReadOnlyList<IPNetwork> AuthInClear { get; init; } = [];

    /// <summary>True where every connection is encrypted before we see it.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>True when a client can encrypt.</summary>
    public bool OffersTls { get; init; }

    /// <summary>Who the mail may be from; null for anybody.</summary>
    public IReadOnlyList<AddressPattern>? Senders { get; init; }

    /// <summary>Whom it may be for; null for whoever is claimed or can be reached.</summary>
    public IReadOnlyList<AddressPattern>? Recipients { get; init; }

    /// <summary>True for a client who need not log in.</summary>
    public bool Trusts(SmtpPeer peer) => peer.Remote is not { } remote || Networks.Hold(remote.Address);

    /// <summary>True where nobody but those who may can read a password on its way.</summary>
    public bool TakesLoginInClear(SmtpPeer peer) =>
        IsEncrypted || peer.Remote is not { } remote || AuthInClear.Hold(remote.Address);

    public bool CanLogIn(SmtpPeer peer) => Users.Count > 0 && (OffersTls || TakesLoginInClear(peer));
}
