using System.Text.RegularExpressions;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Intake;
using Mail2Alert.Smtp;

namespace Mail2Alert.Configuration.Sections;

/// <summary>One of <c>listeners</c>: an address, or a mapping of it and of what holds there alone.</summary>
internal sealed partial class ListenerSection(ListenerDefaults defaults, Problems problems)
{
    private const string Key = "listeners";

    private static readonly string[] ForAll = ["proxies", "tls", "limits", "hostname", "acknowledge", "relay"];

    public WrittenListener? Read(YamlValue written) => written is YamlValue.Map map
        ? ReadKeys(new Section(map, Key, problems))
        : Read(new Section(new YamlValue.Map(written.At, []), Key, problems), YamlRead.Text(written, Key, ListenerUrl.Expected, problems));

    private WrittenListener? ReadKeys(Section section)
    {
        if (!section.Has("url"))
            problems.Error(section.At, $"a listener expects a key 'url' with {ListenerUrl.Expected}");
        var listener = Read(section, section.Text("url", ListenerUrl.Expected));
        section.Refuse(ForAll, "holds for all listeners; it belongs at the top of the file");
        section.Finish();
        return listener;
    }

    // All keys are read whatever is wrong with the address, so that all mistakes are told at once.
    private WrittenListener? Read(Section section, YamlValue.Text? text)
    {
        var url = text is null ? null : ListenerUrl.Parse(text, problems);
        var smtp = Smtp(section, url);
        var rules = Encrypted(ListenerRulesSection.Read(section, url?.Address, defaults.Rules), url);
        var mode = Mode(section, url?.Address);
        if (text is null || url is null)
            return null;
        if (url is { IsHttp: true, IsEncrypted: false } && smtp.RequireTls)
            problems.Error(text.At, "TLS is required, and http:// has none; use https://, or say 'require-tls: false' of this listener");
        else if (!defaults.Rules.OffersTls && (url.IsEncrypted || smtp.RequireTls))
            problems.Error(text.At, $"{(url.IsEncrypted ? $"{url.Scheme}://" : "'require-tls'")} needs a certificate; add 'tls: {{ certificate: FILE, key: FILE }}'");
        return new WrittenListener(
            new ListenerSettings(url.Address, smtp with { OffersLogin = rules.Users.Count > 0, RequireTls = smtp.RequireTls && !url.IsHttp }, rules)
            {
                Mode = mode,
                IsHttp = url.IsHttp,
            },
            text,
            section.Has("networks") ? section.Where("networks") : defaults.Networks ?? text.At);
    }

    // HTTP has TLS from the first byte or not at all.
    private static ListenerRules Encrypted(ListenerRules rules, ListenerUrl? url) =>
        url is not { IsHttp: true } ? rules : rules with { IsEncrypted = url.IsEncrypted, OffersTls = url.IsEncrypted };

    private SmtpListener Smtp(Section section, ListenerUrl? url) => new()
    {
        Name = Name(section) ?? url?.ToString() ?? "",
        Protocol = url?.Protocol ?? SmtpProtocol.Smtp,
        Profile = section.Value("profile", SmtpProfile.Normal, "'normal', 'strict' or 'legacy'", ParseProfile),
        ImplicitTls = url is { ImplicitTls: true },
        // Nobody is on the way to a Unix socket, and its clients do not encrypt.
        RequireTls = section.Value(
            "require-tls", defaults.RequireTls && url?.Address is not ListenAddress.Unix, YamlFlag.Expected, YamlFlag.Parse),
    };

    private string? Name(Section section)
    {
        const string Expected = "a name of at most 64 characters without a space";
        if (section.Text("name", Expected) is not { } text)
            return null;
        if (NameShape().IsMatch(text.Value))
            return text.Value;
        problems.Error(text.At, $"'name' expects {Expected}, found {text.Quoted}");
        return null;
    }

    private UnixFileMode Mode(Section section, ListenAddress? address)
    {
        if (section.Has("mode") && address is ListenAddress.Tcp or ListenAddress.Systemd)
            problems.Error(section.Where("mode"), "'mode' is for Unix sockets that the program makes itself (unix:/path)");
        return section.Value("mode", ListenerSettings.DefaultMode, "the mode of the socket's file, such as '0660'", ParseMode);
    }

    private static SmtpProfile? ParseProfile(string word) => word switch
    {
        "normal" => SmtpProfile.Normal,
        "strict" => SmtpProfile.Strict,
        "legacy" => SmtpProfile.Legacy,
        _ => null,
    };

    // Octal, as chmod takes it.
    private static UnixFileMode? ParseMode(string text) => ModeShape().IsMatch(text) ? (UnixFileMode)Convert.ToInt32(text, 8) : null;

    [GeneratedRegex(@"^[^\s\p{C}]{1,64}\z")]
    private static partial Regex NameShape();

    [GeneratedRegex(@"^0?[0-7]{3}\z")]
    private static partial Regex ModeShape();
}
