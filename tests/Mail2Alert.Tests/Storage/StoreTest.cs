using System.Globalization;
using System.Text;
using Mail2Alert.Deliveries;
using Mail2Alert.Messages;
using Mail2Alert.Routing;
using Mail2Alert.Smtp;
using Mail2Alert.Storage;

namespace Mail2Alert.Tests.Storage;

/// <summary>Mails and decisions for tests of stores.</summary>
internal static class StoreTest
{
    private static int _ids;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Message Mail(int size = 100, string? id = null)
    {
        var mail = TestMail.OfBytes(Encoding.ASCII.GetBytes("Subject: x\r\n\r\n" + new string('x', size)));
        return new Message(new SmtpMessage(
            id ?? "01JD" + Interlocked.Increment(ref _ids).ToString("D12", CultureInfo.InvariantCulture),
            new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero),
            mail.Envelope,
            new OwnContent(System.Buffers.BuffersExtensions.ToArray(mail.Raw), hasEightBit: false)));
    }

    /// <summary>A mail as it comes in from somebody, now.</summary>
    public static Message MailOf(Message mail, DateTimeOffset now) => new(new SmtpMessage(
        "01JE" + Interlocked.Increment(ref _ids).ToString("D12", CultureInfo.InvariantCulture),
        now,
        mail.Envelope,
        new OwnContent(System.Buffers.BuffersExtensions.ToArray(mail.Raw), hasEightBit: false)));

    public static PlannedDelivery Tell(Message mail, string to, string key = "p/s", string destination = "slack") => PlannedDelivery.Tell(
        mail.Id, TestAlert.Of() with { Key = key }, new Target("slack", $"SECRET/{to}", $"slack://***/{to}"), "route 1", destination);

    public static MailDecision Decision(params PlannedDelivery[] deliveries) => new(TestAlert.Of(), null, ["because"], deliveries);

    /// <summary>Keeps a mail that calls for one delivery.</summary>
    public static async Task<Message> OweAsync(this IStore store, string to, string key = "p/s", string destination = "slack", int size = 100)
    {
        var mail = Mail(size);
        (await store.KeepAsync(mail, Decision(Tell(mail, to, key, destination)), Cancellation)).ShouldBe(StoreAnswer.Done.Instance);
        return mail;
    }

    public static async Task KeepAsync(this IStore store, Message mail, MailDecision decision) =>
        (await store.KeepAsync(mail, decision, Cancellation)).ShouldBe(StoreAnswer.Done.Instance);

    public static Task<IReadOnlyList<LeasedDelivery>> LeaseAsync(this IStore store, string destination = "slack", int room = 100) =>
        store.LeaseAsync(new Dictionary<string, int> { [destination] = room }, TimeSpan.FromMinutes(5), Cancellation);

    public static async Task RecordAsync(this IStore store, LeasedDelivery delivery, AttemptEnd end) =>
        (await store.RecordAsync(delivery, end, Cancellation)).ShouldBe(StoreAnswer.Done.Instance);

    public static async Task<IReadOnlyList<string>> UndecidedAsync(this IStore store) => (await store.UndecidedAsync(0, 1000, Cancellation)).Items;
}
