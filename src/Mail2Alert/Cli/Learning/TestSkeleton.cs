using System.Text;
using Mail2Alert.Alerts;

namespace Mail2Alert.Cli.Learning;

/// <summary>Tests for <c>mail2alert test</c>: each sample stays what it has become.</summary>
internal static class TestSkeleton
{
    /// <param name="file">Where it is to stand: mails are looked for from there.</param>
    /// <param name="tried">What the samples have become. Those out of a mailbox have no file of their own.</param>
    public static string Of(string file, IReadOnlyList<TriedSample> tried)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var yaml = new StringBuilder("tests:\n");
        foreach (var (sample, _, alert, _) in tried.Where(tried => File.Exists(tried.Sample.Name)))
        {
            yaml.Append($"  - name: {ProposalYaml.Quoted(Printable.Of($"{Path.GetFileName(sample.Name)}: {alert.Title}"))}\n");
            yaml.Append($"    mail: {ProposalYaml.Quoted(Path.GetRelativePath(folder, Path.GetFullPath(sample.Name)))}\n");
            yaml.Append($"    expect: {{ alert: {{ key: {ProposalYaml.Quoted(alert.Key)}, status: {alert.Status.ToLabel()}, severity: {alert.Severity.ToLabel()} }} }}\n");
        }
        return yaml.ToString();
    }
}
