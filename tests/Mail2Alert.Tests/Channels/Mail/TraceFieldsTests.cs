using System.Net.Security;
using System.Security.Authentication;
using Mail2Alert.Channels.Mail;
using Mail2Alert.Messages;
using Mail2Alert.Smtp;
using Mail2Alert.Smtp.Tls;

namespace Mail2Alert.Tests.Channels.Mail;

public sealed class TraceFieldsTests
{
    [Fact]
    public void Received_says_from_whom_by_whom_how_for_whom_and_when() =>
        TraceFields.Received(From("build.example.com", "192.0.2.7"), "gateway.example.com").ShouldBe(
            "Received: from build.example.com ([192.0.2.7])\r\n" +
            "\tby gateway.example.com (Mail2Alert) with ESMTP id test\r\n" +
            "\tfor <mail2alert@example.net>;\r\n" +
            "\tSun, 22 Nov 2026 20:56:00 +0000\r\n");

    [Theory]
    [InlineData(false, false, false, false, "SMTP")]
    [InlineData(true, false, false, false, "ESMTP")]
    [InlineData(true, true, false, false, "ESMTPS")]
    [InlineData(true, false, true, false, "ESMTPA")]
    [InlineData(true, true, true, false, "ESMTPSA")]
    [InlineData(true, true, true, true, "UTF8SMTPSA")]
    [InlineData(false, false, true, false, "ESMTPA")]
    public void Received_names_the_protocol_as_registered(bool extended, bool encrypted, bool loggedIn, bool utf8, string name)
    {
        var mail = From("x", "192.0.2.7");
        var peer = mail.Envelope.Peer with { IsExtended = extended, Tls = encrypted ? new SmtpTlsFacts(SslProtocols.Tls13, TlsCipherSuite.TLS_AES_256_GCM_SHA384, null, null) : null, Login = loggedIn ? "nas" : null };
        var envelope = mail.Envelope with { Peer = peer, Parameters = SmtpMailParameters.None with { Utf8 = utf8 } };

        TraceFields.Received(TestMail.With(mail, envelope), "gateway").ShouldContain($" with {name} id ");
    }

    [Theory]
    [InlineData(false, false, false, "LMTP")]
    [InlineData(true, false, false, "LMTPS")]
    [InlineData(false, true, false, "LMTPA")]
    [InlineData(true, true, false, "LMTPSA")]
    [InlineData(false, false, true, "UTF8LMTP")]
    [InlineData(true, true, true, "UTF8LMTPSA")]
    public void Received_says_LMTP_where_that_was_spoken(bool encrypted, bool loggedIn, bool utf8, string name)
    {
        var mail = From("x", "192.0.2.7");
        var envelope = mail.Envelope with
        {
            Peer = mail.Envelope.Peer with
            {
                Listener = new SmtpListener { Protocol = SmtpProtocol.Lmtp },
                Tls = encrypted ? new SmtpTlsFacts(SslProtocols.Tls13, TlsCipherSuite.TLS_AES_256_GCM_SHA384, null, null) : null,
                Login = loggedIn ? "nas" : null,
            },
            Parameters = SmtpMailParameters.None with { Utf8 = utf8 },
        };

        TraceFields.Received(TestMail.With(mail, envelope), "gateway").ShouldContain($" with {name} id ");
    }

    [Theory]
    [InlineData("x\r\nBcc: victim@example.com")]
    [InlineData("x) (comment")]
    [InlineData("x;\u001b[31m")]
    [InlineData("åäö")]
    public void What_a_client_calls_itself_cannot_end_the_line_or_the_comment(string hello)
    {
        var field = TraceFields.Received(From(hello, "192.0.2.7"), "gateway");

        field.Split("\r\n").Length.ShouldBe(5);
        field.ShouldNotContain('\u001b');
        field.Count(c => c == '(').ShouldBe(2);
        field.ShouldAllBe(c => c < 128);
    }

    [Theory]
    [InlineData(false, "ESMTPS")]
    [InlineData(true, "UTF8SMTPS")]
    public void Tells_that_the_mail_came_by_TLS(bool isUtf8, string protocol)
    {
        var mail = From("x", "192.0.2.7");
        var tls = new SmtpTlsFacts(SslProtocols.Tls13, TlsCipherSuite.TLS_AES_256_GCM_SHA384, null, null);
        var envelope = mail.Envelope with
        {
            Peer = mail.Envelope.Peer with { Tls = tls },
            Parameters = new SmtpMailParameters { Utf8 = isUtf8 },
        };

        TraceFields.Received(TestMail.With(mail, envelope), "gateway").ShouldContain($" with {protocol} id ");
    }

    [Theory]
    [InlineData("::1", "[IPv6:::1]")]
    [InlineData("::ffff:192.0.2.7", "[192.0.2.7]")]
    public void Addresses_are_written_as_literals(string address, string literal) =>
        TraceFields.Received(From("x", address), "gateway").ShouldContain($"({literal})");

    private static Message From(string hello, string address)
    {
        var mail = TestMail.OfBytes("\r\n"u8.ToArray());
        var peer = new SmtpPeer("c", new System.Net.IPEndPoint(System.Net.IPAddress.Parse(address), 4711), null, hello, true);
        return TestMail.With(mail, mail.Envelope with { Peer = peer });
    }
}
