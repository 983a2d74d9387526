using Mail2Alert.Smtp;

namespace Mail2Alert.Channels.Mail;

/// <summary>A mail that no mail server may be sent, whichever it is: nothing of it, or nothing that could be taken for a whole mail, has left.</summary>
internal sealed class UnsendableException(SmtpReply reply) : Exception(reply.Lines[0])
{
    public SmtpReply Reply => reply;
}
