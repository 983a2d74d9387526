using System.Text;
using Mail2Alert.Smtp.Authentication;

namespace Mail2Alert.Smtp.Tests.Authentication;

/// <summary>With the example of RFC 2195 §2.</summary>
public class CramMd5ExchangeTests
{
    private const string Challenge = "<1896.697170952@postoffice.reston.mci.net>";

    [Theory]
    [InlineData("tim b913a602c7eda7a495b4e6e7334d3890", typeof(SmtpAuthStep.Granted))]
    [InlineData("tim b913a602c7eda7a495b4e6e7334d3891", typeof(SmtpAuthStep.Denied))]
    [InlineData("tom b913a602c7eda7a495b4e6e7334d3890", typeof(SmtpAuthStep.Denied))]
    [InlineData("tom e57d1c7dc6dbe3d0d8f8e8a5a5a0a8a2", typeof(SmtpAuthStep.Denied))]
    [InlineData("tim ", typeof(SmtpAuthStep.Denied))]
    [InlineData("tim", typeof(SmtpAuthStep.Malformed))]
    [InlineData("", typeof(SmtpAuthStep.Malformed))]
    public async Task Takes_the_digest_of_RFC_2195_and_no_other(string response, Type expected)
    {
        var exchange = new CramMd5Exchange(new FakeAuthenticator(), Challenge);

        exchange.FirstChallenge.ShouldBe(Challenge);
        (await exchange.AnswerAsync(Encoding.UTF8.GetBytes(response), TestContext.Current.CancellationToken)).ShouldBeOfType(expected);
    }

    [Fact]
    public void Never_asks_the_same_twice() => CramMd5Exchange.NewChallenge("mx").ShouldNotBe(CramMd5Exchange.NewChallenge("mx"));
}
