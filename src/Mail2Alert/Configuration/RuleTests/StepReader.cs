using Mail2Alert.Configuration.Sections;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.RuleTests;

/// <summary>Reads the steps of one test, in order: each happens when the one before does, unless it says otherwise.</summary>
internal sealed class StepReader(MailReader mails, OutcomeSection expectations, Problems problems)
{
    private Moment? _last;

    public TestStep? Read(YamlValue item)
    {
        if (item is not YamlValue.Map map)
        {
            problems.Error(item.At, $"'steps' expects a list of mappings with 'mail' or 'after', and 'expect', found {item.Kind}");
            return null;
        }
        var section = new Section(map, "steps", problems);
        var step = Read(section);
        section.Finish();
        return step;
    }

    /// <summary>The keys of a step, wherever they stand.</summary>
    public TestStep Read(Section section)
    {
        var passesTime = _last is not null && (section.Has("at") || section.Has("after"));
        var written = section.Take("mail");
        if (written is null && (section.Has("mail") || !passesTime))
            problems.Error(section.At, $"expected 'mail' with what comes{(_last is null ? "" : ", or 'after' with the time that passes")}");
        var moment = _last = When(section);
        var mail = written is null ? null : mails.Read(written, moment);
        return new TestStep(section.At, moment, mail, section.Map("expect") is { } expect ? expectations.Read(expect) : null);
    }

    private Moment When(Section section)
    {
        var last = _last ?? Moment.Default;
        var at = section.Text("at", MomentText.Expected);
        var after = LimitsSection.Days(section, "after", TimeSpan.Zero);
        if (at is null)
            return last.Plus(after);
        if (section.Has("after"))
            problems.Error(section.Where("after"), "expected either 'at' or 'after', found both");
        if (MomentText.Read(at, "at", problems) is not { } moment)
            return last;
        if (_last is not null && moment.Time < last.Time)
            problems.Error(at.At, $"{at.Quoted} is earlier than the step before it, at {last}");
        return moment;
    }
}
