using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Mail2Alert.Smtp.Authentication;

/// <summary>SCRAM-SHA-256 and -PLUS (RFC 5802, RFC 7677), the server's side. Unknown users go all the way on a decoy and fail at the same point.</summary>
/// <param name="authenticator">Has the credentials.</param>
/// <param name="decoys">Has those of users who do not exist.</param>
/// <param name="nonce">The server's half of the nonce.</param>
/// <param name="binding">What it has to do with TLS.</param>
internal sealed class ScramExchange(ISmtpAuthenticator authenticator, SmtpDecoys decoys, string nonce, ScramBinding binding) : ISmtpExchange
{
    private ScramClientFirst? _first;
    private SmtpCredential? _credential;
    private string _challenge = "";
    private bool _isProven;

    public static string NewNonce() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));

    public ValueTask<SmtpAuthStep> AnswerAsync(byte[] response, CancellationToken cancellationToken) =>
        _isProven ? new(Finish(response))
        : SmtpUtf8.Decode(response) is not { } text ? new(new SmtpAuthStep.Malformed())
        : _first is null ? BeginAsync(text, cancellationToken)
        : new(Prove(text));

    private async ValueTask<SmtpAuthStep> BeginAsync(string message, CancellationToken cancellationToken)
    {
        _first = ScramClientFirst.Parse(message);
        if (_first is null || !binding.Fits(_first.Header))
        {
            return new SmtpAuthStep.Malformed();
        }

        _credential = await CredentialAsync(_first.User, cancellationToken).ConfigureAwait(false);
        _challenge = string.Create(CultureInfo.InvariantCulture,
            $"r={_first.Nonce}{nonce},s={Convert.ToBase64String(_credential.Salt)},i={_credential.Iterations}");
        return new SmtpAuthStep.Challenge(_challenge);
    }

    private async ValueTask<SmtpCredential> CredentialAsync(string user, CancellationToken cancellationToken)
    {
        var known = SmtpPreparation.Prepare(user) is { } prepared
            ? await authenticator.FindAsync(prepared, cancellationToken).ConfigureAwait(false)
            : null;
        return known ?? decoys.For(user);
    }

    private SmtpAuthStep Prove(string message)
    {
        if (ScramClientFinal.Parse(message) is not { } final || final.Nonce != _first!.Nonce + nonce)
        {
            return new SmtpAuthStep.Malformed();
        }

        if (!binding.IsProvenBy(final.Binding, _first.Header))
        {
            // Another channel than ours is no mistake of the client's: somebody is in between.
            return binding.Data is null ? new SmtpAuthStep.Malformed() : new SmtpAuthStep.Denied(_first.User);
        }

        var signed = Encoding.UTF8.GetBytes($"{_first.Bare},{_challenge},{final.WithoutProof}");
        _isProven = IsProof(final.Proof, signed) && (_first.Header.ActAs.Length == 0 || _first.Header.ActAs == _first.User);
        return _isProven
            ? new SmtpAuthStep.Challenge($"v={Convert.ToBase64String(HMACSHA256.HashData(_credential!.ServerKey, signed))}")
            : new SmtpAuthStep.Denied(_first.User);
    }

    // RFC 5802 §3: the proof is the client's key, hidden by a signature that whoever has the stored key can compute.
    private bool IsProof(byte[] proof, byte[] signed)
    {
        var key = HMACSHA256.HashData(_credential!.StoredKey, signed);
        if (proof.Length != key.Length)
        {
            return false;
        }

        for (var i = 0; i < key.Length; i++)
        {
            key[i] ^= proof[i];
        }

        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(key), _credential.StoredKey);
    }

    // SMTP's 235 has no place for the server's signature, so it came in a challenge, and the client says nothing to it (RFC 4954 §4).
    private SmtpAuthStep Finish(byte[] response) => response.Length == 0
        ? new SmtpAuthStep.Granted(SmtpPreparation.Prepare(_first!.User)!)
        : new SmtpAuthStep.Malformed();
}
