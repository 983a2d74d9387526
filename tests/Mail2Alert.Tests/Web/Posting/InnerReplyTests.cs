using Mail2Alert.Web.Posting;

namespace Mail2Alert.Tests.Web.Posting;

public sealed class InnerReplyTests
{
    [Theory]
    [InlineData("250 2.0.0 OK 06FK6P3QWR8V7M2H kept", 250, "2.0.0", "OK 06FK6P3QWR8V7M2H kept")]
    [InlineData("220 gateway.example.com ESMTP", 220, "", "gateway.example.com ESMTP")]
    [InlineData("354 End data", 354, "", "End data")]
    [InlineData("250", 250, "", "")]
    public void A_reply_is_read_back(string line, int code, string enhanced, string text) =>
        InnerReply.Parse(line).ShouldBe(new InnerReply(code, enhanced, text));
}
