namespace Mail2Alert.Channels.Mail;

/// <summary>The relay did not want the connection. It is about us, not about the mail that happens to wait (as with Postfix' smtp_skip_5xx_greeting).</summary>
internal sealed class RelayRefusedException(RelayReply reply) : IOException(reply.ToString())
{
    public RelayReply Reply => reply;
}
