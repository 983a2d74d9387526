using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Mail2Alert.Alerts;
using Mail2Alert.Channels;
using Mail2Alert.Channels.Syslog;

namespace Mail2Alert.Tests.Channels.Syslog;

public sealed partial class SyslogTests : IDisposable
{
    private readonly Telling _telling = new();
    private readonly Socket _udp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly TcpListener _tcp = new(IPAddress.Loopback, 0);

    public SyslogTests() => _udp.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public void Dispose()
    {
        _udp.Dispose();
        _tcp.Dispose();
    }

    [Fact]
    public async Task A_datagram_is_as_RFC_5424_says()
    {
        (await _telling.TellAsync($"rsyslog://127.0.0.1:{Port(_udp)}/local3")).ShouldBe(new Outcome.Delivered());

        var match = NewForm().Match(await ReceiveAsync());
        match.Success.ShouldBeTrue();
        match.Groups["priority"].Value.ShouldBe("155");
        match.Groups["message"].Value.ShouldBe("Disk full | /var is at 97% <b>&</b> | line2 | host: nas1");
        match.Groups["data"].Value.ShouldEndWith("""source="nas" key="nas1/disk" link="https://nas.example.com/disk?id=1&x=2" """.TrimEnd());
    }

    [Theory]
    [InlineData(nameof(AlertStatus.Firing), nameof(Severity.Critical), "user", 10)]
    [InlineData(nameof(AlertStatus.Firing), nameof(Severity.Warning), "kern", 4)]
    [InlineData(nameof(AlertStatus.Info), nameof(Severity.Info), "local7", 190)]
    [InlineData(nameof(AlertStatus.Resolved), nameof(Severity.Critical), "mail", 21)]
    public async Task The_priority_is_the_facility_and_the_severity(string status, string severity, string facility, int priority)
    {
        await _telling.TellAsync($"rsyslog://127.0.0.1:{Port(_udp)}/{facility}", Telling.Alert with { Status = Enum.Parse<AlertStatus>(status), Severity = Enum.Parse<Severity>(severity) });

        (await ReceiveAsync()).ShouldStartWith(string.Create(CultureInfo.InvariantCulture, $"<{priority}>1 "));
    }

    [Fact]
    public async Task The_old_form_is_as_RFC_3164_says()
    {
        await _telling.TellAsync($"rsyslog://127.0.0.1:{Port(_udp)}/mail?rfc=3164&logpid=no");

        (await ReceiveAsync()).ShouldMatch(@"^<19>Nov 22 \d\d:00:00 \S+ mail2alert: Disk full \|");
    }

    [Fact]
    public async Task Hostile_text_stays_in_its_place()
    {
        await _telling.TellAsync($"rsyslog://127.0.0.1:{Port(_udp)}", Telling.Alert with { Key = "a\"] [evil x=\"\\\n<1>", Title = "x\n<0>1 evil\0\u001b[2J" });

        var message = await ReceiveAsync();
        message.Any(char.IsControl).ShouldBeFalse();
        message.ShouldContain("""key="a\"\] [evil x=\"\\ | <1>" """.TrimEnd());
    }

    [Fact]
    public void No_message_is_longer_than_receivers_take_nor_ends_in_the_middle_of_a_character() => Gen.String.Sample(text =>
    {
        var target = (SyslogTarget)TargetGrammar.Parse("rsyslog://h").Targets[0];
        var alert = Telling.Alert with { Text = string.Concat(Enumerable.Repeat($"{text}👩‍🚒é", 400)), Key = text };
        var letter = new Mail2Alert.Channels.Templates.Letter
        {
            About = new Notification(TestMail.OfBytes("x"u8.ToArray()), alert, []),
            Title = text,
            Text = alert.Text,
            Dialect = Mail2Alert.Channels.Templates.Dialect.Plain,
            Key = "k",
        };

        var message = SyslogMessage.Write(letter, target, _telling.Clock.GetUtcNow(), "host");

        message.Length.ShouldBeLessThanOrEqualTo(2048);
        new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(message).ShouldNotBeEmpty();
    }, iter: 100);

    [Fact]
    public async Task A_stream_counts_octets()
    {
        _tcp.Start();
        var telling = _telling.TellAsync($"rsyslog://127.0.0.1:{Port(_tcp.Server)}/user?tcp", Telling.Alert with { Text = "é" });

        using var client = await _tcp.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        ShouldBeOneFrame(await ReadAsync(client.GetStream()));
        client.Close();
        (await telling).ShouldBe(new Outcome.Delivered());
    }

