using System.Globalization;

namespace Mail2Alert.Smtp.Protocol;

/// <summary>What EHLO advertises, in the one place that decides it.</summary>
internal sealed class SmtpCapabilities(SmtpServerOptions options)
{
    private readonly string[] _inClear = Keywords(options, offersTls: options.Tls is not null);
    private readonly string[] _inTls = Keywords(options, offersTls: false);

    public SmtpReply ReplyTo(string client, bool isSecure) =>
        new(250, null, [$"{options.HostName} greets {client}", .. isSecure ? _inTls : _inClear]);

    private static string[] Keywords(SmtpServerOptions options, bool offersTls) =>
    [
        "PIPELINING",
        string.Create(CultureInfo.InvariantCulture, $"SIZE {options.MaxMessageSize}"),
        "8BITMIME",
        "SMTPUTF8",
        .. offersTls ? ["STARTTLS"] : Array.Empty<string>(),
        "ENHANCEDSTATUSCODES",
        .. options.AdvertiseDsn ? ["DSN"] : Array.Empty<string>(),

        // Ends the list: monitoring probes match "250-NAME" and would miss an extension on the last line.
        "HELP",
    ];
}
