using System.Reflection;
using Mail2Alert.Configuration;
using Mail2Alert.Smtp;
using Mail2Alert.Smtp.Authentication;
using Mail2Alert.Tests.Configuration;

namespace Mail2Alert.Tests;

public sealed class SmtpLimitsTests
{
    // Names and parts that other sections of the file set, or that are the program's own affair.
    private static readonly string[] NoLimits =
    [
        nameof(SmtpServerOptions.HostName), nameof(SmtpServerOptions.Product), nameof(SmtpServerOptions.AdvertiseDsn),
        nameof(SmtpServerOptions.AdvertiseBinaryMime), nameof(SmtpServerOptions.AdvertiseRequireTls), nameof(SmtpServerOptions.Conformance),
        nameof(SmtpServerOptions.Authentication), nameof(SmtpServerOptions.Tls), nameof(SmtpServerOptions.ProxyNetworks),
        nameof(SmtpAuthenticationOptions.Mechanisms), nameof(SmtpAuthenticationOptions.AllowClear),
        nameof(SmtpAuthenticationOptions.CustomMechanisms),
    ];

    private static readonly LimitSettings Others = Loaded.Valid("""
        limits: { message-size: 9MiB, memory: 99MiB, spool-threshold: 9KiB, spool: 999MiB, spool-directory: /tmp, recipients: 9, line-length: 999,
          connections: 99, connections-per-address: 9, errors: 9, errors-before-delay: 8, error-delay: 9s, junk-commands: 9, commands: 99,
          messages: 9, session-time: 9h, message-time: 9m, data-rate: 9, command-timeout: 9m, data-timeout: 9m, proxy-timeout: 9s, shutdown-time: 9s,
          login-failures: 9, login-failures-per-address: 9, login-window: 9m, lockout-time: 9m, login-delay: 9s }
        """).Limits;

    [Fact]
    public void Every_bound_of_the_server_has_a_key()
    {
        var options = new SmtpServerOptions();
        SmtpLimits.Apply(Others, options);

        Unmoved(options, new SmtpServerOptions()).ShouldBeEmpty();
    }

    [Fact]
    public void Every_bound_on_logins_has_a_key()
    {
        var users = new SmtpUserStore(new Dictionary<string, SmtpCredential>());
        var options = new SmtpAuthenticationOptions(users);
        SmtpLimits.Apply(Others.Logins, options);

        Unmoved(options, new SmtpAuthenticationOptions(users)).ShouldBeEmpty();
    }

    [Fact]
    public void The_defaults_are_the_server_s()
    {
        var options = new SmtpServerOptions();
        SmtpLimits.Apply(new LimitSettings(), options);

        Limits(options).ShouldAllBe(property => Equals(property.GetValue(options), property.GetValue(new SmtpServerOptions())));
    }

    private static IEnumerable<string> Unmoved<T>(T moved, T otherwise) =>
        Limits(moved).Where(property => Equals(property.GetValue(moved), property.GetValue(otherwise))).Select(property => property.Name);

    private static IEnumerable<PropertyInfo> Limits<T>(T options) =>
        options!.GetType().GetProperties().Where(property => property.CanWrite && !NoLimits.Contains(property.Name));
}
