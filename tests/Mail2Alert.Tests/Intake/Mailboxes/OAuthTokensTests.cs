using System.Net;
using Mail2Alert.Intake.Mailboxes;
using Mail2Alert.Intake.Mailboxes.Imap;
using Microsoft.Extensions.Time.Testing;

namespace Mail2Alert.Tests.Intake.Mailboxes;

/// <summary>Tokens are fetched when they are needed, and kept while they hold.</summary>
public sealed class OAuthTokensTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly List<string> _asked = [];
    private (HttpStatusCode Status, string Body) _answer = (HttpStatusCode.OK, """{"access_token":"one","expires_in":3600,"token_type":"Bearer"}""");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_is_kept_until_shortly_before_it_expires()
    {
        var tokens = Tokens();
        (await tokens.TakeAsync(Cancellation)).ShouldBe("one");
        _clock.Advance(TimeSpan.FromMinutes(58));
        await tokens.TakeAsync(Cancellation);
        _asked.ShouldBe(["grant_type=client_credentials&client_id=me&client_secret=s&scope=mail"]);

        _answer = (HttpStatusCode.OK, """{"access_token":"two"}""");
        _clock.Advance(TimeSpan.FromMinutes(1));

        (await tokens.TakeAsync(Cancellation)).ShouldBe("two");
        _clock.Advance(TimeSpan.FromMinutes(5));
        await tokens.TakeAsync(Cancellation);
        _asked.Count.ShouldBe(3);
    }

    [Fact]
    public async Task One_that_the_mail_server_does_not_want_is_dropped()
    {
        var tokens = Tokens();
        await tokens.TakeAsync(Cancellation);

        tokens.Drop();
        await tokens.TakeAsync(Cancellation);

        _asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_refresh_token_gives_way_to_the_one_that_comes_for_it()
    {
        var tokens = Tokens(refresh: "old");
        _answer = (HttpStatusCode.OK, """{"access_token":"one","expires_in":"60","refresh_token":"new"}""");

        await tokens.TakeAsync(Cancellation);
        await tokens.TakeAsync(Cancellation);

        _asked.Select(form => form.Split('&')[^1]).ShouldBe(["refresh_token=old", "refresh_token=new"]);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, """{"error":"invalid_client","error_description":"The secret is over"}""", "login.example.com gives no token: The secret is over")]
    [InlineData(HttpStatusCode.Unauthorized, """{"error":"invalid_client"}""", "login.example.com gives no token: invalid_client")]
    [InlineData(HttpStatusCode.OK, "<html>", "login.example.com gives no token: ")]
    [InlineData(HttpStatusCode.OK, "null", "login.example.com gives no token: it does not say why")]
    public async Task Where_there_is_none_it_is_said_why(HttpStatusCode status, string body, string why)
    {
        _answer = (status, body);

        (await Should.ThrowAsync<MailboxException>(() => Tokens().TakeAsync(Cancellation))).Message.ShouldStartWith(why);
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read()
    {
        _answer = (HttpStatusCode.OK, new string(' ', 1 << 20));

        await Should.ThrowAsync<MailboxException>(() => Tokens().TakeAsync(Cancellation));
    }

    private OAuthTokens Tokens(string? refresh = null) => new(
        () => new HttpClient(new Endpoint(this)),
        new OAuthSettings(new Uri("https://login.example.com/token"), "me", new Secret("s"), "mail", refresh is null ? null : new Secret(refresh)),
        _clock);

    private sealed class Endpoint(OAuthTokensTests tests) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            tests._asked.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage(tests._answer.Status) { Content = new StringContent(tests._answer.Body) };
        }
    }
}
