using System.Diagnostics.Metrics;
using System.Text;
using Mail2Alert.Channels;
using Mail2Alert.Deliveries;
using Mail2Alert.Pipeline;
using Mail2Alert.Routing;
using Mail2Alert.Smtp;
using Mail2Alert.Sources;
using Mail2Alert.Sources.Mail;
using Mail2Alert.Tests.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Mail2Alert.Tests.Pipeline;

public sealed class DeliverThenAcknowledgeTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly FakeChannel _channel = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_is_acknowledged_when_all_who_are_to_be_told_were_told()
    {
        (await Answer(Mail("disk full"), To("a", "b"))).Code.ShouldBe(250);
        _channel.Told.ShouldBe(["a", "b"], ignoreOrder: true);
    }

    [Fact]
    public async Task Who_was_told_is_not_told_again_when_the_notifier_comes_again()
    {
        var flow = Flow(To("a", "b"));
        _channel.Outcomes["b"] = new Outcome.Retry("down");
        (await flow.AnswerAsync(Mail("disk full"), Cancellation)).Safest!.Code.ShouldBe(451);

        _channel.Outcomes.Clear();
        (await flow.AnswerAsync(Mail("disk full"), Cancellation)).Safest!.Code.ShouldBe(250);

        _channel.Told.ShouldBe(["a", "b", "b"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_mail_that_no_route_wants_is_acknowledged_and_told_to_nobody()
    {
        (await Answer(Mail("hello"), To())).Code.ShouldBe(250);
        _channel.Told.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_subject_cannot_forge_a_log_line_or_steer_a_terminal()
    {
        var mail = TestMail.OfBytes("Subject: =?utf-8?q?x=0A2026_fail:_=1B[2J=E2=80=AE?=\r\n\r\n"u8.ToArray());
        mail.Subject.ShouldContain('\u001b');
        var log = new RecordingLogger();

        await Flow(To(), log: log).AnswerAsync(mail, Cancellation);

        log.Lines.ShouldContain(line => line.Contains("2026 fail:"));
        log.Lines.ShouldAllBe(line => line.All(c => !char.IsControl(c) && c != '\u202e'));
    }

    [Fact]
    public async Task Nobody_waits_longer_than_the_limit()
    {
        _channel.Hangs = true;
        var answering = Flow(To("a")).AnswerAsync(Mail("x"), Cancellation);
        await _channel.Started.Task;

        _clock.Advance(TimeSpan.FromSeconds(46));

        (await answering).Safest!.Code.ShouldBe(451);
    }

    [Fact]
    public async Task A_lookup_that_takes_longer_than_the_limit_keeps_the_mail_with_the_notifier()
    {
        var source = new HangingSource();
        var answering = Flow(To("a"), source).AnswerAsync(Mail("x"), Cancellation);
        await source.Started.Task;

        _clock.Advance(TimeSpan.FromSeconds(46));

        var reply = (await answering).Safest!;
        reply.Code.ShouldBe(451);
        reply.Lines[0].ShouldContain("acknowledge-within");
    }

    [Fact]
    public async Task Mail_to_others_than_the_source_is_not_swallowed()
    {
        var mail = Mail("x");
        var both = mail.Envelope with { Recipients = [.. mail.Envelope.Recipients, new SmtpRecipient(new SmtpPath("boss", "x.com"))] };

        // There is no relay in this test, so forwarding to the other recipient is refused, in so many words.
        var reply = await Answer(TestMail.With(mail, both), To("a"));

        reply.Code.ShouldBe(550);
        reply.Lines[0].ShouldContain("boss@x.com");
        _channel.Told.ShouldBe(["a"]);
    }

    [Fact]
    public async Task Each_recipient_hears_what_became_of_the_mail_for_it()
    {
        var mail = Mail("x");
        var both = mail.Envelope with { Recipients = [new SmtpRecipient(new SmtpPath("boss", "x.com")), .. mail.Envelope.Recipients] };

        var verdict = await Flow(To("a")).AnswerAsync(TestMail.With(mail, both), Cancellation);

        verdict.For(0).Code.ShouldBe(550);
        verdict.For(1).Code.ShouldBe(250);
    }

    [Fact]
    public async Task A_mail_that_comes_again_for_the_rest_of_its_recipients_tells_nobody_twice()
    {
        var flow = Flow(To("a", "b"));
        var mail = Mail("x");
        var both = mail.Envelope with { Recipients = [new SmtpRecipient(new SmtpPath("boss", "x.com")), .. mail.Envelope.Recipients] };
        _channel.Outcomes["b"] = new Outcome.Retry("down");
        (await flow.AnswerAsync(TestMail.With(mail, both), Cancellation)).For(1).Code.ShouldBe(451);
        _channel.Outcomes.Clear();

        (await flow.AnswerAsync(mail, Cancellation)).For(0).Code.ShouldBe(250);

        _channel.Told.ShouldBe(["a", "b", "b"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_alert_is_not_told_again_because_somebody_else_s_part_of_the_mail_was_refused()
    {
        var flow = Flow(To("a"));
        var mail = Mail("x");
        var both = TestMail.With(mail, mail.Envelope with { Recipients = [new SmtpRecipient(new SmtpPath("boss", "x.com")), .. mail.Envelope.Recipients] });
        await flow.AnswerAsync(both, Cancellation);

        await flow.AnswerAsync(both, Cancellation);

        _channel.Told.ShouldBe(["a"]);
    }

    [Fact]
    public async Task Mail_that_no_source_claims_is_refused_when_there_is_nobody_to_hand_it_on_to()
    {
        var mail = Mail("x");

        (await Answer(TestMail.With(mail, mail.Envelope with { Recipients = [new SmtpRecipient(new SmtpPath("boss", "x.com"))] }), To("a")))
            .Code.ShouldBe(550);
    }

    private async Task<SmtpReply> Answer(Mail2Alert.Messages.Message message, Route[] routes) =>
        (await Flow(routes).AnswerAsync(message, Cancellation)).Safest!;

    private DeliverThenAcknowledge Flow(Route[] routes, ISource? reader = null, ILogger<DecisionLog>? log = null)
    {
        var source = reader ?? new MailSource(new MailSettings("mail", new Claim(["mail2alert@example.net"], [])));
        var meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        return new DeliverThenAcknowledge(
            new Processor([source]),
            new Dispatcher([_channel], null, new DeliveredTargets(100, _clock), _clock),
            TestEngine.Of(routes),
            new AlertTurns(),
            new PipelineMetrics(meters, () => 0, () => 0, () => 0),
            new DecisionLog(log ?? NullLogger<DecisionLog>.Instance),
            TimeSpan.FromSeconds(45),
            _clock,
            NullLogger<DeliverThenAcknowledge>.Instance);
    }

    private static Route[] To(params string[] names) => names.Length == 0
        ? []
        : [new Route("route", new Matcher.Always(), new Receiver("all", [.. names.Select(name => new Target("test", name, $"test:{name}"))]), false)];

    private static Mail2Alert.Messages.Message Mail(string subject) => TestMail.OfBytes(Encoding.ASCII.GetBytes($"Subject: {subject}\r\n\r\n"));

    private sealed class RecordingLogger : ILogger<DecisionLog>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
