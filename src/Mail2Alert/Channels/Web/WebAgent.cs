namespace Mail2Alert.Channels.Web;

/// <summary>Who we are, for services that are not told by a login.</summary>
internal static class WebAgent
{
    public static string Name { get; } = $"Mail2Alert/{typeof(WebAgent).Assembly.GetName().Version?.ToString(3)}";
}
