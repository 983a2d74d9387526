using System.Globalization;
using MailKit;

namespace Mail2Alert.Intake.Mailboxes.Imap;

/// <summary>
/// Names a mail in a folder for ever (RFC 3501 §2.3.1.1): its UID, and the UIDVALIDITY under which it has that. A mark stands for all mail that was there
/// when the folder was first seen.
/// </summary>
/// <param name="Validity">The folder's UIDVALIDITY.</param>
/// <param name="Uid">The mail's, or the last one's.</param>
/// <param name="IsMark">True when it is no mail.</param>
internal readonly record struct ImapName(uint Validity, uint Uid, bool IsMark = false)
{
    public UniqueId UniqueId => new(Validity, Uid);

    public static ImapName Parse(string id)
    {
        var (slash, isMark) = (id.IndexOf('/', StringComparison.Ordinal), id.Contains("/<", StringComparison.Ordinal));
        return new ImapName(Number(id.AsSpan(0, slash)), Number(id.AsSpan(slash + (isMark ? 2 : 1))), isMark);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Validity}/{(IsMark ? "<" : "")}{Uid}");

    private static uint Number(ReadOnlySpan<char> text) => uint.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
