using System.Diagnostics;
using Mail2Alert.Messages;
using Mail2Alert.Smtp;

namespace Mail2Alert.MailFuzz;

/// <summary>Reads all that a mail has to say, and holds it to what is promised of any mail.</summary>
internal static class MailPromises
{
    private const long MostMemory = 64 * 1024 * 1024;
    private const int MostAttached = 4 * 1024 * 1024;

    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(1);

    /// <summary>How long it took, and what it allocated, most of which was free again before it ended.</summary>
    /// <exception cref="BrokenPromiseException">A bug was found.</exception>
    public static MailCost Check(byte[] bytes)
    {
        var cost = Measured(bytes);

        // A machine that was busy with something else is no bug.
        for (var again = 0; again < 3 && cost.Time > MostTime; again++)
            cost = Measured(bytes);
        Holds(cost.Time <= MostTime, $"it took {cost.Time}");
        Holds(cost.Allocated <= MostMemory, $"it took {cost.Allocated} bytes");
        return cost;
    }

    private static MailCost Measured(byte[] bytes)
    {
        var (allocated, start) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
        Read(Open(bytes));
        return new MailCost(Stopwatch.GetElapsedTime(start), GC.GetAllocatedBytesForCurrentThread() - allocated);
    }

    private static void Read(Message mail)
    {
        Holds(mail.Subject.AsSpan().IndexOfAny('\r', '\n', '\0') < 0, "a subject is one line");
        Holds(mail.Headers("Received").All(field => !field.Contains('\n', StringComparison.Ordinal)), "a field is one line");
        _ = (mail.From, mail.MessageId, mail.Files.Count);
        Holds(!mail.Text.Contains('\r', StringComparison.Ordinal), "lines of the text end in LF");
        Holds(mail.Tables.Count == 0 || mail.Html is not null, "tables come from HTML");
        Holds(mail.Tables.All(table => table.Pairs.All(pair => pair.Name is not null)), "tables can be read");
        Holds(Enum.IsDefined(mail.Kind), "its kind has a name");
        Holds(mail.Trouble is not "", "trouble is told or is none");
        Holds(mail.Attachments.Sum(file => Length(file)) <= MostAttached, "attachments are bounded");
    }

    private static long Length(Attachment file)
    {
        using var content = file.Open();
        Holds(file.Length is null || file.Length == content.Length, "an attachment is as long as it says");
        return content.Length;
    }

    private static Message Open(byte[] bytes)
    {
        var envelope = new SmtpEnvelope(new SmtpPeer("fuzz", null, null, null, true), SmtpPath.Null, SmtpMailParameters.None, []);
        return new Message(new SmtpMessage("fuzz", DateTimeOffset.UnixEpoch, envelope, new OwnContent(bytes, hasEightBit: true)));
    }

    private static void Holds(bool condition, string what)
    {
        if (!condition)
            throw new BrokenPromiseException(what);
    }
}
