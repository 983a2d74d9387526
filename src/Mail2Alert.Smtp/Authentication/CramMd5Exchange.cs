using System.Security.Cryptography;
using System.Text;

namespace Mail2Alert.Smtp.Authentication;

/// <summary>CRAM-MD5 (RFC 2195): the client signs what it is sent with its password.</summary>
/// <param name="authenticator">Has the passwords.</param>
/// <param name="challenge">Never the same twice (RFC 2195 §2).</param>
internal sealed class CramMd5Exchange(ISmtpAuthenticator authenticator, string challenge) : ISmtpExchange
{
    public string FirstChallenge => challenge;

    public bool TakesInitialResponse => false;

    public static string NewChallenge(string hostName) => $"<{Convert.ToHexString(RandomNumberGenerator.GetBytes(16))}@{hostName}>";

    public ValueTask<SmtpAuthStep> AnswerAsync(byte[] response, CancellationToken cancellationToken)
    {
        var text = SmtpUtf8.Decode(response) ?? "";
        var space = text.LastIndexOf(' ');
        return space > 0 ? VerifyAsync(text[..space], text[(space + 1)..], cancellationToken) : new(new SmtpAuthStep.Malformed());
    }

    private async ValueTask<SmtpAuthStep> VerifyAsync(string user, string digest, CancellationToken cancellationToken)
    {
        var prepared = SmtpPreparation.Prepare(user);
        var credential = prepared is null ? null : await authenticator.FindAsync(prepared, cancellationToken).ConfigureAwait(false);

        // Computed for nobody, too, so that the time does not tell who exists.
        var isRight = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(digest), Digest(credential?.Secret ?? ""));
        return isRight && credential?.Secret is not null ? new SmtpAuthStep.Granted(prepared!) : new SmtpAuthStep.Denied(user);
    }

#pragma warning disable CA5351 // MD5 is what the mechanism is made of; it is offered only when it was asked for.
    private byte[] Digest(string secret) => Encoding.ASCII.GetBytes(
        Convert.ToHexStringLower(HMACMD5.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(challenge))));
#pragma warning restore CA5351
}