    [Fact]
    public async Task By_TLS_it_is_told_to_who_has_a_good_certificate_or_need_not_have_one()
    {
        using var certificate = new TestCertificate("localhost");
        using var pair = X509Certificate2.CreateFromPemFile(certificate.File, certificate.Key);
        _tcp.Start();
        var telling = _telling.TellAsync($"rsyslog://127.0.0.1:{Port(_tcp.Server)}/user?tls&verify=no");
        using (var client = await _tcp.AcceptTcpClientAsync(TestContext.Current.CancellationToken))
        {
            await using var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsServerAsync(pair);
            ShouldBeOneFrame(await ReadAsync(tls));
        }
        (await telling).ShouldBe(new Outcome.Delivered());

        telling = _telling.TellAsync($"rsyslog://127.0.0.1:{Port(_tcp.Server)}/user?tls");
        using var other = await _tcp.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await using var refused = new SslStream(other.GetStream());
        await Should.ThrowAsync<Exception>(async () =>
        {
            await refused.AuthenticateAsServerAsync(pair);
            await refused.ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken);
        });
        other.Close();
        (await telling).ShouldBeOfType<Outcome.Retry>();
    }

    [Fact]
    public async Task The_machines_own_log_gets_it_as_from_any_program()
    {
        var directory = Directory.CreateTempSubdirectory("mail2alert-");
        using var log = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        var path = Path.Combine(directory.FullName, "log");
        log.Bind(new UnixDomainSocketEndPoint(path));
        var target = new SyslogTarget(new TargetName("syslog", "x", "syslog://user"), TargetOptions.Default) { Transport = SyslogTransport.Local, Facility = 1, Socket = path };

        (await _telling.TellAsync(target)).ShouldBe(new Outcome.Delivered());

        var buffer = new byte[4096];
        var length = await log.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        Encoding.UTF8.GetString(buffer, 0, length).ShouldMatch(@"^<11>Nov 22 \d\d:00:00 mail2alert: Disk full \|");
        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task Who_is_not_there_is_tried_again()
    {
        _tcp.Start();
        var port = Port(_tcp.Server);
        _tcp.Stop();

        (await _telling.TellAsync($"rsyslog://127.0.0.1:{port}?transport=tcp")).ShouldBeOfType<Outcome.Retry>();
    }

    [Theory]
    [InlineData("syslog://", "syslog://user")]
    [InlineData("syslog://local3?logpid=no&logperror=no", "syslog://local3")]
    [InlineData("syslog://?facility=mail", "syslog://mail")]
    [InlineData("syslog://loghost/local3?mode=remote", "syslog://loghost/local3")]
    [InlineData("rsyslog://loghost:1514/cron", "rsyslog://loghost:1514/cron")]
    public void Apprises_forms_are_read(string url, string shown)
    {
        var parsed = TargetGrammar.Parse(url);
        (parsed.Mistake, parsed.Targets.ShouldHaveSingleItem().Text, parsed.Warnings.Count).ShouldBe((null, shown, 0));
    }

    [Theory]
    [InlineData("rsyslog://", "expected rsyslog://HOST/FACILITY")]
    [InlineData("syslog://loghost", "there is no facility of that name; known are kern, user")]
    [InlineData("rsyslog://h/user?transport=quic", "'transport' expects udp, tcp or tls")]
    [InlineData("rsyslog://h/user?rfc=5425", "'rfc' expects 5424 or 3164")]
    public void Mistakes_are_told(string url, string mistake) => TargetGrammar.Parse(url).Mistake.ShouldStartWith(mistake);

    private static int Port(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    private static void ShouldBeOneFrame(byte[] octets)
    {
        var space = Array.IndexOf(octets, (byte)' ');
        int.Parse(Encoding.ASCII.GetString(octets, 0, space), CultureInfo.InvariantCulture).ShouldBe(octets.Length - space - 1);
        Encoding.UTF8.GetString(octets, space + 1, octets.Length - space - 1).ShouldStartWith("<11>1 2026-11-22T12:00:00.000Z ");
    }

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        using var octets = new MemoryStream();
        await stream.CopyToAsync(octets, TestContext.Current.CancellationToken);
        return octets.ToArray();
    }

    private async Task<string> ReceiveAsync()
    {
        var buffer = new byte[65_536];
        return Encoding.UTF8.GetString(buffer, 0, await _udp.ReceiveAsync(buffer, TestContext.Current.CancellationToken));
    }

    [GeneratedRegex("""^<(?<priority>\d+)>1 2026-11-22T12:00:00\.000Z [!-~]{1,255} mail2alert \d+ firing \[m2a@32473 (?<data>.*)\] \uFEFF(?<message>.*)\z""")]
    private static partial Regex NewForm();
}
