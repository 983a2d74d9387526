using System.Buffers;
using System.Text;
using Mail2Alert.Alerts;
using Mail2Alert.Channels;
using Mail2Alert.Configuration;
using Mail2Alert.Messages;
using Mail2Alert.Pipeline;
using Mail2Alert.Routing;
using Mail2Alert.Smtp;
using Mail2Alert.Storage;
using Mail2Alert.Storage.Sqlite;
using Mail2Alert.Tests.Configuration;
using Mail2Alert.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert.Tests.Pipeline;

/// <summary>A mail that carries several alerts: each becomes a mail of its own.</summary>
public sealed class SplitMailTests : IAsyncDisposable
{
    private const string Rules = """
        relay: mail.example.com
        sources:
          disks:
            claim: { to: disks@example.com }
            each:
              match: '^(?<disk>\w+) is (?<state>bad|good)$'
              status: { firing: { state: bad }, resolved: { state: good } }
              key: '{{ disk }}'
              title: '{{ disk }} är {{ state }}'
        routes:
          - { when: { disk: sda, header: { X-Rack: '7' } }, to: mailto:rack7@example.com }
          - { when: { disk: sdb }, to: mailto:others@example.com }
          - { to: mailto:all@example.com }
        """;

    private readonly StoreFolder _folder = new();
    private ServiceProvider? _services;
    private SqliteStore? _store;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_alert_goes_its_own_way()
    {
        await StartAsync();
        var mail = Mail("sda is bad\nsdb is bad");

        (await KeepAsync(mail)).ShouldBe(250);
        await DecideAllAsync();

        (await ToldAsync()).ShouldBe(["mailto:others@example.com sdb", "mailto:rack7@example.com sda"]);
        (await Undecided()).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_split_is_on_disk_in_one_commit_and_is_decided_after_a_crash()
    {
        await StartAsync();
        var before = _store!.Writer.Commits;

        (await KeepAsync(Mail("sda is bad\nsdb is good"))).ShouldBe(250);

        (_store.Writer.Commits - before).ShouldBe(1);
        await CrashAsync();
        await DecideAllAsync();
        (await ToldAsync()).ShouldBe(["mailto:others@example.com sdb", "mailto:rack7@example.com sda"]);
        Of<AlertEngine>().Recall(new AlertId("disks", "sda"))!.Status.ShouldBe(AlertStatus.Firing);
        Of<AlertEngine>().Recall(new AlertId("disks", "sdb"))!.Status.ShouldBe(AlertStatus.Resolved);
    }

    [Fact]
    public async Task A_mail_that_waited_for_its_decision_is_split_too()
    {
        await StartAsync();
        var mail = Mail("sda is bad\nsdb is bad");
        (await _store!.KeepAsync(mail, Cancellation)).ShouldBe(StoreAnswer.Done.Instance);

        await DecideAllAsync();

        (await ToldAsync()).Count.ShouldBe(2);
        (await _store.ReadAsync(mail.Id, Cancellation))!.Why.ShouldContain("it carries 2 alerts: each goes its own way");
        (await _store.ReadAsync($"{mail.Id}.1", Cancellation))!.Why.ShouldContain($"it is one of the alerts of {mail.Id}");
    }

    [Fact]
    public async Task While_the_notifier_waits_they_are_kept_and_nobody_else_is_waited_for()
    {
        await StartAsync(Acknowledgement.Delivered);

        (await Of<DeliverThenAcknowledge>().AnswerAsync(Mail("sda is bad\nsdb is bad"), Cancellation)).Safest!.Code.ShouldBe(250);
        await DecideAllAsync();

        (await ToldAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Recipients_that_the_source_does_not_claim_get_the_mail_as_it_came_and_no_part_of_it()
    {
        await StartAsync();

        (await KeepAsync(Mail("sda is bad\nsdb is bad", "boss@example.com"))).ShouldBe(250);
        await DecideAllAsync();

        var rows = (await _store!.Desk.ListAsync(new DeliveryQuery(), Cancellation)).Items;
        rows.Where(row => row.Target is null).ShouldHaveSingleItem().Recipients.Select(recipient => recipient.Address.ToString()).ShouldBe(["boss@example.com"]);
        rows.Count.ShouldBe(3);
    }

    [Fact]
    public async Task What_is_listed_again_as_it_stands_is_no_news_and_what_changed_is()
    {
        await StartAsync();
        await KeepAsync(Mail("sda is bad\nsdb is bad"));
        await DecideAllAsync();

        await KeepAsync(Mail("sda is bad\nsdb is good"));
        await DecideAllAsync();
        await KeepAsync(Mail("sda is bad\nsdb is bad"));
        await DecideAllAsync();

        (await ToldAsync()).ShouldBe([.. Enumerable.Repeat("mailto:others@example.com sdb", 3), "mailto:rack7@example.com sda"]);
    }

    [Fact]
    public async Task A_part_has_the_header_of_the_whole_and_the_alerts_title_and_text()
    {
        await StartAsync();
        var mail = Mail("sda is bad\nsdb is bad");
        await KeepAsync(mail);

        var part = (await _store!.ReadAsync($"{mail.Id}.1", Cancellation))!.Message;

        (part.Subject, part.Text.Trim(), part.From, part.Header("X-Rack"), part.Header("Content-Language")).ShouldBe(
            ("sda är bad", "sda is bad", "nas@example.com", "7", null));
        part.MessageId.ShouldBe($"<{mail.Id}.1@mail2alert>");
        Encoding.ASCII.GetString(part.Raw.ToArray()).ShouldNotContain("the whole");
    }

    [Fact]
    public async Task A_part_can_be_sent_again_and_so_can_the_whole()
    {
        await StartAsync();
        var mail = Mail("sda is bad\nsdb is bad");
        await KeepAsync(mail);
        await DecideAllAsync();

        (await ReplayAsync($"{mail.Id}.2")).ShouldBe(["mailto:others@example.com"]);
        (await ReplayAsync(mail.Id)).ShouldBe(["mailto:all@example.com"]);
    }

    [Fact]
    public async Task Where_nothing_is_kept_the_mail_is_one_alert()
    {
        await StartAsync();

        var decision = await Of<Processor>().Unsplit.DecideAsync(
            Mail("sda is bad\nsdb is bad"), alert => new(Of<AlertEngine>().Decide(alert, "x")), Cancellation);

        decision.ShouldBeOfType<Decision.Notify>().Routing.Targets.ShouldHaveSingleItem().Target.Text.ShouldBe("mailto:all@example.com");
    }

    public async ValueTask DisposeAsync()
    {
        await (_services?.DisposeAsync() ?? default);
        await _folder.DisposeAsync();
    }

    private static Message Mail(string lines, params string[] others)
    {
        var text = $"""
            From: nas@example.com
            Subject: the whole
            X-Rack: 7
            Content-Language: en

            {lines}
            """.ReplaceLineEndings("\r\n");
        var mail = TestMail.OfBytes(Encoding.ASCII.GetBytes(text), "nas@example.com", "disks@example.com");
        var more = others.Select(address => new SmtpRecipient(MailAddress.PathOf(address)));
        return StoreTest.MailOf(TestMail.With(mail, mail.Envelope with { Recipients = [.. mail.Envelope.Recipients, .. more] }), mail.ReceivedAt);
    }

    private async Task StartAsync(Acknowledgement acknowledge = Acknowledgement.Stored)
    {
        var opening = (StoreOpening.Opened)await _folder.OpeningAsync();
        _store = (SqliteStore)opening.Store;
        var settings = new StoreSettings(_folder.Database);
        var configuration = Loaded.Valid(Rules) with { Store = settings, Acknowledge = acknowledge };
        var services = new ServiceCollection();
        Gateway.AddParts(services, configuration);
        StoreParts.Add(services, configuration, settings, opening);
        _services = services.BuildServiceProvider();
    }

    private async Task CrashAsync()
    {
        _folder.Crash();
        await _services!.DisposeAsync();
        await StartAsync();
    }

    private T Of<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    private async Task<int> KeepAsync(Message mail)
    {
        // Nobody decides about anything else.
        await Of<DecisionWorker>().RoundAsync(Cancellation, Cancellation);
        return (await Of<KeepThenAcknowledge>().AnswerAsync(mail, Cancellation)).Safest!.Code;
    }

    private async Task DecideAllAsync()
    {
        for (var round = 0; round < 3; round++)
        {
            await Of<DecisionWorker>().RoundAsync(Cancellation, Cancellation);
            await Of<DecisionWorker>().IdleAsync();
        }
    }

    private async Task<long> Undecided() => (await _store!.Desk.FiguresAsync(Cancellation)).Undecided;

    private async Task<IReadOnlyList<string>> ToldAsync() =>
    [
        .. (await _store!.Desk.ListAsync(new DeliveryQuery(), Cancellation)).Items
            .Select(row => $"{row.Target!.Text} {row.Subject!.Split(' ')[0]}").Order(StringComparer.Ordinal),
    ];

    private async Task<IReadOnlyList<string>> ReplayAsync(string mailId)
    {
        var replayed = await Of<Replay>().RunAsync(new ReplayOrder(mailId, [], IsDry: true), Cancellation);
        replayed.Trouble.ShouldBeNull();
        return [.. replayed.To.Select(target => target.Target)];
    }
}
