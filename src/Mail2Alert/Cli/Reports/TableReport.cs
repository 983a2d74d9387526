using Spectre.Console;

namespace Mail2Alert.Cli.Reports;

/// <summary>The report for people.</summary>
internal static class TableReport
{
    public static Table Of(WhoHears report)
    {
        var table = new Table { Title = new TableTitle(Markup.Escape(report.Source)), Border = TableBorder.Simple };
        table.AddColumns("Group", "Pipeline", "Events", "Who hears");
        foreach (var group in report.Groups)
        {
            foreach (var pipeline in group.Pipelines)
                AddRows(table, group.Name, pipeline);
        }
        return table;
    }

    private static void AddRows(Table table, string group, WhoHears.Pipeline pipeline)
    {
        if (pipeline.Notices.Count == 0)
            table.AddRow(Text(group), Text(pipeline.Name), Text("-"), Text("nobody"));
        foreach (var notice in pipeline.Notices)
            table.AddRow(Text(group), Text(pipeline.Name), Text(string.Join(", ", notice.Events)), Text(string.Join(", ", notice.Targets)));
    }

    private static Text Text(string text) => new(text);
}
