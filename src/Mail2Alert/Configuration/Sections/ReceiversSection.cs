using System.Globalization;
using Mail2Alert.Channels;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Routing;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>receivers</c>: names and the targets they stand for.</summary>
internal sealed class ReceiversSection(TargetReader targets, LetterText letters, bool hasStore, Problems problems)
{
    // As PagerDuty waits before it asks the next person, and by then a delivery was tried about nine times.
    private static readonly TimeSpan After = TimeSpan.FromMinutes(30);

    // The times of so many are kept in memory, for each target.
    private const int MostNotifications = 10_000;

    private static readonly string[] LimitKeys = ["most", "per"];

    private static readonly string[] NeedStore = ["fallback", "after", "give-up", "limit"];

    public IReadOnlyList<WrittenReceiver> Read(Section? section)
    {
        IReadOnlyList<WrittenReceiver> receivers = section is null ? [] : [.. section.Entries.Select(entry => Read(entry.Key, entry.Value))];
        new FallbackCheck(receivers, problems).Run();
        return receivers;
    }

    private WrittenReceiver Read(YamlValue.Text name, YamlValue value)
    {
        if (name.Value.Length == 0 || name.Value.Contains(':', StringComparison.Ordinal))
            problems.Error(name.At, $"the name of a receiver is without ':', found {name.Quoted}");
        return value is YamlValue.Map map ? ReadMap(name, new Section(map, name.Value, problems)) : new WrittenReceiver(name, Named(name, value));
    }

    private WrittenReceiver ReadMap(YamlValue.Text name, Section section)
    {
        if (!section.Has("to"))
            problems.Error(section.At, $"the receiver {name.Quoted} expects 'to' with {TargetReader.Expected}");
        var receiver = section.Take("to") is { } to ? Named(name, to) : new Receiver(name.Value, []);
        var fallback = section.Text("fallback", "the name of a receiver");
        var after = LimitsSection.Days(section, "after", After);
        var giveUp = LimitsSection.Days(section, "give-up", TimeSpan.Zero);
        if (section.Has("after") && fallback is null)
            problems.Error(section.Where("after"), "'after' says when the receiver under 'fallback' is told, and there is none");
        receiver = receiver with
        {
            Fallback = fallback is null ? null : new Fallback(fallback.Value, after),
            Limit = LimitOf(section),
            GiveUp = giveUp == TimeSpan.Zero ? null : giveUp,
            Wording = letters.Read(section),
        };
        section.Finish();
        WarnOfMail(section, receiver);
        TellOfMissingStore(section);
        return new WrittenReceiver(name, receiver, fallback);
    }

    private Allowance? LimitOf(Section receiver)
    {
        if (receiver.Map("limit") is not { } limit)
            return null;
        foreach (var key in LimitKeys.Where(key => !limit.Has(key)))
            problems.Error(limit.At, $"'limit' expects 'most' and 'per', such as {{ most: 10, per: 1h }}; '{key}' is missing");
        var most = limit.Value("most", 1, $"a number from 1 to {MostNotifications}", ParseMost);
        var per = LimitsSection.Days(limit, "per", TimeSpan.FromHours(1));
        limit.Finish();
        return new Allowance(most, per);
    }

    private static int? ParseMost(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most is >= 1 and <= MostNotifications ? most : null;

    private Receiver Named(YamlValue.Text name, YamlValue value)
    {
        var texts = YamlRead.Texts(value, name.Value, TargetReader.Expected, problems);
        if (value is YamlValue.List { Items.Count: 0 })
            problems.Error(value.At, $"the receiver {name.Quoted} expects {TargetReader.Expected}, found an empty list");
        return new Receiver(name.Value, [.. texts.SelectMany(targets.Read).Distinct()]);
    }

    private void WarnOfMail(Section section, Receiver receiver)
    {
        if (receiver is { Wording: not null, Targets.Count: > 0 } && receiver.Targets.All(target => target.Scheme == TargetGrammar.Mail))
            problems.Warning(section.At, $"'{receiver.Name}' is told by mail only, and a mail goes on as it came: 'title' and 'text' have no effect on it");
    }

    private void TellOfMissingStore(Section section)
    {
        foreach (var key in NeedStore.Where(key => !hasStore && section.Has(key)))
            problems.Error(section.Where(key), $"'{key}' needs a store, in which the alert waits; leave out 'store: none'");
    }
}
