namespace Mail2Alert.Channels.Mail;

/// <summary>What the relay offered in answer to EHLO (RFC 5321 §4.1.1.1).</summary>
internal sealed record RelayOffer
{
    /// <summary>What a server offers that knows no EHLO.</summary>
    public static RelayOffer None { get; } = new();

    public bool Pipelining { get; private init; }

    public bool Size { get; private init; }

    public bool EightBitMime { get; private init; }

    public bool Utf8 { get; private init; }

    public bool Dsn { get; private init; }

    public bool RequireTls { get; private init; }

    public bool StartTls { get; private init; }

    /// <summary>The names of SASL mechanisms (RFC 4954 §3).</summary>
    public IReadOnlyList<string> Mechanisms { get; private init; } = [];

    /// <summary>Keywords mean the same in any case; the first line is the server's name.</summary>
    public static RelayOffer Of(RelayReply hello)
    {
        var lines = hello.Text.Split('\n').Skip(1).Select(line => line.Trim().ToUpperInvariant().Split([' ', '='], StringSplitOptions.RemoveEmptyEntries)).ToList();
        bool Offers(string keyword) => lines.Any(line => line is [var first, ..] && first == keyword);
        return new RelayOffer
        {
            Pipelining = Offers("PIPELINING"),
            Size = Offers("SIZE"),
            EightBitMime = Offers("8BITMIME"),
            Utf8 = Offers("SMTPUTF8"),
            Dsn = Offers("DSN"),
            RequireTls = Offers("REQUIRETLS"),
            StartTls = Offers("STARTTLS"),
            Mechanisms = [.. lines.Where(line => line is ["AUTH", ..]).SelectMany(line => line.Skip(1)).Distinct()],
        };
    }
}
