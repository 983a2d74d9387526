using Mail2Alert.Channels.Webhooks;

namespace Mail2Alert.Tests.Channels.Webhooks;

/// <summary>By the vectors that the signatures' own documentation gives.</summary>
public sealed class WebhookSigningTests
{
    private static readonly DateTimeOffset Then = DateTimeOffset.FromUnixTimeSeconds(1_614_265_330);
    private static readonly Secret Key = new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    [Fact]
    public void GitHubs_vector() =>
        new WebhookSigning.GitHub(new Secret("It's a Secret to Everybody")).Sign("id", Then, "Hello, World!"u8)
            .ShouldBe([("X-Hub-Signature-256", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"), ("X-Mail2Alert-Delivery", "id")]);

    [Fact]
    public void Standard_Webhooks_vector() =>
        new WebhookSigning.Standard([Key]).Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", Then, """{"test": 2432232314}"""u8).ShouldBe(
            [("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"), ("webhook-timestamp", "1614265330"), ("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]);

    [Fact]
    public void While_a_secret_is_changed_both_sign()
    {
        var signature = new WebhookSigning.Standard([new Secret(Convert.ToBase64String(new byte[24])), Key])
            .Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", Then, """{"test": 2432232314}"""u8).Last().Value.Split(' ');

        signature.Length.ShouldBe(2);
        signature[1].ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    [Fact]
    public void An_id_has_no_dots_since_they_part_what_is_signed() =>
        new WebhookSigning.Standard([Key]).Sign("a.b", Then, "x"u8).First().Value.ShouldBe("a_b");

    [Fact]
    public void Grafana_signs_the_time_with_the_body_where_a_field_has_it()
    {
        var secret = new Secret("s");
        var plain = new WebhookSigning.Grafana(secret, "X-Sig", null).Sign("id", Then, "1614265330:x"u8).Single();

        new WebhookSigning.Grafana(secret, "X-Sig", "X-Time").Sign("id", Then, "x"u8).ShouldBe([("X-Time", "1614265330"), plain]);
    }

    [Theory]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", true)]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", true)]
    [InlineData("whsec_c2hvcnQ=", false)]
    [InlineData("whsec_not base64!", false)]
    public void A_key_is_24_to_64_octets_in_base64(string secret, bool isOne) =>
        (WebhookSigning.Standard.KeyOf(new Secret(secret)) is not null).ShouldBe(isOne);
}
