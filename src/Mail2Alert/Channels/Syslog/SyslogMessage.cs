using System.Globalization;
using System.Text;
using Mail2Alert.Alerts;
using Mail2Alert.Channels.Templates;

namespace Mail2Alert.Channels.Syslog;

/// <summary>Writes a letter as syslog has it: one line, by RFC 5424, RFC 3164, or as syslog(3) writes to the machine's own log.</summary>
internal static class SyslogMessage
{
    private const string Program = "mail2alert";

    // RFC 5424 §6.1: all receivers take 480 octets and should take 2048; rsyslog takes 8192 unless told otherwise.
    private const int MostByDatagram = 2048;
    private const int MostByStream = 8192;

    // Of a key or an address in structured data; what is longer says no more.
    private const int LongestValue = 200;

    public static byte[] Write(Letter letter, SyslogTarget target, DateTimeOffset now, string host)
    {
        var head = target switch
        {
            { Transport: SyslogTransport.Local } => $"<{Priority(letter, target)}>{Old(now)} {Tag(target)}: ",
            { IsOldForm: true } => $"<{Priority(letter, target)}>{Old(now)} {Name(host, 255)} {Tag(target)}: ",
            // The mark says that what follows is UTF-8 (§6.4).
            _ => $"<{Priority(letter, target)}>1 {New(now)} {Name(host, 255)} {Program} {(target.HasProcessId ? Pid : "-")} {AlertJson.Word(letter.Alert.Status)} {Data(letter)} \uFEFF",
        };
        var most = target.Transport is SyslogTransport.Tcp or SyslogTransport.Tls ? MostByStream : MostByDatagram;
        return Cut(Encoding.UTF8.GetBytes(head + OneLine($"{letter.Title}\n{letter.Text}")), most);
    }

    private static string Pid => Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    private static string Tag(SyslogTarget target) => target.HasProcessId ? $"{Program}[{Pid}]" : Program;

    // §6.2.1: what is over is a notice, so that it is seen among what is less than that.
    private static int Priority(Letter letter, SyslogTarget target) => (target.Facility * 8) + letter.Alert switch
    {
        { Status: AlertStatus.Resolved } => 5,
        { Severity: Severity.Critical } => 2,
        { Severity: Severity.Error } => 3,
        { Severity: Severity.Warning } => 4,
        _ => 6,
    };

    private static string New(DateTimeOffset now) => now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    // RFC 3164 §4.1.2: a day below ten has a space before it.
    private static string Old(DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"{now:MMM} {now.Day,2} {now:HH:mm:ss}");

    private static string Data(Letter letter)
    {
        // 32473 stands for any enterprise in documents (RFC 5612); ours has no number.
        var data = new StringBuilder("[m2a@32473");
        Add("id", letter.Key);
        Add("source", letter.Alert.Source);
        Add("key", letter.Alert.Key);
        if (letter.Alert.Link is { AbsoluteUri.Length: <= LongestValue } link)
            Add("link", link.AbsoluteUri);
        return data.Append(']').ToString();

        void Add(string name, string value) => data.Append(CultureInfo.InvariantCulture, $" {name}=\"{Quoted(value)}\"");
    }

    // §6.3.3.
    private static string Quoted(string value) => OneLine(value.Length > LongestValue ? value[..LongestValue] : value)
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("]", "\\]", StringComparison.Ordinal);

    private static string Name(string text, int longest) =>
        string.Concat(text.Take(longest).Select(character => character is > ' ' and <= '~' ? character : '-')) is { Length: > 0 } name ? name : "-";

    private static string OneLine(string text) => Printable.Of(string.Join(
        " | ", text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));

    // Never in the middle of a character.
    private static byte[] Cut(byte[] bytes, int most)
    {
        if (bytes.Length <= most)
            return bytes;
        var end = most;
        while ((bytes[end] & 0xC0) == 0x80)
            end--;
        return bytes[..end];
    }
}
