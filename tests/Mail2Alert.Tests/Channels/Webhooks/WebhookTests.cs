using System.Text.Json.Nodes;
using Mail2Alert.Alerts;
using Mail2Alert.Channels;
using Mail2Alert.Tests.Configuration;

namespace Mail2Alert.Tests.Channels.Webhooks;

public sealed class WebhookTests
{
    private static readonly Alert Resolved = Telling.Alert with { Status = AlertStatus.Resolved };

    [Fact]
    public async Task Without_a_body_the_alert_is_sent_in_our_form()
    {
        var telling = Of("url: https://hooks.example.com/alerts");

        (await telling.TellAsync("webhook:it")).ShouldBe(new Outcome.Delivered());

        var request = telling.Web.Requests.ShouldHaveSingleItem();
        (request.Method, request.Address).ShouldBe(("POST", "https://hooks.example.com/alerts"));
        var id = request.Json["id"]!.GetValue<string>();
        request.Headers["Idempotency-Key"].ShouldBe(id);
        JsonNode.DeepEquals(request.Json, JsonNode.Parse($$"""
            {"id":"{{id}}","key":"nas1/disk","status":"firing","severity":"error","title":"Disk full","body":"/var is at 97% <b>&</b>\nline2\nhost: nas1",
             "at":"2026-11-22T11:59:00Z","link":"https://nas.example.com/disk?id=1&x=2","labels":{"host":"nas1"} }
            """)).ShouldBeTrue(request.Body);
    }

    [Theory]
    [InlineData("""'{"text": "{{ title }}: {{ body }}"}'""")]
    [InlineData("""{ text: '{{ title }}: {{ body }}' }""")]
    public async Task No_value_can_leave_its_place_in_JSON(string body)
    {
        var telling = Of($"url: https://h/x\n    body: {body}");
        var hostile = Telling.Hostile + "\", \"admin\": true, \"x\": \"\u2028\u0001";

        await telling.TellAsync("webhook:it", Telling.Alert with { Text = hostile });

        telling.Web.Last.Headers["Content-Type"].ShouldBe("application/json; charset=utf-8");
        telling.Web.Last.Json.AsObject().ShouldHaveSingleItem().Value!.GetValue<string>().ShouldBe($"Disk full: {hostile.Trim()}\nhost: nas1", StringCompareShould.IgnoreLineEndings);
    }

    [Fact]
    public async Task A_mapping_keeps_numbers_truth_lists_and_labels()
    {
        var telling = Of("url: https://h/x\n    body: { n: 5, t: true, q: '5', none: , list: [ '{{ host }}', 1.5 ], labels: '{{ labels }}' }");

        await telling.TellAsync("webhook:it");

        JsonNode.DeepEquals(telling.Web.Last.Json, JsonNode.Parse("""{"n":5,"t":true,"q":"5","none":null,"list":["nas1",1.5],"labels":{"host":"nas1"}}"""))
            .ShouldBeTrue(telling.Web.Last.Body);
    }

    [Fact]
    public async Task A_form_an_XML_text_and_a_plain_text_are_safe_too()
    {
        var hostile = Telling.Alert with { Title = "a&b=<c>\"" };
        var (form, xml, text) = (Of("url: https://h/x\n    form: { t: '{{ title }}', k: v }"),
            Of("url: https://h/x\n    headers: { Content-Type: text/xml }\n    body: '<a b=\"{{ title }}\"/>'"), Of("url: https://h/x\n    body: 'it is {{ title }}'"));

        await form.TellAsync("webhook:it", hostile);
        await xml.TellAsync("webhook:it", hostile);
        await text.TellAsync("webhook:it", hostile);

        form.Web.Last.Body.ShouldBe("t=a%26b%3D%3Cc%3E%22&k=v");
        xml.Web.Last.Body.ShouldBe("<a b=\"a&amp;b=&lt;c&gt;&quot;\"/>");
        xml.Web.Last.Headers["Content-Type"].ShouldBe("text/xml");
        (text.Web.Last.Body, text.Web.Last.Headers["Content-Type"]).ShouldBe(("it is a&b=<c>\"", "text/plain; charset=utf-8"));
    }

