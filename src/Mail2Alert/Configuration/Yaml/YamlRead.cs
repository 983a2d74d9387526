namespace Mail2Alert.Configuration.Yaml;

/// <summary>Takes a value for what it should be, and tells when it is something else.</summary>
internal static class YamlRead
{
    /// <summary>A text that is not empty. One that is empty because a reference was counts as not given, and is no mistake.</summary>
    public static YamlValue.Text? Text(YamlValue value, string key, string expected, Problems problems)
    {
        if (value is YamlValue.Text { Value.Length: > 0, IsNull: false } text)
            return text;
        if (value is not YamlValue.Text { HasReference: true })
            problems.Error(value.At, $"'{key}' expects {expected}, found {NoText(value)}");
        return null;
    }

    /// <summary>One text or a list of them, none of them empty.</summary>
    public static IReadOnlyList<YamlValue.Text> Texts(YamlValue value, string key, string expected, Problems problems)
    {
        var texts = new List<YamlValue.Text>();
        foreach (var item in Items(value))
        {
            if (item is YamlValue.Text { Value.Length: > 0, IsNull: false } text)
                texts.Add(text);
            else
                problems.Error(item.At, $"'{key}' expects {expected}, found {NoText(item)}");
        }
        return texts;
    }

    /// <summary>The items of a list; a single value is a list of one.</summary>
    public static IReadOnlyList<YamlValue> Items(YamlValue value) => value is YamlValue.List list ? list.Items : [value];

    // 'slack: #ops' is not the text that was meant.
    private static string NoText(YamlValue value) => value switch
    {
        YamlValue.Text => "nothing",
        YamlValue.Map { Entries: [var only] } => $"a mapping, since a space follows {Shown.Quote(only.Key.Written + ':')}",
        _ => value.Kind,
    };
}
