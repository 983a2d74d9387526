using Mail2Alert.Channels.Mail;
using Mail2Alert.Cli.Sending;
using Mail2Alert.Smtp;

namespace Mail2Alert.Tests.Cli.Sending;

public sealed class SendmailArgumentsTests
{
    [Theory]
    [InlineData("-i -FCronDaemon -B8BITMIME -oem root", "root", null, "CronDaemon", true, false)] // Debian's cron
    [InlineData("-FCronDaemon -i -odi -oem -oi -t -f root", "", "root", "CronDaemon", true, true)] // cronie
    [InlineData("-t -i", "", null, null, true, true)] // PHP
    [InlineData("-ti", "", null, null, true, true)]
    [InlineData("-f fail2ban@x.com ops@x.com", "ops@x.com", "fail2ban@x.com", null, false, false)] // fail2ban
    [InlineData("-i -f a@x.com -- -odd@x.com b@x.com", "-odd@x.com b@x.com", "a@x.com", null, true, false)]
    [InlineData("-f <> -N never -R hdrs -V id -v -m -n -U -G -O Timeout=5 -oQ/x -q15m -d0.1 -ODeliveryMode=i a@x.com", "a@x.com", "", null, false, false)]
    [InlineData("-r me -F Me a b", "a b", "me", "Me", false, false)]
    public void What_programs_say_is_understood(string line, string recipients, string? sender, string? name, bool ignoresDots, bool readsRecipients)
    {
        var (arguments, mistake) = SendmailArguments.Parse(line.Split(' '));

        mistake.ShouldBeNull();
        string.Join(' ', arguments!.Recipients).ShouldBe(recipients);
        (arguments.Sender, arguments.FullName, arguments.IgnoresDots, arguments.ReadsRecipients).ShouldBe((sender, name, ignoresDots, readsRecipients));
    }

    [Fact]
    public void Which_reports_the_sender_wants_goes_on_to_the_server()
    {
        var arguments = SendmailArguments.Parse(["-N", "delay, failure", "-R", "hdrs", "-V", "job 1+2=3", "root"]).Arguments!;

        arguments.Notify.ShouldBe(SmtpNotify.Delay | SmtpNotify.Failure);
        (arguments.Parameters.Return, arguments.Parameters.EnvelopeId).ShouldBe(("HDRS", "job+201+2B2+3D3"));
        XText.Decode(arguments.Parameters.EnvelopeId!).ShouldBe("job 1+2=3");
    }

    [Theory]
    [InlineData("-bs", 's')]
    [InlineData("-bp", 'p')]
    [InlineData("-bm", 'm')]
    [InlineData("-I", 'i')]
    [InlineData("root", 'm')]
    public void What_it_is_to_do(string line, char mode) => SendmailArguments.Parse(line.Split(' ')).Arguments!.Mode.ShouldBe(mode);

    [Theory]
    [InlineData("-f", "-f expects a value")]
    [InlineData("-z", "unknown option -z")]
    [InlineData("--version", "unknown option --version")]
    public void What_it_cannot_be_is_told(string line, string mistake) => SendmailArguments.Parse(line.Split(' ')).Mistake.ShouldBe(mistake);
}
