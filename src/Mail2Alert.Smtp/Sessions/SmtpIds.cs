using System.Security.Cryptography;

namespace Mail2Alert.Smtp.Sessions;

/// <summary>
/// Names for messages: 16 letters and digits, fit for headers, logs and file names. Ten tell the time in milliseconds, so that they sort by
/// it; six count from a random start, so that neither a second server nor a restart within the millisecond repeats one.
/// </summary>
internal sealed class SmtpIds
{
    // Crockford's base 32: no I, L, O, U to misread.
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int CounterDigits = 6;
    private const int TimeDigits = 10;

    private int _counter = RandomNumberGenerator.GetInt32(int.MaxValue);

    public string Next(DateTimeOffset now) => string.Create(
        TimeDigits + CounterDigits,
        (Time: now.ToUnixTimeMilliseconds(), Count: Interlocked.Increment(ref _counter)),
        static (id, of) =>
        {
            Write(id[..TimeDigits], of.Time);
            Write(id[TimeDigits..], of.Count);
        });

    private static void Write(Span<char> to, long number)
    {
        for (var i = to.Length - 1; i >= 0; i--, number >>= 5)
        {
            to[i] = Digits[(int)(number & 31)];
        }
    }
}
