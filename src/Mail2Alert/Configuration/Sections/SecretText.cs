using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary>Passwords and tokens.</summary>
internal static class SecretText
{
    /// <summary>Null when it is not there or wrong, which is then told without showing it.</summary>
    public static Secret? Read(Section section, string key)
    {
        var text = section.Text(key, "a secret, best as a reference such as ${NAME} or ${file:/path}");
        if (text is null || !text.Value.Any(char.IsControl))
            return text is null ? null : new Secret(text.Value);
        section.Problems.Error(text.At, $"'{key}' holds a line break or another control character");
        return null;
    }
}
