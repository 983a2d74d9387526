using Mail2Alert.Configuration.Sections;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Sources;
using Mail2Alert.Sources.GoCd;
using Mail2Alert.Sources.Lookups;
using Mail2Alert.Sources.Mail;

namespace Mail2Alert.Configuration.Legacy;

/// <summary><c>managers</c>: an ordered list; the first that wants a mail gets it alone.</summary>
internal sealed class LegacyManagers(LegacyRules rules, Problems problems)
{
    private static readonly string[] Kinds = ["gocd", "mail"];

    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    public IReadOnlyList<LegacyManager> Read(YamlValue? written, Position file)
    {
        if (written is YamlValue.List list)
            return [.. list.Items.Select(Read).OfType<LegacyManager>()];
        problems.Error(written?.At ?? file, $"'managers' expects a list, found {written?.Kind ?? "nothing"}");
        return [];
    }

    private LegacyManager? Read(YamlValue item)
    {
        if (item is not YamlValue.Map map)
        {
            problems.Error(item.At, $"'managers' expects a list of mappings with 'name' and 'rules', found {item.Kind}");
            return null;
        }
        var section = new Section(map, "managers", problems);
        if (Kind(section) is not { } kind)
            return null;
        var name = SourceName(kind);
        var claim = Claim(section);
        SourceSettings source = kind == "gocd"
            ? new SourceSettings.GoCd(GoCd(name, claim, section))
            : new SourceSettings.Mail(new MailSettings(name, claim));
        var manager = new LegacyManager(source, rules.Read(section, kind, name));
        section.FinishLeniently();
        return manager;
    }

    private static string? Kind(Section section)
    {
        var name = section.Text("name", "gocd or mail");
        if (name is null || Kinds.Contains(name.Value))
        {
            if (!section.Has("name"))
                section.Problems.Error(section.At, "a manager expects 'name: gocd' or 'name: mail'");
            return name?.Value;
        }
        section.Problems.Error(name.At, $"there is no manager {name.Quoted}{Suggestion.For(name.Value, Kinds)}");
        return null;
    }

    private string SourceName(string kind)
    {
        var number = _seen[kind] = _seen.GetValueOrDefault(kind) + 1;
        return number == 1 ? kind : $"{kind}-{number}";
    }

    // 'to' wins. Without either the old program took no mail at all, where our claim would take every one.
    private Claim Claim(Section section)
    {
        var wanted = section.Map("messages-we-want");
        var to = wanted?.Text("to", "a mail address");
        var from = wanted?.Text("from", "a mail address");
        if (to is null && from is null)
            problems.Error(section.Where("messages-we-want"), "'messages-we-want' expects 'to' or 'from' with a mail address");
        if (to is not null && from is not null)
            problems.Warning(from.At, "'from' has no effect beside 'to'");
        wanted?.FinishLeniently();
        return to is not null ? new Claim([to.Value], [], StringComparison.Ordinal)
            : new Claim([], from is null ? [] : [from.Value], StringComparison.Ordinal);
    }

    private static GoCdSettings GoCd(string name, Claim claim, Section section)
    {
        var settings = new GoCdSettings
        {
            Name = name,
            Claim = claim,
            Url = UrlText.Web(section, "url", end: ""),
            Login = Login(section),
            ForgetOnCancel = true,
        };
        if (!section.Has("url"))
            section.Problems.Warning(section.At, "without 'url' no pipeline group is known");
        return settings;
    }

    private static ApiLogin.Basic? Login(Section section)
    {
        var user = section.Text("user");
        var password = SecretText.Read(section, "passwd");
        if (user is null && !section.Has("user"))
            section.Problems.Warning(section.At, "without 'user' GoCD is asked without a login");
        else if (password is null && !section.Has("passwd"))
            section.Problems.Error(section.Where("user"), "'user' expects 'passwd' beside it");
        return user is not null && password is { } secret ? new ApiLogin.Basic(user.Value, secret) : null;
    }
}
