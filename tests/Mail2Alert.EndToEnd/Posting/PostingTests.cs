using System.Net;
using System.Text;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Posting;

/// <summary>Mail comes by HTTP, and everything that holds for SMTP holds for it.</summary>
public sealed class PostingTests
{
    [Theory]
    [InlineData("acknowledge: stored")]
    [InlineData("acknowledge: delivered")]
    [InlineData("store: none")]
    public async Task A_mail_is_answered_with_its_id_and_told(string mode)
    {
        await using var scene = await PostScene.StartAsync(mode);

        var answer = await scene.PostAsync(PostScene.Alert);

        (answer.Status, answer.Type).ShouldBe((HttpStatusCode.OK, "application/json"));
        answer.Text("id").ShouldMatch("^[0-9A-Z]{16}$");
        var told = await scene.Relay.NextAsync();
        told.Recipients.ShouldBe([Scene.Ops]);
        told.Field("Received").ShouldContain($"id {answer.Text("id")}");
    }

    [Fact]
    public async Task The_query_is_the_envelope_and_a_mail_that_nobody_claims_goes_on_as_it_came()
    {
        await using var scene = await PostScene.StartAsync();
        const string Mail = "From: x@example.com\nTo: y@example.com\nSubject: caf\u00e9\n\n.\n..dots\nlast line\n";

        (await scene.PostAsync(Mail, "?from=anna@example.com&to=b%2Bc@example.com&to=dora@example.com")).Status.ShouldBe(HttpStatusCode.OK);

        var relayed = await scene.Relay.NextAsync();
        relayed.Sender.ShouldBe("anna@example.com");
        relayed.Recipients.ShouldBe(["b+c@example.com", "dora@example.com"]);
        relayed.BelowTrace().ShouldBe(ProbeMail.Bytes(Mail));
    }

    [Fact]
    public async Task A_large_mail_of_unknown_length_comes_whole()
    {
        await using var scene = await PostScene.StartAsync();
        var mail = $"Subject: film\n\n{string.Concat(Enumerable.Range(0, 40_000).Select(number => $"line {number}\n"))}";
        using var content = new PushContent(Encoding.ASCII.GetBytes(mail));

        (await scene.PostAsync(content, "?from=&to=anna@example.com")).Status.ShouldBe(HttpStatusCode.OK);

        (await scene.Relay.NextAsync()).BelowTrace().ShouldBe(ProbeMail.Bytes(mail));
    }

