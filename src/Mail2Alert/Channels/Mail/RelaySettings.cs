namespace Mail2Alert.Channels.Mail;

/// <summary>The mail server behind us, as configured.</summary>
internal sealed record RelaySettings
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    /// <summary>TLS from the first byte (<c>smtps://</c>).</summary>
    public bool ImplicitTls { get; init; }

    /// <summary>STARTTLS is demanded, not only used where offered.</summary>
    public bool RequireTls { get; init; }

    public RelayLogin? Login { get; init; }

    /// <summary>Connections at the same time. With a relay that needs 100 ms a mail, mails a second are at most ten times this. Default 500.</summary>
    public int MaxConnections { get; init; } = 500;

    /// <summary>How long an idle connection is kept. Default 30 s; Postfix closes one after 300 s, others after 60 s.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Add an <c>X-Peer</c> field with the notifier's address, as mail2alert-py did.</summary>
    public bool AddPeerField { get; init; }

    /// <summary>True when any certificate will do although TLS is demanded (<c>verify=no</c>).</summary>
    public bool TrustsAnyCertificate { get; init; }

    /// <summary>Where its login stands, in sentences.</summary>
    public string CalledIn { get; init; } = "`relay`";

    public override string ToString() => $"{(ImplicitTls ? "smtps" : "smtp")}://{Host}:{Port}";
}

