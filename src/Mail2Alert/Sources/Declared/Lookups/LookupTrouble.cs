using System.Globalization;
using System.Net;
using Mail2Alert.Sources.Lookups;

namespace Mail2Alert.Sources.Declared.Lookups;

/// <summary>What went wrong with a lookup, in sentences for whoever is woken by it.</summary>
internal static class LookupTrouble
{
    public static string Of(ApiFault fault, Uri server) => fault switch
    {
        ApiFault.Status status => OfStatus(status, server.Authority),
        ApiFault.WebPage => $"{server.Authority} answered with a web page: check `get`",
        ApiFault.TooLarge large => string.Create(
            CultureInfo.InvariantCulture, $"the answer of {server.Authority} is larger than {large.Limit} octets: raise `lookup-size`"),
        ApiFault.Unreadable { Line: > 0 } unreadable => string.Create(
            CultureInfo.InvariantCulture, $"the answer of {server.Authority} cannot be read (line {unreadable.Line}): {unreadable.What}"),
        ApiFault.Unreadable unreadable => $"the answer of {server.Authority} cannot be read: {unreadable.What}",
        _ => ApiTrouble.OnTheWay(fault, server),
    };

    private static string OfStatus(ApiFault.Status status, string server) => status.Code switch
    {
        HttpStatusCode.Unauthorized => $"{server} refused the login (401): check `token`, or `user` and `password`",
        HttpStatusCode.Forbidden => $"{server} does not allow it (403)",
        HttpStatusCode.NotFound => $"{server} does not know it (404)",
        >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest =>
            $"{server} sends us on ({(int)status.Code}{(status.LeadsTo is { } target ? $", to {target}" : "")}), where we do not go: "
            + "set `get` to where it leads, if that is right",
        var code => $"{server} answered with status {(int)code}",
    };
}
