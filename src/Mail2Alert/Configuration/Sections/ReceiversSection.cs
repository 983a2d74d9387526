using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Routing;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>receivers</c>: names and the targets they stand for.</summary>
internal sealed class ReceiversSection(TargetReader targets, Problems problems)
{
    public IReadOnlyList<WrittenReceiver> Read(Section? section) =>
        section is null ? [] : [.. section.Entries.Select(entry => Read(entry.Key, entry.Value))];

    private WrittenReceiver Read(YamlValue.Text name, YamlValue value)
    {
        if (name.Value.Length == 0 || name.Value.Contains(':', StringComparison.Ordinal))
            problems.Error(name.At, $"the name of a receiver is without ':', found {name.Quoted}");
        var texts = YamlRead.Texts(value, name.Value, TargetReader.Expected, problems);
        if (value is YamlValue.List { Items.Count: 0 })
            problems.Error(value.At, $"the receiver {name.Quoted} expects {TargetReader.Expected}, found an empty list");
        return new WrittenReceiver(name, new Receiver(name.Value, [.. texts.SelectMany(targets.Read).Distinct()]));
    }
}
