using Mail2Alert.Channels;
using Mail2Alert.Configuration.Sections;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.RuleTests;

/// <summary><c>expect</c>: what is to become of a mail. Names are looked up here, so that a typing mistake is not taken for a failure.</summary>
internal sealed class OutcomeSection(Mail2AlertConfiguration configuration, Problems problems)
{
    private const string Nobody = "; nobody is []";

    private readonly KnownNames _names = KnownNames.Of(
        [.. configuration.Sources.Select(source => source.Name)],
        configuration.Sources,
        [.. configuration.Listeners.Select(listener => listener.Smtp.Name)],
        [.. configuration.Users.Keys]);

    public ExpectedOutcome Read(Section section)
    {
        var expected = new ExpectedOutcome
        {
            Told = Each(section, "told", $"a receiver or a target such as mailto:name@example.com{Nobody}", Receiver),
            HandedOn = Each(section, "handed-on", $"a mail address{Nobody}", address => address.Value),
            Alerts = Alerts(section),
            Routes = Each(section, "route", "the name of a route; none is []", Route),
            IsDeferred = section.Value<bool>("deferred", false, YamlFlag.Expected, YamlFlag.Parse),
        };
        section.Finish();
        if (!section.Entries.Any())
            problems.Error(section.At, "'expect' expects at least one of 'told', 'handed-on', 'alert', 'route' and 'deferred'");
        return expected;
    }

    private static List<T>? Each<T>(Section section, string key, string expected, Func<YamlValue.Text, T?> read)
        where T : class
    {
        var texts = section.Texts(key, expected);
        return section.Has(key) ? [.. texts.Select(read).OfType<T>()] : null;
    }

    private ExpectedReceiver? Receiver(YamlValue.Text text)
    {
        if (configuration.Receivers.FirstOrDefault(receiver => receiver.Name == text.Value) is { } known)
            return new ExpectedReceiver(known.Name, [.. known.Targets.Select(target => target.Text)]);
        if (text.Value.Contains(':', StringComparison.Ordinal) || MailAddress.IsValid(text.Value))
            return Target(text);
        TellOfUnknown(text, "receiver", configuration.Receivers.Select(receiver => receiver.Name));
        return null;
    }

    private ExpectedReceiver? Target(YamlValue.Text text)
    {
        var parsed = TargetGrammar.Parse(text.Value, configuration.Channels);
        if (parsed.Mistake is { } mistake)
        {
            problems.Error(text.At, $"{Shown.QuoteScheme(text.Written)} is not a target: {mistake}");
            return null;
        }
        var targets = parsed.Targets.Select(target => target.Text).ToList();
        return new ExpectedReceiver(string.Join(", ", targets), targets);
    }

    // A route without a name is called by its number and line; the number will do.
    private string? Route(YamlValue.Text text)
    {
        var names = configuration.Routes.SelectMany(route => route.Tree).Select(route => route.Name).ToList();
        var found = names.Find(name => name == text.Value || name.StartsWith($"{text.Value}, line ", StringComparison.Ordinal));
        if (found is null)
            TellOfUnknown(text, "route", names);
        return found;
    }

    private void TellOfUnknown(YamlValue.Text text, string kind, IEnumerable<string> known) =>
        problems.Error(text.At, $"there is no {kind} {text.Quoted}{Suggestion.For(text.Value, known)}");

    private List<Dictionary<string, string?>>? Alerts(Section section) => section.Take("alert") switch
    {
        null => null,
        YamlValue.List list => [.. list.Items.Select(Alert).OfType<Dictionary<string, string?>>()],
        var only => Alert(only) is { } alert ? [alert] : [],
    };

    private Dictionary<string, string?>? Alert(YamlValue written)
    {
        if (written is YamlValue.Map map)
            return Alert(new Section(map, "alert", problems));
        problems.Error(written.At, $"'alert' expects labels and their values, or a list of such for a mail that carries several alerts, found {written.Kind}");
        return null;
    }

    private Dictionary<string, string?> Alert(Section section) =>
        section.Entries.ToDictionary(entry => entry.Key.Value, entry => Value(entry.Key, entry.Value), StringComparer.Ordinal);

    private string? Value(YamlValue.Text name, YamlValue written)
    {
        if (written.IsNull)
            return null;
        var text = YamlRead.Text(written, name.Value, "a value, or nothing for a label that is not there", problems);
        if (text is not null && FieldNames.ValuesOf(name.Value, _names) is { } words && !words.Contains(text.Value))
            problems.Error(text.At, $"{name.Quoted} is never {text.Quoted}{Suggestion.For(text.Value, words)}");
        return text?.Value;
    }
}
