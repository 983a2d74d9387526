using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Mailrise;

/// <summary><c>tls</c>: when connections are encrypted, and with which certificate.</summary>
internal sealed class MailriseTls
{
    private const string Expected = "'off', 'onconnect', 'starttls' or 'starttlsrequire'";

    private readonly string _mode;

    private MailriseTls(string mode, YamlEntry? certificate) => (_mode, Certificate) = (mode, certificate);

    /// <summary>In our form; null without TLS.</summary>
    public YamlEntry? Certificate { get; }

    public bool IsOff => _mode == "off";

    /// <summary>True when each connection begins with TLS.</summary>
    public bool IsFromStart => _mode == "onconnect";

    /// <summary>True when nothing is said without TLS.</summary>
    public bool IsRequired => _mode == "starttlsrequire";

    public static MailriseTls Read(Section file)
    {
        var section = file.Map("tls");
        var mode = section is null ? "off" : Mode(section);
        var certificate = section is null ? null : Files(section, isWanted: mode != "off");
        section?.FinishLeniently();
        return new MailriseTls(mode, mode == "off" ? null : certificate);
    }

    // YAML 1.1 reads 'off' and 'no' without quotes as false, and Mailrise took that for off.
    private static string Mode(Section section)
    {
        if (section.Text("mode", Expected) is not { } text)
            return "off";
        var mode = PythonText.Of(text) is "False" ? "off" : text.Value.ToLowerInvariant();
        if (mode is "off" or "onconnect" or "starttls" or "starttlsrequire")
            return mode;
        section.Problems.Error(text.At, $"'mode' expects {Expected}, found {text.Quoted}");
        return "off";
    }

    private static YamlEntry? Files(Section section, bool isWanted)
    {
        var certificate = File(section, "certfile", isWanted);
        var key = File(section, "keyfile", isWanted);
        return certificate is null || key is null ? null : YamlTree.Entry(section.At, "tls", YamlTree.Map(
            section.At, new YamlEntry(YamlTree.Text(certificate.At, "certificate"), certificate), new YamlEntry(YamlTree.Text(key.At, "key"), key)));
    }

    private static YamlValue.Text? File(Section section, string key, bool isWanted)
    {
        if (isWanted && !section.Has(key))
            section.Problems.Error(section.At, $"'tls' expects '{key}' with a file in PEM");
        return section.Text(key, "a file in PEM");
    }
}
