namespace Mail2Alert.Sources.Lookups;

/// <summary>What went wrong on the way to a server, in sentences for whoever is woken by it.</summary>
internal static class ApiTrouble
{
    /// <param name="fault">What went wrong.</param>
    /// <param name="server">Whom we called.</param>
    public static string OnTheWay(ApiFault fault, Uri server) => fault switch
    {
        ApiFault.NoAddress => $"no address is known for {server.Host} (DNS)",
        ApiFault.NoConnection no => $"cannot connect to {server.Authority}: {no.Why}",
        ApiFault.NoTls no => $"cannot agree on TLS with {server.Authority}: {no.Why}",
        ApiFault.Broken broken => $"the call to {server.Authority} broke: {broken.Why}",
        ApiFault.Resting => $"{server.Authority} failed too often just now and is left alone for some seconds",
        ApiFault.Crowded => $"too many wait for {server.Authority}",
        _ => $"the call to {server.Authority} failed",
    };
}
