using Mail2Alert.Configuration;
using Mail2Alert.Smtp;

namespace Mail2Alert.Cli.Reports;

/// <summary>A listener in one line, as it was understood.</summary>
internal static class ListenerLine
{
    public static string Of(ListenerSettings listener) => string.Join("; ", Parts(listener));

    private static IEnumerable<string> Parts(ListenerSettings listener)
    {
        var (smtp, rules) = (listener.Smtp, listener.Rules);
        yield return $"listens on {listener}{(smtp.Name == $"{listener}" ? "" : $" ({smtp.Name})")}";
        if (smtp.Profile != SmtpProfile.Normal)
            yield return smtp.Profile == SmtpProfile.Strict ? "profile strict" : "profile legacy";
        if (smtp.RequireTls)
            yield return "TLS required";
        yield return $"takes mail from {string.Join(", ", WhoMaySend(listener).DefaultIfEmpty("nobody"))}";
        if (rules.Senders is { } senders)
            yield return $"senders {string.Join(", ", senders)}";
        if (rules.Recipients is { } recipients)
            yield return $"recipients {string.Join(", ", recipients)}";
    }

    private static IEnumerable<string> WhoMaySend(ListenerSettings listener)
    {
        if (listener.Address is ListenAddress.Unix)
            yield return $"whoever may write to it (mode {Convert.ToString((int)listener.Mode, 8).PadLeft(4, '0')})";
        foreach (var network in listener.Address is ListenAddress.Unix ? [] : listener.Rules.Networks)
            yield return $"{network}";
        if (listener.Rules.Users is { Count: > 0 } users)
            yield return $"logins {string.Join(", ", users)}";
    }
}
