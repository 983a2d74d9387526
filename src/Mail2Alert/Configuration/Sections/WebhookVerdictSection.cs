using System.Globalization;
using Mail2Alert.Channels.Webhooks;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Sources.Declared.Lookups;

namespace Mail2Alert.Configuration.Sections;

/// <summary>What of a webhook says what an answer means: <c>success</c>, <c>retry</c>, <c>retry-after</c> and <c>memo</c>.</summary>
internal static class WebhookVerdictSection
{
    private const string ExpectedStatus = "status codes such as 200 or 200-299";
    private const string ExpectedPath = "where it stands in the answer, such as message.id";

    public static WebhookVerdict Read(Section section)
    {
        var (success, retry) = (section.Map("success"), section.Map("retry"));
        var verdict = new WebhookVerdict
        {
            Success = Status(success),
            SuccessBody = Tests(success),
            Retry = Status(retry),
            RetryBody = Tests(retry),
            RetryAfter = section.Text("retry-after", ExpectedPath) is { } path ? Path(path, section.Problems) : null,
            Memo = [.. Memo(section)],
        };
        success?.Finish();
        retry?.Finish();
        return verdict;
    }

    private static List<StatusRange> Status(Section? section)
    {
        var ranges = new List<StatusRange>();
        foreach (var text in section?.Texts("status", ExpectedStatus) ?? [])
        {
            if (Range(text.Value.Split('-')) is { } range)
                ranges.Add(range);
            else
                section!.Problems.Error(text.At, $"'status' expects {ExpectedStatus}, found {text.Quoted}");
        }
        return ranges;
    }

    private static StatusRange? Range(string[] parts) => parts.Length <= 2 && Code(parts[0]) is { } first && Code(parts[^1]) is { } last && first <= last
        ? new StatusRange(first, last)
        : null;

    private static int? Code(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 100 and <= 599 ? code : null;

    private static List<AnswerTest> Tests(Section? section)
    {
        var tests = new List<AnswerTest>();
        foreach (var (path, value) in section?.Map("json")?.Entries ?? [])
        {
            var values = YamlRead.Texts(value, path.Value, "a value or a list of values", section!.Problems);
            if (Path(path, section.Problems) is { } expression)
                tests.Add(new AnswerTest(path.Value, expression, values.Select(text => text.Value).ToHashSet(StringComparer.Ordinal)));
        }
        return tests;
    }

    private static IEnumerable<(string Name, JmesPathText Path)> Memo(Section section)
    {
        foreach (var (name, value) in section.Map("memo")?.Entries ?? [])
        {
            if (!SourceFieldName.IsOne(name.Value))
                section.Problems.Error(name.At, $"{name.Quoted} cannot be the name of what is remembered: {SourceFieldName.Expected}");
            else if (YamlRead.Text(value, name.Value, ExpectedPath, section.Problems) is { } text && Path(text, section.Problems) is { } path)
                yield return (name.Value, path);
        }
    }

    private static JmesPathText? Path(YamlValue.Text text, Problems problems)
    {
        var (expression, mistake) = JmesPathText.Parse(text.Value);
        if (expression is null)
            problems.Error(text.At, $"{text.Quoted} is not JMESPath: {mistake}");
        return expression;
    }
}
