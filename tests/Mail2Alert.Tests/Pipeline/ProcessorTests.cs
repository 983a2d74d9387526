using System.Text;
using Mail2Alert.Pipeline;
using Mail2Alert.Routing;
using Mail2Alert.Sources;
using Mail2Alert.Sources.Mail;

namespace Mail2Alert.Tests.Pipeline;

public sealed class ProcessorTests
{
    [Theory]
    [InlineData("this is no mail\r\n", true)]
    [InlineData("Subject: x\r\n\r\nhello\r\n", false)]
    public async Task What_is_wrong_with_a_mail_stands_in_its_story(string mail, bool isWrong)
    {
        var processor = new Processor([new MailSource(new MailSettings("nas", new Claim([], [])))]);

        var decision = await processor.DecideAsync(
            TestMail.OfBytes(Encoding.ASCII.GetBytes(mail)),
            alert => ValueTask.FromResult(new Router([]).Route(alert, null)),
            TestContext.Current.CancellationToken);

        decision.Why.Any(sentence => sentence.StartsWith("the mail is not as it should be: ", StringComparison.Ordinal)).ShouldBe(isWrong);
    }
}
