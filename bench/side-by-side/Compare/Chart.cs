using System.Globalization;
using System.Text;
using Mail2Alert.SideBySide.Peers;

namespace Mail2Alert.SideBySide.Compare;

/// <summary>A picture of the results: for each cell a bar for each subject, as long as its share of the limit.</summary>
internal static class Chart
{
    private const int Width = 760;
    private const int Left = 110;
    private const int Right = 190;
    private const int Bar = 16;
    private const int Gap = 34;

    private static readonly Dictionary<string, string> Colours = new()
    {
        [Subjects.Limit] = "#b8bcc4",
        [Subjects.Ours] = "#1f6feb",
    };

    private const string Others = "#e0915a";

    public static string Of(Results results)
    {
        var (body, y) = (new StringBuilder(), 0);
        foreach (var cell in Shown(results))
            Group(body, cell.Title, [.. results.Of(cell)], ref y);
        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {y + 10}" width="{Width}" font-family="sans-serif" font-size="12" role="img" aria-label="Mails a second, beside others">
            <rect width="100%" height="100%" fill="#ffffff"/>
            {body}</svg>

            """);
    }

    // One of each kind is enough to see.
    private static List<Cell> Shown(Results results)
    {
        var shown = results.Cells.Where(cell => cell.Work is not (Work.SlowDisk or Work.Open) && Plan.Quick.Contains(cell)).ToList();
        return shown.Count > 0 ? shown : [.. results.Cells];
    }

    private static void Group(StringBuilder body, string title, IReadOnlyList<Summary> rows, ref int y)
    {
        var most = rows.Max(row => row.Rate);
        y += Gap;
        body.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"10\" y=\"{y - 8}\" font-weight=\"bold\" fill=\"#1f2328\">{title}</text>");
        foreach (var row in rows)
        {
            var length = most > 0 ? Math.Max(1, (Width - Left - Right) * row.Rate / most) : 1;
            body.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Left - 6}\" y=\"{y + 12}\" text-anchor=\"end\" fill=\"#1f2328\">{row.Subject}</text>");
            body.AppendLine(CultureInfo.InvariantCulture, $"<rect x=\"{Left}\" y=\"{y + 1}\" width=\"{length:F1}\" height=\"{Bar - 3}\" fill=\"{Colours.GetValueOrDefault(row.Subject, Others)}\"/>");
            body.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Left + length + 6:F1}\" y=\"{y + 12}\" fill=\"#57606a\">{Markdown.Number(row.Rate)}/s, {Markdown.Number(row.Processor)} ms of processor</text>");
            y += Bar;
        }
    }
}
