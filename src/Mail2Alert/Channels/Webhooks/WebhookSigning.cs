using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Mail2Alert.Channels.Webhooks;

/// <summary>Fields of the header by which a service knows that we sent it.</summary>
internal abstract record WebhookSigning
{
    private WebhookSigning()
    {
    }

    /// <param name="id">The same at every attempt.</param>
    /// <param name="now">Of this attempt.</param>
    /// <param name="body">As it is sent, octet by octet.</param>
    public abstract IEnumerable<(string Name, string Value)> Sign(string id, DateTimeOffset now, ReadOnlySpan<byte> body);

    private static string Seconds(DateTimeOffset now) => now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>docs.github.com, validating webhook deliveries.</summary>
    public sealed record GitHub(Secret Secret) : WebhookSigning
    {
        public override IEnumerable<(string Name, string Value)> Sign(string id, DateTimeOffset now, ReadOnlySpan<byte> body) =>
            [("X-Hub-Signature-256", $"sha256={Hex(Secret, body)}"), ("X-Mail2Alert-Delivery", id)];
    }

    /// <summary>Grafana's <c>http/hmac.go</c>: with a field for the time, that is signed, too.</summary>
    public sealed record Grafana(Secret Secret, string Header, string? TimeHeader) : WebhookSigning
    {
        public const string DefaultHeader = "X-Grafana-Alerting-Signature";

        public override IEnumerable<(string Name, string Value)> Sign(string id, DateTimeOffset now, ReadOnlySpan<byte> body) => TimeHeader is null
            ? [(Header, Hex(Secret, body))]
            : [(TimeHeader, Seconds(now)), (Header, Hex(Secret, [.. Encoding.ASCII.GetBytes($"{Seconds(now)}:"), .. body]))];
    }

    /// <summary>standard-webhooks, spec/standard-webhooks.md: while a secret is changed, both sign.</summary>
    public sealed record Standard(IReadOnlyList<Secret> Keys) : WebhookSigning
    {
        private const string Prefix = "whsec_";

        /// <summary>The key in a secret; null when it is none: 24 to 64 octets in base64, with the prefix or without.</summary>
        public static byte[]? KeyOf(Secret secret)
        {
            var text = secret.Reveal();
            var key = new byte[text.Length];
            return Convert.TryFromBase64String(text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : text, key, out var length)
                && length is >= 24 and <= 64 ? key[..length] : null;
        }

        public override IEnumerable<(string Name, string Value)> Sign(string id, DateTimeOffset now, ReadOnlySpan<byte> body)
        {
            // The dot parts the three in what is signed.
            var name = id.Replace('.', '_');
            byte[] content = [.. Encoding.UTF8.GetBytes($"{name}.{Seconds(now)}."), .. body];
            var signatures = Keys.Select(key => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(KeyOf(key)!, content))}");
            return [("webhook-id", name), ("webhook-timestamp", Seconds(now)), ("webhook-signature", string.Join(' ', signatures))];
        }
    }

    private static string Hex(Secret secret, ReadOnlySpan<byte> signed) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal()), signed));
}
