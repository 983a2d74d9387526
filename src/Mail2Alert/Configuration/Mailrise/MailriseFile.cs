using Mail2Alert.Configuration.Sections;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Mailrise;

/// <summary>
/// A <c>mailrise.conf</c>, told in our form: what it means is then what our own file would mean, and each mistake has its place in Mailrise's.
/// </summary>
internal static class MailriseFile
{
    /// <summary>PyYAML's: Mailrise's files were read by it.</summary>
    public static YamlDialect Dialect { get; } = new() { LastKeyWins = true, Tags = [EnvVar.Tag] };

    private const string Source = "mailrise";

    private static readonly string[] Marks = ["configs", "import_code"];

    // What Mailrise had no need of. The rest of our keys asks for a file in our form.
    private static readonly string[] Ours = ["store", "relay"];

    /// <summary>Told by what is in it: people rename files.</summary>
    public static bool IsMailrise(YamlValue? written) => written is YamlValue.Map map && Marks.Any(key => map[key] is not null);

    public static YamlValue.Map ToNative(YamlValue.Map map, Problems problems)
    {
        var file = new Section(map, "", problems);
        file.Refuse([NativeFile.Tests], "stands in a file of its own beside this one: mail2alert test NAME.test.yml");
        file.Refuse(NativeFile.Keys.Except(["networks", "tls", .. Ours]), "belongs to Mail2Alert's form of this file, but 'configs' to Mailrise's; change the form: mail2alert convert FILE");
        file.Refuse(["import_code"], "names Python code, which is not run here; a source of your own is a few lines of YAML, or a plug-in in C# (docs/plugins.md)");
        var server = MailriseServer.Read(file);
        var configs = map["import_code"] is not null && map["configs"] is null ? [] : new ConfigsSection(problems).Read(file);
        var native = YamlTree.Map(map.At, [.. server, .. Ours.Select(key => Own(file, key)), .. Tellings(file, configs)]);
        file.FinishLeniently();
        return native;
    }

    // What is left of a file in which nobody is told is no file of ours, and its own mistake was told.
    private static IEnumerable<YamlEntry?> Tellings(Section file, IReadOnlyList<MailriseConfig> configs)
    {
        IReadOnlyList<MailriseConfig> telling = [.. configs.Where(config => config.Urls.Count > 0)];
        return telling.Count == 0 ? [] : [Sources(file, telling), Receivers(file, telling), Routes(file, telling)];
    }

    private static YamlEntry? Own(Section file, string key) =>
        file.Take(key) is { } value ? new YamlEntry(YamlTree.Text(file.Where(key), key), value) : null;

    private static YamlEntry Sources(Section file, IReadOnlyList<MailriseConfig> configs) => YamlTree.Entry(
        file.At, "sources", YamlTree.Map(file.At, YamlTree.Entry(file.At, Source, YamlTree.Map(
            file.At, YamlTree.Entry(file.At, "recipients", YamlTree.Map(file.At, configs.Select(Recipient)))))));

    private static YamlEntry Recipient(MailriseConfig config) => YamlTree.Entry(
        config.Key.At,
        config.Name,
        config is { From: null, Title: null, Body: null } ? config.Key : YamlTree.Map(
            config.Key.At,
            YamlTree.Entry(config.Key.At, "to", config.Key),
            config.From is { } from ? YamlTree.Entry(from.At, "from", from) : null,
            Template("title", config.Title),
            Template("text", config.Body)));

    private static YamlEntry? Template(string key, YamlValue.Text? written) => written is null ? null
        : YamlTree.Entry(written.At, key, written with { Value = TemplateString.ToTemplate(written.Value) });

    private static YamlEntry Receivers(Section file, IReadOnlyList<MailriseConfig> configs) =>
        YamlTree.Entry(file.At, "receivers", YamlTree.Map(file.At, configs.Select(Receiver)));

    private static YamlEntry Receiver(MailriseConfig config) => YamlTree.Entry(
        config.Key.At, config.Name, YamlTree.List(config.Urls[0].At, config.Urls));

    private static YamlEntry Routes(Section file, IReadOnlyList<MailriseConfig> configs) =>
        YamlTree.Entry(file.At, "routes", YamlTree.List(file.At, configs.Select(Route)));

    private static YamlValue.Map Route(MailriseConfig config)
    {
        var at = config.Key.At;
        return YamlTree.Map(
            at, YamlTree.Entry(at, "when", YamlTree.Map(at, YamlTree.Entry(at, "recipient", config.Name))), YamlTree.Entry(at, "to", config.Name));
    }
}
