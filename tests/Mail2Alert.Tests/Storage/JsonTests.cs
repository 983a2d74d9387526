using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Text;
using CsCheck;
using Mail2Alert.Alerts;
using Mail2Alert.Smtp;
using Mail2Alert.Smtp.Tls;
using Mail2Alert.Storage;

namespace Mail2Alert.Tests.Storage;

public sealed class JsonTests
{
    // JSON cannot hold half a surrogate pair, and no decoder makes one.
    private static readonly Gen<string> Text = Gen.Char.Where(c => !char.IsSurrogate(c)).Array[0, 40].Select(chars => new string(chars));

    private static readonly Gen<string?> Maybe = Gen.OneOf(Gen.Const((string?)null), Text.Select(text => (string?)text));

    private static readonly Gen<IPEndPoint?> Address = Gen.Select(Gen.Byte.Array[16], Gen.Bool, Gen.UShort, Gen.Bool)
        .Select((bytes, isV4, port, isThere) => isThere ? new IPEndPoint(new IPAddress(isV4 ? bytes[..4] : bytes), port) : null);

    private static readonly Gen<SmtpPath> Mailbox = Gen.Select(Text, Text, (local, domain) => new SmtpPath(local, domain));

    private static readonly Gen<SmtpTlsFacts?> Tls = Gen.Select(Gen.Bool, Gen.Bool, Maybe).Select((isThere, isTrusted, name) => isThere
        ? new SmtpTlsFacts(SslProtocols.Tls13, TlsCipherSuite.TLS_AES_256_GCM_SHA384, name, name is null ? null : new(name, isTrusted))
        : null);

    private static readonly Gen<SmtpPeer> Peer = Gen.Select(Text, Address, Address, Maybe, Gen.Bool, Tls, Address).Select(
        (id, remote, local, text, flag, tls, proxy) => new SmtpPeer(id, remote, local, text, flag)
        {
            Tls = tls,
            Proxy = proxy,
            Login = text,
            Listener = new SmtpListener
            {
                Name = id,
                ImplicitTls = flag,
                RequireTls = !flag,
                Profile = flag ? SmtpProfile.Strict : SmtpProfile.Normal,
                Protocol = flag ? SmtpProtocol.Lmtp : SmtpProtocol.Smtp,
            },
        });

    private static readonly Gen<SmtpMailParameters> Parameters = Gen.Select(Gen.Long, Gen.Enum<SmtpBody>(), Gen.Bool, Maybe, Maybe, Maybe).Select(
        (size, body, utf8, returned, id, submitter) => new SmtpMailParameters
        {
            Size = size < 0 ? null : size,
            Body = body,
            RequireTls = !utf8,
            Utf8 = utf8,
            Return = returned,
            EnvelopeId = id,
            Submitter = submitter,
        });

    private static readonly Gen<SmtpRecipient> Recipient = Gen.Select(Mailbox, Gen.Int[0, 15], Maybe).Select(
        (path, notify, original) => new SmtpRecipient(path) { Notify = (SmtpNotify)notify, OriginalRecipient = original });

    private static readonly Gen<Labels> LabelsGen = Gen.Select(Gen.Select(Text, Text).Array[0, 5], Gen.Select(Text, Text).Array[0, 3]).Select(
        (known, unknown) => unknown.Aggregate(
            known.Aggregate(Labels.Empty, (all, label) => all.With(label.Item1, label.Item2)),
            (all, label) => all.WithUnknown(label.Item1, label.Item2)));

    [Fact]
    public void An_envelope_comes_back_as_it_was() =>
        Gen.Select(Peer, Mailbox, Parameters, Recipient.Array[0, 5]).Sample((peer, sender, parameters, recipients) =>
        {
            var read = EnvelopeJson.Read(EnvelopeJson.Write(new SmtpEnvelope(peer, sender, parameters, recipients)));

            read.Peer.ShouldBe(peer);
            read.Sender.ShouldBe(sender);
            read.Parameters.ShouldBe(parameters);
            read.Recipients.ShouldBe(recipients);
        }, iter: 500);

    [Fact]
    public void An_envelope_of_the_first_version_is_read()
    {
        const string stored = """
            {"Peer":{"ConnectionId":"c1","Remote":"192.0.2.1:40000","Local":"[2001:db8::1]:25","Hello":"ci","IsExtended":true,
            "Listener":{"Name":"smtp://*:25","Protocol":"Smtp","Profile":"Normal","ImplicitTls":false,"RequireTls":false},"Login":"nas"},
            "Sender":{"LocalPart":"gocd","Domain":"example.net"},"Parameters":{"Size":10,"Body":"EightBit","Utf8":false},
            "Recipients":[{"Address":{"LocalPart":"a","Domain":"example.com"},"Notify":"Success, Delay","OriginalRecipient":"rfc822;a"}]}
            """;

        var envelope = EnvelopeJson.Read(stored);

        envelope.Peer.Remote.ShouldBe(IPEndPoint.Parse("192.0.2.1:40000"));
        (envelope.Peer.Local!.Port, envelope.Peer.Hello, envelope.Peer.IsExtended, envelope.Peer.Login).ShouldBe((25, "ci", true, "nas"));
        envelope.Peer.Listener.Name.ShouldBe("smtp://*:25");
        envelope.Sender.ToString().ShouldBe("gocd@example.net");
        envelope.Parameters.ShouldBe(new SmtpMailParameters { Size = 10, Body = SmtpBody.EightBit });
        envelope.Recipients.Single().ShouldBe(new SmtpRecipient(new SmtpPath("a", "example.com"))
        {
            Notify = SmtpNotify.Success | SmtpNotify.Delay,
            OriginalRecipient = "rfc822;a",
        });
    }

    [Fact]
    public void An_alert_comes_back_with_all_that_a_notification_says() =>
        Gen.Select(Text, Maybe, Gen.Enum<AlertStatus>(), Gen.Enum<Severity>(), LabelsGen, Text).Sample((key, maybe, status, severity, labels, text) =>
        {
            var alert = new Alert
            {
                Source = key,
                Key = key,
                Occurrence = maybe,
                Status = status,
                Severity = severity,
                Event = maybe,
                Labels = labels,
                Title = text,
                Text = text,
                Link = maybe is null ? null : new Uri("https://gocd.example.net/go?x=" + Uri.EscapeDataString(maybe)),
            };

            var read = AlertJson.Read(Encoding.UTF8.GetString(AlertJson.Write(alert).Bytes), () => throw new InvalidOperationException());

            (read with { Labels = labels }).ShouldBe(alert);
            read.Labels.ShouldBe(labels);
            read.Labels.Unknown.ShouldBe(labels.Unknown, ignoreOrder: true);
        }, iter: 500);

    [Fact]
    public void A_group_that_an_older_version_wrote_is_read()
    {
        const string Older = """{"Id":{"Route":"r","Step":"","Labels":"{}"},"Due":"2026-11-23T12:00:00+00:00","To":["a"],"Firing":["nas: disk"],"Resolved":[]}""";

        var state = GroupRows.States([new MemoryRow("group", "r\n\n{}", Older)]).Single();

        state.Firing.ShouldBe(["nas: disk"]);
        state.Flapping.ShouldBeEmpty();
    }
}
