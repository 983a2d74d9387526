using System.Globalization;
using System.Text;

namespace Mail2Alert.Cli.Demo;

/// <summary>Draws exchanges between lifelines, one line each.</summary>
internal static class SequenceDiagram
{
    private static readonly string[] Names = ["Notifier", "Mail2Alert", "GoCD API", "Mail server"];

    // 80 columns in all: the time, and four lifelines.
    private const int Left = 17;
    private const int Gap = 19;

    public static IEnumerable<string> Draw(IEnumerable<Exchange> exchanges)
    {
        yield return Heading();
        foreach (var exchange in exchanges)
            yield return string.Create(CultureInfo.InvariantCulture, $"{exchange.At.TotalMilliseconds,8:F1} ms{Arrow(exchange)[11..]}");
    }

    private static string Heading()
    {
        var line = Blank();
        for (var i = 0; i < Names.Length; i++)
            Write(line, Column(i) - (Names[i].Length / 2), Names[i]);
        return line.ToString().TrimEnd();
    }

    private static string Arrow(Exchange exchange)
    {
        var line = Blank();
        for (var i = 0; i < Names.Length; i++)
            line[Column(i)] = '│';
        var (from, to) = (Column((int)exchange.From), Column((int)exchange.To));
        var (start, end) = (Math.Min(from, to) + 1, Math.Max(from, to) - 1);
        for (var i = start; i <= end; i++)
            line[i] = '─';
        line[to > from ? end : start] = to > from ? '▶' : '◀';
        Write(line, start + 1, $" {Cut(exchange.Text, end - start - 3)} ");
        return line.ToString().TrimEnd();
    }

    private static StringBuilder Blank() => new(new string(' ', Column(Names.Length - 1) + 6));

    private static int Column(int party) => Left + (party * Gap);

    private static void Write(StringBuilder line, int at, string text)
    {
        for (var i = 0; i < text.Length; i++)
            line[at + i] = text[i];
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
