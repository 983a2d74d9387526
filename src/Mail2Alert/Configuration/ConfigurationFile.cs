namespace Mail2Alert.Configuration;

/// <summary>The file to read.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="NamedBy">Who named it, in words; null when it was found in one of the usual places.</param>
internal sealed record ConfigurationFile(string Path, string? NamedBy = null)
{
    public const string Variable = "MAIL2ALERT_CONFIGURATION";

    /// <summary>Looks in this order: the option, the environment, then the usual places.</summary>
    /// <returns>Null when nothing is named and nothing is there: the defaults apply.</returns>
    public static ConfigurationFile? Find(string? option, Func<string, string?> environment, IEnumerable<string>? usualPlaces = null)
    {
        if (!string.IsNullOrEmpty(option))
            return new ConfigurationFile(option, "--config");
        if (environment(Variable) is { Length: > 0 } named)
            return new ConfigurationFile(named, $"${Variable}");
        var found = (usualPlaces ?? UsualPlaces).FirstOrDefault(File.Exists);
        return found is null ? null : new ConfigurationFile(found);
    }

    // The second is mail2alert-py's.
    private static IEnumerable<string> UsualPlaces => ["mail2alert.yml", "configuration.yml", "/etc/mail2alert/mail2alert.yml"];

    /// <returns>Its text, or a sentence on why there is none.</returns>
    public (string? Text, string? Mistake) Read()
    {
        var by = NamedBy is null ? "" : $", named by {NamedBy},";
        try
        {
            return (File.ReadAllText(Path), null);
        }
        catch (Exception trouble) when (trouble is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, $"this file{by} does not exist");
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (null, $"this file{by} cannot be read: {trouble.Message}");
        }
    }
}
