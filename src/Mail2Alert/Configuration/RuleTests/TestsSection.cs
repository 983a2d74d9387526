using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.RuleTests;

/// <summary><c>tests</c>: what is to become of mails.</summary>
/// <param name="configuration">What is tested.</param>
/// <param name="folder">Where the file is that they stand in.</param>
/// <param name="problems">Where mistakes go.</param>
internal sealed class TestsSection(Mail2AlertConfiguration configuration, string folder, Problems problems)
{
    private const string Example = "- { name: …, mail: backup.eml, expect: { told: [ ops ] } }";

    // Of ten years each at the most, so that the calendar does not end before the test.
    private const int MostSteps = 100;

    private static readonly string[] KeysOfSteps = ["at", "after", "mail", "expect"];

    private readonly MailReader _mails = new(new EnvelopeReader(configuration, problems), folder, problems);
    private readonly OutcomeSection _expectations = new(configuration, problems);
    private readonly LookedUpSection _lookedUp = new(configuration.Sources, problems);

    public IReadOnlyList<RuleTest> Read(YamlValue? written) => written switch
    {
        null or { IsNull: true } => [],
        YamlValue.List list => [.. list.Items.Select(ReadTest).OfType<RuleTest>()],
        _ => Wrong(written),
    };

    private RuleTest[] Wrong(YamlValue written)
    {
        problems.Error(written.At, $"'tests' expects a list such as {Example}, found {written.Kind}");
        return [];
    }

    private RuleTest? ReadTest(YamlValue item)
    {
        if (item is not YamlValue.Map map)
        {
            problems.Error(item.At, $"'tests' expects a list such as {Example}, found {item.Kind}");
            return null;
        }
        var section = new Section(map, "tests", problems);
        var test = new RuleTest(Name(section), map.At, Steps(section))
        {
            LookedUp = _lookedUp.Read(section.Map("looked-up")),
            Before = BeforeSection.Read(section.Map("before")),
        };
        section.Finish();
        return test;
    }

    private string Name(Section test)
    {
        if (!test.Has("name"))
            problems.Error(test.At, "a test expects 'name' with what it promises");
        return test.Text("name")?.Value ?? "";
    }

    private IReadOnlyList<TestStep> Steps(Section test)
    {
        var reader = new StepReader(_mails, _expectations, problems);
        var steps = test.Take("steps") is { } written ? Several(test, written, reader) : [reader.Read(test)];
        if (test.Take("expect") is null && steps.All(step => step.Expect is null))
            problems.Error(test.At, "a test expects 'expect' with what is to become of the mail");
        return steps;
    }

    private IReadOnlyList<TestStep> Several(Section test, YamlValue written, StepReader reader)
    {
        test.Refuse(KeysOfSteps, "belongs into each of the 'steps'");
        var items = YamlRead.Items(written);
        if (items.Count > MostSteps)
            problems.Error(written.At, $"a test has at most {MostSteps} steps");
        return [.. items.Take(MostSteps).Select(reader.Read).OfType<TestStep>()];
    }
}
