using Mail2Alert.Smtp.Authentication;
using Microsoft.Extensions.Options;

namespace Mail2Alert.Smtp;

/// <summary>Says everything that is wrong with the options at once, by name.</summary>
internal sealed class SmtpServerOptionsValidator : IValidateOptions<SmtpServerOptions>
{
    // RFC 5321 §4.5.3.1.4.
    private const int ShortestLineLimit = 512;

    // Clients give up after 5 minutes (RFC 5321 §4.5.3.2.1), hasty ones far earlier.
    private static readonly TimeSpan LongestGreetingDelay = TimeSpan.FromMinutes(1);

    // More is a mistake in the unit, and timers end at 49 days.
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(1);

    public static void ThrowIfInvalid(SmtpServerOptions options)
    {
        if (FailuresOf(options).ToArray() is { Length: > 0 } failures)
        {
            throw new OptionsValidationException(nameof(SmtpServerOptions), typeof(SmtpServerOptions), failures);
        }
    }

    public static void ThrowIfInvalid(SmtpListener listener, SmtpServerOptions options)
    {
        if ((listener.ImplicitTls || listener.RequireTls) && options.Tls is null)
        {
            throw new OptionsValidationException(
                listener.Name, typeof(SmtpListener), [$"The listener '{listener.Name}' needs TLS; set {nameof(SmtpServerOptions)}.{nameof(options.Tls)}."]);
        }

        if (listener.GreetingDelay < TimeSpan.Zero || listener.GreetingDelay > LongestGreetingDelay)
        {
            throw new OptionsValidationException(
                listener.Name, typeof(SmtpListener), [$"{nameof(listener.GreetingDelay)} of '{listener.Name}' must be from zero to a minute."]);
        }
    }

    public ValidateOptionsResult Validate(string? name, SmtpServerOptions options) =>
        FailuresOf(options).ToArray() is { Length: > 0 } failures ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;

    private static IEnumerable<string> FailuresOf(SmtpServerOptions options) => new[]
    {
        Word(nameof(options.HostName), options.HostName),
        Word(nameof(options.Product), options.Product),
        AtLeast(nameof(options.MaxMessageSize), options.MaxMessageSize, 1),
        AtLeast(nameof(options.SpoolThreshold), options.SpoolThreshold, 0),
        AtLeast(nameof(options.MaxBytesInFlight), options.MaxBytesInFlight, Math.Min(options.MaxMessageSize, options.SpoolThreshold),
            $" ({nameof(options.MaxMessageSize)} or {nameof(options.SpoolThreshold)})"),
        AtLeast(nameof(options.MaxSpoolBytes), options.MaxSpoolBytes, options.SpoolThreshold < options.MaxMessageSize ? options.MaxMessageSize : 0,
            $" ({nameof(options.MaxMessageSize)})"),
        AtLeast(nameof(options.MaxRecipients), options.MaxRecipients, 1),
        AtLeast(nameof(options.MaxLineLength), options.MaxLineLength, ShortestLineLimit, " (RFC 5321 §4.5.3.1.4)"),
        AtLeast(nameof(options.MaxConnections), options.MaxConnections, 1),
        AtLeast(nameof(options.MaxConnectionsPerAddress), options.MaxConnectionsPerAddress, 1),
        AtLeast(nameof(options.MaxErrors), options.MaxErrors, 1),
        AtLeast(nameof(options.ErrorsBeforeDelay), options.ErrorsBeforeDelay, 0),
        Positive(nameof(options.ErrorDelay), options.ErrorDelay),
        AtLeast(nameof(options.MaxJunkCommands), options.MaxJunkCommands, 1),
        AtLeast(nameof(options.MaxMessagesPerSession), options.MaxMessagesPerSession, 1),
        AtLeast(nameof(options.MaxCommandsPerSession), options.MaxCommandsPerSession, 1),
        Positive(nameof(options.MaxSessionTime), options.MaxSessionTime),
        Positive(nameof(options.CommandTimeout), options.CommandTimeout),
        Positive(nameof(options.DataTimeout), options.DataTimeout),
        AtLeast(nameof(options.MinDataRate), options.MinDataRate, 1),
        Positive(nameof(options.MaxMessageTime), options.MaxMessageTime),
        Positive(nameof(options.ProxyTimeout), options.ProxyTimeout),
        Positive(nameof(options.ShutdownTimeout), options.ShutdownTimeout),
        options.Conformance is null ? $"{nameof(options.Conformance)} must not be null." : null,
        options.Tls is { SelectCertificate: null } ? "Tls.SelectCertificate must not be null." : null,
        options.Tls is { } tls ? Positive("Tls.HandshakeTimeout", tls.HandshakeTimeout) : null,
    }.OfType<string>().Concat(options.Authentication is { } logins ? FailuresOf(logins) : []);

    private static IEnumerable<string> FailuresOf(SmtpAuthenticationOptions options) => new[]
    {
        AtLeast(nameof(options.MaxFailuresPerSession), options.MaxFailuresPerSession, 1),
        AtLeast(nameof(options.MaxFailures), options.MaxFailures, 1),
        Positive(nameof(options.FailureWindow), options.FailureWindow),
        Positive(nameof(options.LockoutTime), options.LockoutTime),
        Positive(nameof(options.MaxDelay), options.MaxDelay),
        options.CustomMechanisms.DistinctBy(custom => custom.Name).Count() < options.CustomMechanisms.Count
            ? $"{nameof(options.CustomMechanisms)} has a name twice."
            : null,
    }.OfType<string>();

    private static string? Word(string name, string? value) =>
        string.IsNullOrEmpty(value) || value.Length > 255 || value.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? $"{name} must be 1 to 255 printable ASCII characters without a space."
            : null;

    private static string? AtLeast(string name, long value, long least, string origin = "") =>
        value < least ? FormattableString.Invariant($"{name} must be at least {least}{origin}, not {value}.") : null;

    private static string? Positive(string name, TimeSpan value) =>
        value <= TimeSpan.Zero || value > LongestTimeout
            ? FormattableString.Invariant($"{name} must be more than zero and at most a day, not {value}.")
            : null;
}
