using Mail2Alert.Smtp.Tests.Authentication;
using Mail2Alert.Smtp.Tests.Support;
using Mail2Alert.Smtp.Tls;
using Microsoft.Extensions.Options;

namespace Mail2Alert.Smtp.Tests.Hosting;

public class SmtpServerOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() => SmtpServerOptionsValidator.ThrowIfInvalid(new SmtpServerOptions());

    public static TheoryData<string, Action<SmtpServerOptions>> Mistakes => new()
    {
        { "HostName", options => options.HostName = "" },
        { "HostName", options => options.HostName = null! },
        { "HostName", options => options.HostName = "two words" },
        { "HostName", options => options.HostName = "a\r\nb" },
        { "Product", options => options.Product = "" },
        { "MaxMessageSize", options => options.MaxMessageSize = 0 },
        { "MaxBytesInFlight", options => options.MaxBytesInFlight = options.SpoolThreshold - 1 },
        { "MaxBytesInFlight", options => (options.SpoolThreshold, options.MaxBytesInFlight) = (long.MaxValue, options.MaxMessageSize - 1) },
        { "SpoolThreshold", options => options.SpoolThreshold = -1 },
        { "MaxSpoolBytes", options => options.MaxSpoolBytes = options.MaxMessageSize - 1 },
        { "MaxRecipients", options => options.MaxRecipients = 0 },
        { "MaxLineLength", options => options.MaxLineLength = 511 },
        { "MaxConnections", options => options.MaxConnections = 0 },
        { "MaxErrors", options => options.MaxErrors = 0 },
        { "ErrorsBeforeDelay", options => options.ErrorsBeforeDelay = -1 },
        { "ErrorDelay", options => options.ErrorDelay = TimeSpan.Zero },
        { "MaxCommandsPerSession", options => options.MaxCommandsPerSession = 0 },
        { "MaxSessionTime", options => options.MaxSessionTime = TimeSpan.Zero },
        { "MinDataRate", options => options.MinDataRate = 0 },
        { "MaxMessageTime", options => options.MaxMessageTime = TimeSpan.FromDays(2) },
        { "ProxyTimeout", options => options.ProxyTimeout = TimeSpan.Zero },
        { "MaxJunkCommands", options => options.MaxJunkCommands = -1 },
        { "MaxMessagesPerSession", options => options.MaxMessagesPerSession = 0 },
        { "CommandTimeout", options => options.CommandTimeout = TimeSpan.Zero },
        { "DataTimeout", options => options.DataTimeout = Timeout.InfiniteTimeSpan },
        { "Tls.SelectCertificate", options => options.Tls = new SmtpTlsOptions { SelectCertificate = null! } },
        { "Tls.HandshakeTimeout", options => options.Tls = new() { SelectCertificate = _ => null, HandshakeTimeout = TimeSpan.Zero } },
        { "Conformance", options => options.Conformance = null! },
        { "ShutdownTimeout", options => options.ShutdownTimeout = TimeSpan.FromDays(50) },
        { "MaxFailures", options => options.Authentication = new(new FakeAuthenticator()) { MaxFailures = 0 } },
        { "LockoutTime", options => options.Authentication = new(new FakeAuthenticator()) { LockoutTime = TimeSpan.Zero } },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void A_mistake_is_named(string option, Action<SmtpServerOptions> mistake) =>
        Should.Throw<OptionsValidationException>(() => new TestServer(mistake)).Failures.ShouldHaveSingleItem().ShouldStartWith(option);

    [Fact]
    public void All_mistakes_are_named_at_once() =>
        Should.Throw<OptionsValidationException>(() => new TestServer(options => (options.MaxErrors, options.MaxRecipients) = (0, 0)))
            .Failures.Count().ShouldBe(2);

    [Theory]
    [InlineData(-1)]
    [InlineData(61)]
    public void A_greeting_has_at_most_a_minute(int seconds) =>
        Should.Throw<OptionsValidationException>(() => SmtpServerOptionsValidator.ThrowIfInvalid(
            new SmtpListener { GreetingDelay = TimeSpan.FromSeconds(seconds) }, new SmtpServerOptions())).Message.ShouldStartWith("GreetingDelay of 'smtp'");

    [Fact]
    public async Task DSN_is_offered_only_when_the_handler_sees_to_it()
    {
        await using var client = new TestServer(options => options.AdvertiseDsn = false).Connect();

        (await client.SendAsync("EHLO x\r\n")).ShouldNotContain("DSN");
        (await client.SendAsync("MAIL FROM:<a@b> RET=HDRS\r\n")).ShouldBe("250 2.1.0 Sender OK\r\n");
    }

    [Fact]
    public async Task EHLO_announces_the_limits_that_are_set()
    {
        await using var client = new TestServer(options => (options.MaxRecipients, options.MaxMessagesPerSession) = (7, 9)).Connect();

        (await client.SendAsync("EHLO x\r\n")).ShouldContain("250-LIMITS MAILMAX=9 RCPTMAX=7\r\n");
    }
}
