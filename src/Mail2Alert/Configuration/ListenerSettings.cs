using Mail2Alert.Intake;
using Mail2Alert.Smtp;

namespace Mail2Alert.Configuration;

/// <summary>An address to accept mail on.</summary>
/// <param name="Address">Where.</param>
/// <param name="Smtp">What the library is to do there.</param>
/// <param name="Rules">Who may send what to whom there.</param>
internal sealed record ListenerSettings(ListenAddress Address, SmtpListener Smtp, ListenerRules Rules)
{
    public const UnixFileMode DefaultMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    /// <summary>Who may connect to a Unix socket.</summary>
    public UnixFileMode Mode { get; init; } = DefaultMode;

    /// <summary>True where mail is posted by HTTP.</summary>
    public bool IsHttp { get; init; }

    /// <summary>As it is written in the file: <c>smtp://127.0.0.1:25</c>, <c>lmtp:unix:/run/mail2alert/lmtp.sock</c>.</summary>
    public override string ToString() => $"{Scheme}:{Address}";

    private string Scheme => IsHttp ? Rules.IsEncrypted ? "https" : "http" : $"{(Smtp.Protocol == SmtpProtocol.Lmtp ? "lmtp" : "smtp")}{(Smtp.ImplicitTls ? "s" : "")}";
}
