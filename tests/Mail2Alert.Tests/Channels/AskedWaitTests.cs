using System.Net.Http.Headers;
using Mail2Alert.Channels;
using Mail2Alert.Channels.Web;
using Microsoft.Extensions.Time.Testing;

namespace Mail2Alert.Tests.Channels;

public sealed class AskedWaitTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("30", 30)]
    [InlineData("Mon, 23 Nov 2026 03:02:00 GMT", 120)]
    [InlineData("Monday, 23-Nov-26 03:02:00 GMT", 120)]
    [InlineData("Sun, 22 Nov 2026 03:00:00 GMT", 0)]
    public void A_field_says_it_in_seconds_or_as_a_date(string field, double seconds) =>
        AskedWait.Of(Headers(field), new FakeTimeProvider(Now)).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void A_date_is_taken_by_the_clock_of_the_one_who_says_it()
    {
        var headers = Headers("Mon, 23 Nov 2026 05:02:00 GMT");
        headers.Date = Now.AddHours(2);

        AskedWait.Of(headers, new FakeTimeProvider(Now)).ShouldBe(TimeSpan.FromMinutes(2));
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData(null)]
    public void A_field_that_says_nothing_asks_for_nothing(string? field) => AskedWait.Of(Headers(field), TimeProvider.System).ShouldBeNull();

    [Theory]
    [InlineData("450 4.2.0 <a@example.com>: Recipient address rejected: Greylisted for 5 minutes", 300)]
    [InlineData("451 4.7.1 Greylisting in action, please come back in 00:04:59", 299)]
    [InlineData("450 4.7.1 Too much mail, retry after 90s", 90)]
    [InlineData("421 4.7.0 Try again in 2 hours", 7200)]
    [InlineData("452 4.2.2 WAIT 10 SECONDS", 10)]
    public void A_mail_server_says_it_in_words(string reply, double seconds) => AskedWait.Of(reply).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("451 4.4.1 Connection to 192.0.2.1 timed out after 30 seconds")]
    [InlineData("450 4.2.1 Try again later")]
    [InlineData("450 4.2.1 Mailbox busy (5 messages waiting)")]
    [InlineData("")]
    public void Other_words_ask_for_nothing(string reply) => AskedWait.Of(reply).ShouldBeNull();

    // The clock says 2026-11-23T03:00:00Z, which is 1795402800 seconds after 1970 began.
    [Theory]
    [InlineData("Retry-After", "1.5", "", 1.5)]
    [InlineData(null, "", """{"retry_after":0.75}""", 0.75)]
    [InlineData(null, "", """{"retry-after":28.5}""", 28.5)]
    [InlineData(null, "", """{"parameters":{"retry_after":7}}""", 7.0)]
    [InlineData(null, "", """{"retry_after_ms":2500}""", 2.5)]
    [InlineData("X-RateLimit-Reset-After", "3.25", "", 3.25)]
    [InlineData("X-RateLimit-Period-In-Sec", "60", "", 60.0)]
    [InlineData("X-Limit-App-Reset", "1795402900", "", 100.0)]
    [InlineData("X-RateLimit-Reset", "1795402830", "", 30.0)]
    [InlineData("X-RateLimit-Reset", "2", "", 2.0)]
    [InlineData("X-RateLimit-Reset", "1795402000", "", 0.0)]
    [InlineData("X-RateLimit-Reset", "soon", """{"retry_after":"soon"}""", null)]
    [InlineData(null, "", """{"retry_after":-1}""", null)]
    [InlineData(null, "", """{"retry_after":1e30}""", null)]
    public void A_service_says_it_in_its_own_way(string? field, string value, string body, double? seconds)
    {
        var headers = new HttpResponseMessage().Headers;
        if (field is not null)
            headers.TryAddWithoutValidation(field, value);

        AskedWait.Of(new WebAnswer.Reply(429, headers, body), new FakeTimeProvider(Now)).ShouldBe(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null);
    }

    private static HttpResponseHeaders Headers(string? retryAfter)
    {
        var headers = new HttpResponseMessage().Headers;
        if (retryAfter is not null)
            headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return headers;
    }
}
