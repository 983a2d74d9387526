namespace Mail2Alert.Sources.GoCd;

internal static class GoCdLinks
{
    /// <summary>The page of a run of a stage, on the server whose pages begin with that address.</summary>
    public static Uri PageOf(StageLocator run, Uri server) => new($"{Base(server)}/pipelines/{run}");

    /// <summary>The address without a slash at the end, and without what is not for show: user, query, fragment.</summary>
    public static string Base(Uri server) =>
        server.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');
}
