namespace Mail2Alert.Channels;

/// <summary>One of several words; they may be shortened, as Apprise takes them.</summary>
internal static class Choice
{
    /// <summary>The first that begins so; null when none does, or nothing is asked for.</summary>
    public static string? Of(string? text, params IEnumerable<string> words) => string.IsNullOrEmpty(text)
        ? null
        : words.FirstOrDefault(word => word.StartsWith(text, StringComparison.OrdinalIgnoreCase));
}
