using Mail2Alert.Alerts;
using Mail2Alert.Smtp;
using Mail2Alert.Sources.Declared;

namespace Mail2Alert.Sources;

/// <summary>Which mail a source reads. What is given must hold; what is not given does not matter.</summary>
/// <param name="To">Recipients; any one of them is enough. Empty when not given.</param>
/// <param name="From">Senders; any one of them. Empty when not given.</param>
/// <param name="Comparison">Addresses are compared without regard to case, except under mail2alert-py's configuration.</param>
internal sealed record Claim(
    IReadOnlyList<string> To,
    IReadOnlyList<string> From,
    StringComparison Comparison = StringComparison.OrdinalIgnoreCase)
{
    /// <summary>Whom it must be to as well; null when <see cref="To"/> says all.</summary>
    public ClaimedRecipients? Recipients { get; init; }

    /// <summary>What must be so in the mail itself; null when its envelope is enough.</summary>
    public Condition? Mail { get; init; }

    /// <summary>Whether the mail is claimed, and in words why or why not.</summary>
    public (bool Claimed, string Why) Covers(OpenMail mail) => Covers(mail.Message.Envelope) switch
    {
        (true, _) when Mail is not null && Mail.Holds(mail) != Truth.Yes => (false, $"it is not so that {Mail}"),
        (true, var why) when Mail is not null => (true, To.Count + From.Count > 0 ? $"{why}, and {Mail}" : Mail.ToString()),
        var answer => answer,
    };

    /// <summary>As far as the envelope tells, before the mail is there.</summary>
    public (bool Claimed, string Why) Covers(SmtpEnvelope envelope)
    {
        if (To.Count > 0 && !envelope.Recipients.Any(recipient => Names(To, recipient.Address)))
            return (false, $"it is not to {string.Join(" or ", To)}");
        if (From.Count > 0 && !Names(From, envelope.Sender))
            return (false, $"it is not from {string.Join(" or ", From)}");
        if (Recipients is { } some && !envelope.Recipients.Any(recipient => some.Names(envelope.Sender, recipient.Address)))
            return (false, $"it is not to {some.Words}");
        return (true, string.Join(" and ", Reasons()));
    }

    /// <summary>The recipients of a claimed mail that the claim does not name. They are somebody else's mail.</summary>
    public IReadOnlyList<SmtpRecipient> Leaves(SmtpEnvelope envelope) =>
        To.Count == 0 && Recipients is null ? [] : [.. envelope.Recipients.Where(recipient => !Takes(envelope.Sender, recipient.Address))];

    private bool Takes(SmtpPath sender, SmtpPath recipient) =>
        (To.Count == 0 || Names(To, recipient)) && Recipients?.Names(sender, recipient) != false;

    private IEnumerable<string> Reasons()
    {
        if (To.Count > 0)
            yield return $"it is to {string.Join(" or ", To)}";
        if (From.Count > 0)
            yield return $"it is from {string.Join(" or ", From)}";
        if (Recipients is not null)
            yield return $"it is to {Recipients.Words}";
        if (To.Count == 0 && From.Count == 0 && Recipients is null)
            yield return "it claims every mail";
    }

    private bool Names(IReadOnlyList<string> addresses, SmtpPath path) =>
        addresses.Any(address => string.Equals(address, path.ToString(), Comparison));
}
