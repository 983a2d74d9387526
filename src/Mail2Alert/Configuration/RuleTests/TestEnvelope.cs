using Mail2Alert.Smtp;

namespace Mail2Alert.Configuration.RuleTests;

/// <summary>What a test says of an envelope.</summary>
/// <param name="Peer">Who sends the mail.</param>
/// <param name="From">MAIL FROM; null for what the header says.</param>
/// <param name="To">RCPT TO; none for what the header says.</param>
internal sealed record TestEnvelope(SmtpPeer Peer, string? From, IReadOnlyList<string> To)
{
    public static TestEnvelope OfHeader { get; } = new(new SmtpPeer("test", null, null, null, true), null, []);
}
