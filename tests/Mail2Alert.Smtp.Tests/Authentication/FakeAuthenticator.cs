using Mail2Alert.Smtp.Authentication;

namespace Mail2Alert.Smtp.Tests.Authentication;

/// <summary>Knows one user, <c>tim</c>, and answers at once.</summary>
internal sealed class FakeAuthenticator : ISmtpAuthenticator
{
    public const string Password = "tanstaaftanstaaf";

    private static readonly SmtpCredential Tim = SmtpCredential.FromPassword(Password, SmtpCredential.MinIterations, keepSecret: true);

    public SmtpMechanisms Mechanisms { get; init; } =
        SmtpMechanisms.Plain | SmtpMechanisms.Login | SmtpMechanisms.ScramSha256 | SmtpMechanisms.CramMd5;

    public Func<string, string, bool> Verify { get; set; } = (user, password) => user == "tim" && password == Password;

    public int Asked { get; private set; }

    public ValueTask<bool> VerifyPasswordAsync(string user, string password, CancellationToken cancellationToken)
    {
        Asked++;
        return new(Verify(user, password));
    }

    public ValueTask<SmtpCredential?> FindAsync(string user, CancellationToken cancellationToken) => new(user == "tim" ? Tim : null);
}
