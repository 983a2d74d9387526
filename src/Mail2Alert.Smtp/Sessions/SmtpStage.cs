namespace Mail2Alert.Smtp.Sessions;

/// <summary>The moments at which a handler decides.</summary>
internal enum SmtpStage
{
    Connect,
    Sender,
    Recipient,
    Message,
    Login,
}