    [Fact]
    public async Task A_mail_fills_places_in_path_and_header_and_cannot_leave_them()
    {
        var telling = Of("url: 'https://h.example.com/hosts/{{ host }}'\n    headers: { X-Title: '{{ title }}' }");

        await telling.TellAsync("webhook:it", Telling.Alert with { Labels = Labels.Empty.With("host", "a/b?c"), Title = "x\r\nX-Evil: 1" });
        (await telling.TellAsync("webhook:it", Telling.Alert with { Labels = Labels.Empty.With("host", "..") })).ShouldBeOfType<Outcome.Failed>();

        telling.Web.Requests.ShouldHaveSingleItem().Address.ShouldBe("https://h.example.com/hosts/a%2Fb%3Fc");
        telling.Web.Last.Headers["X-Title"].ShouldNotContain("\n");
        telling.Web.Last.Headers.Keys.ShouldNotContain("X-Evil");
    }

    [Fact]
    public async Task Each_attempt_is_signed_as_it_is_sent()
    {
        var telling = Of("url: https://h/x\n    body: 'Hello, World!'\n    sign: { kind: github, secret: \"It's a Secret to Everybody\" }");

        await telling.TellAsync("webhook:it");

        telling.Web.Last.Headers["X-Hub-Signature-256"].ShouldBe("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
        telling.Web.Last.Headers["X-Mail2Alert-Event"].ShouldBe("firing");
    }

    [Theory]
    [InlineData(200, """{"ok":true}""", "Delivered", null)]
    [InlineData(200, """{"ok":false}""", "Failed", null)]
    [InlineData(200, "no JSON", "Failed", null)]
    [InlineData(202, """{"ok":true}""", "Failed", null)]
    [InlineData(200, """{"ok":false,"error":"busy","wait":7}""", "Retry", 7.0)]
    [InlineData(409, "", "Retry", null)]
    [InlineData(503, """{"wait":2.5}""", "Retry", 2.5)]
    [InlineData(400, "", "Failed", null)]
    public async Task Answers_are_judged_as_the_file_says(int status, string body, string outcome, double? wait)
    {
        var telling = Of("url: https://h/x\n    success: { status: [ 200, 201 ], json: { ok: true } }\n    retry: { status: 409, json: { error: [ busy, later ] } }\n    retry-after: wait");
        telling.Web.Answers(status, body);

        var came = await telling.TellAsync("webhook:it");

        came.GetType().Name.ShouldBe(outcome);
        ((came as Outcome.Retry)?.After?.TotalSeconds).ShouldBe(wait);
    }

    [Fact]
    public async Task What_is_remembered_leads_the_end_to_what_was_begun()
    {
        var telling = Of("""
            url: https://h/incidents
                memo: { id: incident.id }
                on: { resolved: { url: 'https://h/incidents/{{ memo_id }}', method: PATCH, body: { state: closed } }, again: { url: 'https://h/incidents/{{ memo_id }}/notes' } }
            """);
        telling.Web.Answers(201, """{"incident":{"id":17}}""");

        var told = await telling.TellAsync("webhook:it");
        told.Memo.ShouldBe(Memo.Of(("id", "17")));
        await telling.TellAsync("webhook:it", memo: told.Memo);
        (await telling.TellAsync("webhook:it", Resolved, told.Memo)).Memo.ShouldBe(Memo.None);
        await telling.TellAsync("webhook:it", Resolved);

        telling.Web.Requests.Select(request => $"{request.Method} {request.Address}").ShouldBe(
            ["POST https://h/incidents", "POST https://h/incidents/17/notes", "PATCH https://h/incidents/17", "POST https://h/incidents"]);
        telling.Web.Requests[2].Body.ShouldBe("""{"state":"closed"}""");
    }

    [Fact]
    public async Task What_is_gone_is_forgotten_and_told_anew()
    {
        var telling = Of("url: https://h/x\n    memo: { id: id }\n    on: { again: { url: 'https://h/x/{{ memo_id }}' } }");
        telling.Web.Answers(404);

        (await telling.TellAsync("webhook:it", memo: Memo.Of(("id", "1")))).ShouldBeOfType<Outcome.Retry>().Memo.ShouldBe(Memo.None);
    }

    [Fact]
    public async Task No_text_is_longer_than_the_file_says()
    {
        var telling = Of("url: https://h/x\n    limits: { title: 5, text: 8 }");

        await telling.TellAsync("webhook:it", Telling.Alert with { Text = "👩‍🚒👩‍🚒👩‍🚒" });

        telling.Web.Last.Json["title"]!.GetValue<string>().ShouldBe("Disk…");
        telling.Web.Last.Json["body"]!.GetValue<string>().Length.ShouldBeLessThanOrEqualTo(8);
    }

    private static Telling Of(string webhook) => new()
    {
        Settings = Loaded.Valid($"sources: {{ s: {{ claim: {{ from: a@b.se }}, labels: {{ host: x }} }} }}\nwebhooks:\n  it:\n    {webhook}\n").Channels,
    };
}