    [Theory]
    [InlineData("?to=nobody", 400, "'to' is no mail address")]
    [InlineData("?to=alerts@example.com%3E%0D%0ADATA", 400, "'to' is no mail address")]
    [InlineData("?to=alerts@example.com&from=x%20y", 400, "'from' is no mail address")]
    [InlineData("?to=alerts@example.com&to=boss@example.com", 403, "boss@example.com: Mail to this recipient is not taken here; the listener's `recipients` does not name it")]
    [InlineData("?from=eve@example.com", 403, "the listener's `senders` does not name it")]
    public async Task What_is_refused_says_what_to_change(string query, int status, string detail)
    {
        await using var scene = await PostScene.StartAsync(
            listener: "{ url: http://127.0.0.1:0, senders: 'nas@example.com', recipients: 'alerts@example.com' }");

        var answer = await scene.PostAsync(PostScene.Alert, query);

        ((int)answer.Status, answer.Type).ShouldBe((status, "application/problem+json"));
        answer.Text("detail").ShouldContain(detail);
        scene.Relay.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_those_whom_the_mail_itself_names_the_unknown_are_left_out()
    {
        await using var scene = await PostScene.StartAsync(listener: "{ url: http://127.0.0.1:0, recipients: 'alerts@example.com' }");

        (await scene.PostAsync("To: boss@example.com, alerts@example.com\nSubject: disk full\n\n")).Status.ShouldBe(HttpStatusCode.OK);
        (await scene.PostAsync("To: boss@example.com\nSubject: disk full\n\n")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await scene.PostAsync("Subject: disk full\n\n")).Text("detail").ShouldContain("?to=ADDRESS");
    }

    [Fact]
    public async Task Only_mail_is_posted_and_only_there()
    {
        await using var scene = await PostScene.StartAsync();
        using var client = new HttpClient();
        using var form = new MultipartFormDataContent { { new StringContent(PostScene.Alert), "mail" } };

        (await PostAnswer.OfAsync(await client.GetAsync(scene.Mail, Patience.Token))).Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await PostAnswer.OfAsync(await client.GetAsync(new Uri(scene.Mail, "/v1/ready"), Patience.Token))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await PostAnswer.OfAsync(await client.GetAsync(new Uri(scene.Mail, "/v1/figures"), Patience.Token))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await scene.PostAsync(form)).Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await scene.PostAsync("")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_page_in_a_browser_of_a_trusted_machine_cannot_post()
    {
        await using var scene = await PostScene.StartAsync();
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, scene.Mail) { Content = new StringContent(PostScene.Alert) };
        request.Headers.Add("Origin", "https://evil.example.com");

        (await PostAnswer.OfAsync(await client.SendAsync(request, Patience.Token))).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_login_is_checked_and_guessing_locks_out()
    {
        await using var scene = await PostScene.StartAsync(
            "networks: 192.0.2.1\nusers: { nas: secret }\nauth-in-clear: 127.0.0.1\nlimits: { login-failures-per-address: 3, login-delay: 1ms }");

        (await scene.PostAsync(PostScene.Alert)).Challenge.ShouldContain("Basic");
        (await scene.PostAsync(PostScene.Alert, login: "nas:secret")).Status.ShouldBe(HttpStatusCode.OK);
        for (var guess = 0; guess < 2; guess++)
            (await scene.PostAsync(PostScene.Alert, login: $"nas:guess{guess}")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        await scene.PostAsync(PostScene.Alert, login: "nas:guess");

        var locked = await scene.PostAsync(PostScene.Alert, login: "nas:secret");
        locked.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        locked.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_password_in_clear_is_not_taken_where_smtp_would_not_take_it()
    {
        await using var scene = await PostScene.StartAsync("networks: 192.0.2.1\nusers: { nas: secret }");

        (await scene.PostAsync(PostScene.Alert, login: "nas:secret")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_too_large_is_refused_whether_its_length_is_said_or_not(bool isSaid)
    {
        await using var scene = await PostScene.StartAsync("limits: { message-size: 10KiB }");
        var mail = Encoding.ASCII.GetBytes(PostScene.Alert + new string('x', 20_000));
        using HttpContent content = isSaid ? new ByteArrayContent(mail) : new PushContent(mail);

        (await scene.PostAsync(content)).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task What_cannot_be_delivered_now_is_to_be_posted_again()
    {
        await using var scene = await PostScene.StartAsync("store: none");
        scene.Relay.At(".", "451 4.3.0 Busy");

        var answer = await scene.PostAsync(PostScene.Alert);

        answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.RetryAfter.ShouldBe(TimeSpan.FromMinutes(1));
        answer.Text("smtp").ShouldStartWith("451 4");
    }

    [Fact]
    public async Task What_was_acknowledged_is_told_after_a_crash()
    {
        using var down = new ClosedPort();
        await using var scene = await PostScene.StartAsync(relay: down.Number);
        foreach (var number in Enumerable.Range(0, 20))
            (await scene.PostAsync($"To: alerts@example.com\nSubject: number {number}\n\n")).Status.ShouldBe(HttpStatusCode.OK);

        await scene.Program.KillAsync();
        await scene.RestartAsync();

        var told = new HashSet<string>();
        while (told.Count < 20)
            told.Add((await scene.Relay.NextAsync()).Field("Subject"));
    }
}
