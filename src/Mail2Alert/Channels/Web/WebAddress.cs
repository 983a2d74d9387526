namespace Mail2Alert.Channels.Web;

/// <summary>Addresses of services that stand on a host of their own.</summary>
internal static class WebAddress
{
    /// <summary>False where what stands for the host can be none.</summary>
    public static bool IsHost(string text) => Uri.CheckHostName(text) != UriHostNameType.Unknown;

    /// <summary>The host of a target's URL with parts of its path; ends with a slash, so that more can follow.</summary>
    public static Uri Of(TargetUrl url, bool secure, IEnumerable<string> path) =>
        new($"{(secure ? "https" : "http")}://{url.Authority}/{string.Concat(path.Select(part => $"{Uri.EscapeDataString(part)}/"))}");
}
