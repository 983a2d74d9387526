using Mail2Alert.Configuration.Legacy;
using Mail2Alert.Configuration.Mailrise;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Conversion;

/// <summary>Writes the file of another program in our form. What refers to a variable still does.</summary>
/// <param name="environment">The value of an environment variable, or null.</param>
internal sealed class Converter(Func<string, string?> environment)
{
    /// <param name="text">The file's content.</param>
    /// <param name="file">What to call it in messages.</param>
    public Converted Convert(string text, string file)
    {
        var strictly = new Problems(file);
        var written = YamlReader.Read(text, strictly);
        if (MailriseFile.IsMailrise(written))
            return OfMailrise(text, file);
        if (written is YamlValue.Map map && LegacyFile.IsLegacy(map))
            return OfLegacy(text, file, map);
        if (!strictly.HasErrors)
            strictly.Error(Position.Start, "this is neither a configuration of mail2alert-py nor one of Mailrise");
        return new Converted(null, strictly.InOrder());
    }

    private Converted OfMailrise(string text, string file)
    {
        var problems = new Problems(file);
        var native = YamlReader.Read(text, MailriseFile.Dialect, problems)?.Select(new EnvVar(environment, problems).Refer) is YamlValue.Map map
            ? MailriseFile.ToNative(map, problems)
            : null;
        if (native?["users"] is { } users)
            problems.Warning(users.At, "the passwords stand in the new file as they stood in the old one; mail2alert hash-password makes of one what tells nobody");
        return Written(text, native, problems);
    }

    private Converted OfLegacy(string text, string file, YamlValue.Map map)
    {
        var loaded = new ConfigurationLoader(environment).Parse(text, file);
        if (loaded.Configuration is null)
            return new Converted(null, loaded.Problems);
        var problems = new Problems(file);
        var converted = Written(text, new LegacyConversion(new LegacyReferences(environment, problems), problems).ToNative(map), problems);
        return converted with { Problems = [.. loaded.Problems, .. converted.Problems] };
    }

    private static Converted Written(string text, YamlValue.Map? native, Problems problems)
    {
        if (native is null || problems.HasErrors)
            return new Converted(null, problems.InOrder());
        var lines = CommentWeaver.Weave(YamlPrinter.Print(native), YamlComments.Of(text));
        return new Converted(string.Concat(lines.Select(line => $"{line}\n")), problems.InOrder());
    }
}
