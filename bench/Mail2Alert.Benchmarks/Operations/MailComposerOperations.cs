using Mail2Alert.Channels.Mail;
using Mail2Alert.Messages;
using Mail2Alert.Routing;

namespace Mail2Alert.Benchmarks.Operations;

/// <summary>What goes to the relay of a mail of 1 KB, composed.</summary>
internal sealed class MailComposerOperations
{
    private readonly MailComposer _composer = new("gateway.example.net", addPeerField: false);
    private readonly Message _mail = SampleMail.Open(SampleMail.GoCd);
    private readonly Target[] _audience = [To("webshop@example.net"), To("oncall@example.net")];

    /// <summary>To one of two who are told.</summary>
    public int Redirected() => _composer.Redirected(_mail, _mail.Raw, "webshop@example.net", _audience).Header.Length;

    /// <summary>As it came.</summary>
    public int Forwarded() => _composer.Forwarded(_mail, _mail.Raw, _mail.Envelope.Recipients).Header.Length;

    private static Target To(string address) => new("mailto", address, $"mailto:{address}");
}
