namespace Mail2Alert.SideBySide.Compare;

/// <summary>The results as files: for readers, for programs, and as a picture.</summary>
internal static class Report
{
    /// <returns>1 when a target was missed, or a mail lost that we acknowledged.</returns>
    public static async Task<int> WriteAsync(Results results, CompareOptions options, TextWriter output, CancellationToken stop)
    {
        var verdicts = Targets.Judge(results, options.IsQuick ? 0.5 : 1).ToList();
        var page = Markdown.Of(results, verdicts, await Versions.ReadAsync(options, stop));
        await File.WriteAllTextAsync(Path.Combine(options.Output, "results.md"), page, stop);
        await File.WriteAllTextAsync(Path.Combine(options.Output, "results.json"), Json.WritePage(new { results, verdicts }), stop);
        await File.WriteAllTextAsync(Path.Combine(options.Output, "chart.svg"), Chart.Of(results), stop);
        await output.WriteLineAsync($"\n{page}\n{options.Output} has it as results.md, results.json and chart.svg.");
        return verdicts.All(verdict => verdict.Holds) ? 0 : 1;
    }
}
