using System.Text;
using Mail2Alert.Smtp.Authentication;

namespace Mail2Alert.Smtp.Tests.Authentication;

/// <summary>OAUTHBEARER (RFC 7628).</summary>
/// <param name="userOf">Whose token it is; null when it is nobody's, or not valid any more.</param>
internal sealed class OAuthBearer(Func<string, CancellationToken, ValueTask<string?>> userOf) : ISmtpExchange
{
    private const string Prefix = "auth=Bearer ";

    private bool _isRefused;

    public async ValueTask<SmtpAuthStep> AnswerAsync(byte[] response, CancellationToken cancellationToken)
    {
        if (_isRefused)
        {
            // The client has seen why, and says no more than that (RFC 7628 §3.2.3).
            return new SmtpAuthStep.Denied("");
        }

        var pairs = Encoding.UTF8.GetString(response).Split('\u0001');
        if (pairs.FirstOrDefault(pair => pair.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) is not { } bearer)
        {
            return new SmtpAuthStep.Malformed();
        }

        if (await userOf(bearer[Prefix.Length..], cancellationToken) is { } user)
        {
            return new SmtpAuthStep.Granted(user);
        }

        _isRefused = true;
        return new SmtpAuthStep.Challenge("""{"status":"invalid_token"}""");
    }
}
