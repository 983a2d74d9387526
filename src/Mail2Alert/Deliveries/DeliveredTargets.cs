using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Mail2Alert.Messages;
using Mail2Alert.Smtp;

namespace Mail2Alert.Deliveries;

/// <summary>
/// Remembers who was told of a mail that was not acknowledged because somebody else could not be: when the notifier sends it again, they are
/// not told again. Empty in the normal case, and then it costs nothing.
/// </summary>
/// <param name="capacity">Pairs of mail and target; past it, the oldest are forgotten.</param>
/// <param name="clock">The clock.</param>
internal sealed class DeliveredTargets(int capacity, TimeProvider clock)
{
    // Longer than any mail server keeps trying (Postfix: 5 days), in a number that stays small.
    private static readonly TimeSpan RememberedFor = TimeSpan.FromDays(6);

    private readonly ConcurrentDictionary<(string Mail, string Target), DateTimeOffset> _delivered = new();

    public int Count => _delivered.Count;

    public void Remember(Message message, IReadOnlyList<SmtpRecipient> recipients, IEnumerable<string> targets)
    {
        Forget();
        var mail = Fingerprint(message, recipients);
        foreach (var target in targets)
            _delivered[(mail, target)] = clock.GetUtcNow();
    }

    /// <summary>The targets that this very mail reached before, on behalf of these recipients.</summary>
    public IReadOnlySet<string> Of(Message message, IReadOnlyList<SmtpRecipient> recipients)
    {
        if (_delivered.IsEmpty)
            return System.Collections.Frozen.FrozenSet<string>.Empty;
        var mail = Fingerprint(message, recipients);
        return _delivered.Keys.Where(key => key.Mail == mail).Select(key => key.Target).ToHashSet(StringComparer.Ordinal);
    }

    // A notifier that tries again sends the same bytes to those of the recipients who were answered alike: by SMTP to all of them.
    private static string Fingerprint(Message message, IReadOnlyList<SmtpRecipient> recipients)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(message.Envelope.Sender + "\n"));
        foreach (var recipient in recipients)
            hash.AppendData(Encoding.UTF8.GetBytes(recipient.Address + "\n"));
        foreach (var segment in message.Raw)
            hash.AppendData(segment.Span);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private void Forget()
    {
        var now = clock.GetUtcNow();
        foreach (var (key, at) in _delivered)
        {
            if (now - at > RememberedFor)
                _delivered.TryRemove(key, out _);
        }
        if (_delivered.Count < capacity)
            return;
        foreach (var (key, _) in _delivered.OrderBy(entry => entry.Value).Take(Math.Max(1, capacity / 10)))
            _delivered.TryRemove(key, out _);
    }
}
