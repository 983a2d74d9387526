namespace Mail2Alert.Configuration.Yaml;

/// <summary>Yes or no. Only in these words: <c>on</c> and <c>yes</c> mean different things in YAML 1.1 and 1.2.</summary>
internal static class YamlFlag
{
    public const string Expected = "true or false";

    public static bool? Parse(string text) => text switch
    {
        "true" => true,
        "false" => false,
        _ => null,
    };
}
