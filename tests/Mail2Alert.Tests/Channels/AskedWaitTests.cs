using System.Net.Http.Headers;
using Mail2Alert.Channels;
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

    private static HttpResponseHeaders Headers(string? retryAfter)
    {
        var headers = new HttpResponseMessage().Headers;
        if (retryAfter is not null)
            headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return headers;
    }
}
