using System.Text;

namespace Mail2Alert.Smtp.Authentication;

/// <summary>The mechanisms by their registered names, the best first: some clients take the first that they know.</summary>
internal static class SmtpMechanismNames
{
    private static readonly (SmtpMechanisms Mechanism, string Name)[] All =
    [
        (SmtpMechanisms.ScramSha256Plus, "SCRAM-SHA-256-PLUS"),
        (SmtpMechanisms.ScramSha256, "SCRAM-SHA-256"),
        (SmtpMechanisms.CramMd5, "CRAM-MD5"),
        (SmtpMechanisms.Plain, "PLAIN"),
        (SmtpMechanisms.Login, "LOGIN"),
    ];

    public static string Of(SmtpMechanisms mechanisms) =>
        string.Join(' ', All.Where(entry => mechanisms.HasFlag(entry.Mechanism)).Select(entry => entry.Name));

    public static bool IsOwn(string name) => All.Any(entry => entry.Name == name);

    /// <summary>In any case, as devices write it; None for anything else.</summary>
    public static SmtpMechanisms Parse(ReadOnlySpan<byte> name)
    {
        foreach (var entry in All)
        {
            if (Ascii.EqualsIgnoreCase(name, entry.Name))
            {
                return entry.Mechanism;
            }
        }

        return SmtpMechanisms.None;
    }
}
