using System.Text;
using Mail2Alert.Intake;
using Mail2Alert.Smtp;

namespace Mail2Alert.Cli.Learning;

/// <summary>Reads samples: mails in files, folders of them (Maildir, too), and whole mailboxes (mbox).</summary>
internal static class SampleFiles
{
    private const int Most = 1000;

    // What a mail is about stands at its beginning; a mailbox of gigabytes is no sample.
    private const long LongestFile = 64 * 1024 * 1024;

    private static readonly SmtpPeer Nobody = new("learn", null, null, null, true);

    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="FormatException">There is nothing in it to learn from; the message says what.</exception>
    public static IReadOnlyList<Sample> Read(IEnumerable<string> paths, TimeProvider time)
    {
        var samples = paths.SelectMany(Files).SelectMany(file => Mails(file, time)).Take(Most + 1).ToList();
        return samples.Count switch
        {
            0 => throw new FormatException("there is no mail in what is named"),
            > Most => throw new FormatException($"these are more than {Most} mails; some twenty of them are enough"),
            _ => samples,
        };
    }

    private static IEnumerable<string> Files(string path)
    {
        if (!Directory.Exists(path))
            return [path];
        var folders = ((string[])["cur", "new"]).Select(name => Path.Combine(path, name)).Where(Directory.Exists).ToList();
        return folders.Count > 0
            ? folders.SelectMany(Directory.EnumerateFiles).Order(StringComparer.Ordinal)
            : Directory.EnumerateFiles(path, "*.eml").Order(StringComparer.Ordinal);
    }

    private static IEnumerable<Sample> Mails(string file, TimeProvider time)
    {
        if (new FileInfo(file) is { Exists: true, Length: > LongestFile })
            throw new FormatException($"{Printable.Of(file)} is longer than {LongestFile / 1024 / 1024} MiB");
        var bytes = File.ReadAllBytes(file);
        var mails = bytes.AsSpan().StartsWith("From "u8) ? Split(bytes) : [bytes];
        for (var at = 0; at < mails.Count; at++)
        {
            var name = mails.Count == 1 ? file : $"{file}#{at + 1}";
            if (!HasHeader(mails[at]))
                throw new FormatException($"{Printable.Of(name)} is {(mails[at].Length == 0 ? "empty" : "no mail: it has no header")}");
            yield return new Sample(name, MailFile.Read(mails[at], Nobody, null, [], time.GetUtcNow()));
        }
    }

    // RFC 5322 §2.2: a name of printable ASCII, and a colon.
    private static bool HasHeader(ReadOnlySpan<byte> mail)
    {
        var colon = mail.IndexOf((byte)':');
        return colon > 0 && mail[..colon].TrimEnd(" \t"u8).IndexOfAnyExceptInRange((byte)'!', (byte)'~') < 0;
    }

    // A line "From …" begins a mail; one inside a mail has a > before it.
    private static List<byte[]> Split(byte[] mailbox)
    {
        var mails = new List<byte[]>();
        var mail = new StringBuilder();
        foreach (var line in Encoding.Latin1.GetString(mailbox).Split('\n'))
        {
            if (line.StartsWith("From ", StringComparison.Ordinal) && (mail.Length == 0 || EndsEmpty(mail)))
            {
                Add(mails, mail);
                continue;
            }
            mail.Append(line.StartsWith(">From ", StringComparison.Ordinal) ? line[1..] : line).Append('\n');
        }
        Add(mails, mail);
        return mails;
    }

    private static bool EndsEmpty(StringBuilder mail) => mail.Length > 1 && mail[^1] == '\n' && (mail[^2] == '\n' || (mail.Length > 2 && mail[^2] == '\r' && mail[^3] == '\n'));

    private static void Add(List<byte[]> mails, StringBuilder mail)
    {
        if (mail.Length > 0)
            mails.Add(Encoding.Latin1.GetBytes(mail.ToString()));
        mail.Clear();
    }
}
