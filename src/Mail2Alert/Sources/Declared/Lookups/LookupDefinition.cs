using Mail2Alert.Smtp.Tls;
using Mail2Alert.Sources.Lookups;

namespace Mail2Alert.Sources.Declared.Lookups;

/// <summary>One thing that a source asks an API about a mail.</summary>
internal sealed record LookupDefinition
{
    public required string Name { get; init; }

    public required AddressTemplate Address { get; init; }

    /// <summary>What is read from the answer.</summary>
    public required AnswerReader Answer { get; init; }

    public ApiLogin? Login { get; init; }

    /// <summary>What we show a server that asks who we are; null for nothing.</summary>
    public SmtpCertificatePaths? Certificate { get; init; }

    /// <summary>Further header fields; many an API has its key in one.</summary>
    public IReadOnlyList<(string Name, Secret Value)> Headers { get; init; } = [];

    public LookupLimits Limits { get; init; } = new();

    public LookupFailure OnFailure { get; init; } = LookupFailure.Continue;

    /// <summary>What we say that we understand; null where the user says it.</summary>
    public string? Accept => Headers.Any(header => header.Name.Equals("Accept", StringComparison.OrdinalIgnoreCase)) ? null : Answer.Accept;

    public LookupSettings SettingsFor(string source) => new(source, Name, Limits.CacheFor, Limits.Timeout) { MostCopies = Limits.MaxCopies };
}

/// <summary>How long a lookup may take, and how much it may keep.</summary>
internal sealed record LookupLimits
{
    /// <summary>How long an answer counts as fresh. Owners and tiers change over days.</summary>
    public TimeSpan CacheFor { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a mail waits. As a GoCD source's.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Octets of one answer, decompressed. An answer about one thing has a few kilobytes.</summary>
    public long MaxSize { get; init; } = 1024 * 1024;

    /// <summary>How many answers are remembered.</summary>
    public int MaxCopies { get; init; } = 1000;
}
