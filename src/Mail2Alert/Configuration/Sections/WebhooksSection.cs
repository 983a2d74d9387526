using System.Globalization;
using Mail2Alert.Channels;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Webhooks;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>webhooks</c>: services of which the file says how they are told.</summary>
/// <param name="labels">The labels that alerts may have.</param>
/// <param name="problems">Where mistakes go.</param>
internal sealed class WebhooksSection(IEnumerable<string> labels, Problems problems)
{
    private const string Example = "{ url: 'https://hooks.example.com/alerts' }";

    private static readonly string[] News = ["resolved", "info", "again"];

    private static readonly string[] PaceKeys = ["burst", "every"];

    public IReadOnlyDictionary<string, WebhookSettings> Read(Section? section)
    {
        var webhooks = new Dictionary<string, WebhookSettings>(StringComparer.Ordinal);
        foreach (var (name, value) in section?.Entries ?? [])
        {
            if (name.Value.Length == 0 || name.Value.Any(character => char.IsControl(character) || character is ':' or ',' or ' '))
                problems.Error(name.At, $"the name of a webhook is without ':', ',' and spaces, found {name.Quoted}");
            if (value is not YamlValue.Map map)
                problems.Error(value.At, $"{name.Quoted} expects a mapping such as {Example}, found {value.Kind}");
            else if (Read(name.Value, map) is { } webhook)
                webhooks[name.Value] = webhook;
        }
        return webhooks;
    }

    private WebhookSettings? Read(string name, YamlValue.Map map)
    {
        var section = new Section(map, name, problems);
        var verdict = WebhookVerdictSection.Read(section);
        var requests = new WebhookRequestSection([.. HookFields.Names, .. labels, .. verdict.Memo.Select(part => HookFields.MemoPrefix + part.Name)], problems);
        var request = requests.Read(section);
        var on = On(section, requests);
        var limits = section.Map("limits");
        var settings = request is null ? null : new WebhookSettings
        {
            Name = name,
            Request = request,
            On = on,
            Sign = section.Map("sign") is { } sign ? WebhookSignSection.Read(sign) : null,
            Verdict = verdict,
            Limits = LimitsOf(limits),
            Pace = PaceOf(section.Map("pace")),
            Options = new TargetOptions
            {
                Timeout = LimitsSection.Duration(section, "timeout", TargetOptions.Default.Timeout),
                Verify = section.Value<bool>("verify", true, YamlFlag.Expected, YamlFlag.Parse),
            },
        };
        if (settings is not null)
            section.Finish();
        return settings;
    }

    private static Dictionary<string, WebhookRequest> On(Section section, WebhookRequestSection requests)
    {
        var requestsOn = new Dictionary<string, WebhookRequest>(StringComparer.Ordinal);
        if (section.Map("on") is not { } on)
            return requestsOn;
        foreach (var news in News)
        {
            if (on.Map(news) is { } special && requests.ReadOver(special, section) is { } request)
                requestsOn[news] = request;
        }
        on.Finish();
        return requestsOn;
    }

    private static MessageLimits LimitsOf(Section? section)
    {
        var otherwise = WebhookChannel.Kind.Limits;
        if (section is null)
            return otherwise;
        var limits = new MessageLimits(
            LimitsSection.Count(section, "title", otherwise.Title, least: 0), LimitsSection.Count(section, "text", otherwise.Text));
        section.Finish();
        return limits;
    }

    private static Pace? PaceOf(Section? section)
    {
        if (section is null)
            return null;
        foreach (var key in PaceKeys.Where(key => !section.Has(key)))
            section.Problems.Error(section.At, string.Create(CultureInfo.InvariantCulture, $"'pace' expects 'burst' and 'every', such as {{ burst: 5, every: 1s }}; '{key}' is missing"));
        var pace = new Pace(LimitsSection.Count(section, "burst", 1), LimitsSection.Duration(section, "every", TimeSpan.FromSeconds(1)));
        section.Finish();
        return pace;
    }
}
