using Mail2Alert.Channels;
using Mail2Alert.Channels.Email;

namespace Mail2Alert.Tests.Channels.Email;

public sealed class EmailUrlTests
{
    [Theory]
    [InlineData("mailtos://me:pw@gmail.com", "smtp://smtp.gmail.com:587", "me@gmail.com", "me@gmail.com", "me@gmail.com")]
    [InlineData("mailto://me:pw@gmail.com/ops@example.com", "smtp://smtp.gmail.com:587", "me@gmail.com", "me@gmail.com", "ops@example.com")]
    [InlineData("mailtos://me:pw@yandex.ru", "smtps://smtp.yandex.ru:465", "me", "me@yandex.ru", "me@yandex.ru")]
    [InlineData("mailtos://me:pw@fastmail.fm?to=a@b.se", "smtps://smtp.fastmail.com:465", "me@fastmail.fm", "me@fastmail.fm", "a@b.se")]
    [InlineData("mailtos://me:pw@example.com", "smtp://example.com:587", "me", "me@example.com", "me@example.com")]
    [InlineData("mailto://me:pw@localhost", "smtp://localhost:25", "me", "me@localhost", "me@localhost")]
    [InlineData("mailtos://me:pw@example.com?mode=ssl", "smtps://example.com:465", "me", "me@example.com", "me@example.com")]
    [InlineData("mailtos://example.com?smtp=mx.example.net&user=me%40example.org&pass=p/w&from=Ops<o@example.org>&to=ops", "smtp://mx.example.net:587", "me@example.org", "o@example.org", "ops@example.com")]
    public void Server_login_sender_and_recipient_are_those_that_Apprise_finds(string url, string server, string login, string from, string to)
    {
        var target = TargetGrammar.Parse(url).Targets.ShouldHaveSingleItem().ShouldBeOfType<EmailTarget>();

        ($"{target.Server}", target.Server!.Login?.User, target.Sheet.From!.Address, target.Recipient).ShouldBe((server, login, from, to));
    }

    [Theory]
    [InlineData("mailtos://example.com", "it is not said whom the mail is from")]
    [InlineData("mailtos://", "expected mailtos://USER:PASSWORD@HOST/TO")]
    [InlineData("mailtos://me:pw@example.com/a..b@example.com", "recipients, 'cc', 'bcc' and 'reply' expect mail addresses")]
    [InlineData("mailtos://me:pw@example.com?cc=a@b@c", "recipients, 'cc', 'bcc' and 'reply' expect mail addresses")]
    [InlineData("mailtos://me:pw@example.com?mode=tls", "'mode' expects starttls, ssl or insecure")]
    [InlineData("mailtos://me:pw@example.com?+X-A=a%0D%0ABcc: b", "what follows '+' cannot be a field of the header")]
    public void Mistakes_are_told_without_the_URL(string url, string mistake)
    {
        var parsed = TargetGrammar.Parse(url);
        parsed.Mistake.ShouldStartWith(mistake);
        parsed.Mistake.ShouldNotContain("pw");
    }

    [Fact]
    public void No_password_is_shown() =>
        TargetGrammar.Parse("mailtos://me:secret@example.com/ops@example.com").Targets.ShouldHaveSingleItem().Text.ShouldBe("mailtos://example.com/ops@example.com");

    [Fact]
    public void A_password_in_clear_is_warned_of() =>
        TargetGrammar.Parse("mailto://me:secret@example.com").Warnings.ShouldHaveSingleItem().ShouldStartWith("the password goes over the network unencrypted");
}
