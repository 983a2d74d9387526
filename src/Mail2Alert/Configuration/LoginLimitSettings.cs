namespace Mail2Alert.Configuration;

/// <summary>How often a login may go wrong, under <c>limits:</c>. Defaults as in <see cref="Smtp.Authentication.SmtpAuthenticationOptions"/>.</summary>
internal sealed record LoginLimitSettings
{
    /// <summary><c>login-failures</c> in one session.</summary>
    public int Failures { get; init; } = 3;

    /// <summary><c>login-failures-per-address</c>: from one IPv4 address or one IPv6 /64.</summary>
    public int FailuresPerAddress { get; init; } = 10;

    /// <summary><c>login-window</c>: how long a failure counts against its address.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary><c>lockout-time</c> of an address with too many.</summary>
    public TimeSpan LockoutTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary><c>login-delay</c>: the longest wait before the answer to a failure.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(8);
}
