using System.Globalization;
using System.Text;

namespace Mail2Alert.Crash.Notifying;

/// <summary>A mail whose name and whose end can be found again in whatever arrives.</summary>
/// <param name="Name">Six digits.</param>
/// <param name="Recipient">To whom it is sent.</param>
/// <param name="Content">The whole of it, dots not doubled.</param>
internal sealed record TestMail(string Name, string Recipient, string Content)
{
    /// <summary>To configure as <c>message-size</c>.</summary>
    public const int LargestAccepted = 1024 * 1024;

    // Beyond the size up to which the store keeps mails in rows.
    private const int Large = 300 * 1024;

    private const string Line = "All is well on disk 4, says the monitor of the disks.\r\n";

    public static TestMail Alert(int number, Chance chance) => Of(number, Places.Disks, LinesOf(chance));

    public static TestMail Letter(int number, Chance chance) => Of(number, Places.Anna, LinesOf(chance));

    /// <summary>A mail that is refused after its last octet.</summary>
    public static TestMail TooLarge(int number) => Of(number, Places.Disks, (LargestAccepted / Line.Length) + 1);

    /// <summary>The name in a mail that arrived.</summary>
    public static string NameIn(string content)
    {
        const string Field = "Subject: ";
        var start = content.IndexOf(Field, StringComparison.Ordinal) + Field.Length;
        return content[start..content.IndexOf('\r', start)];
    }

    /// <summary>False when its end is missing, or something within.</summary>
    public static bool IsWhole(string content, string name) =>
        content.EndsWith(End(name), StringComparison.Ordinal) && content.Contains(Length(BodyOf(content).Length), StringComparison.Ordinal);

    private static int LinesOf(Chance chance) => chance.In100(4) ? chance.Between(Large, 2 * Large) / Line.Length : chance.Between(1, 40);

    private static TestMail Of(int number, string recipient, int lines)
    {
        var name = number.ToString("D6", CultureInfo.InvariantCulture);
        var body = string.Concat(Enumerable.Repeat(Line, lines)) + End(name);
        return new TestMail(name, recipient, new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"From: {Places.Nas}\r\nTo: {recipient}\r\nSubject: {name}\r\n")
            .Append(CultureInfo.InvariantCulture, $"Message-ID: <{name}@nas.example.com>\r\n{Length(body.Length)}\r\n\r\n{body}")
            .ToString());
    }

    private static string BodyOf(string content) => content[(content.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

    private static string Length(int octets) => $"X-Body-Length: {octets.ToString(CultureInfo.InvariantCulture)}";

    private static string End(string name) => $"This is the end of {name}.\r\n";
}
