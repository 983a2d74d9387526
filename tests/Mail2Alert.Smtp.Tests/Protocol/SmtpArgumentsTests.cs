using System.Text;
using CsCheck;
using Mail2Alert.Smtp.Conformance;
using Mail2Alert.Smtp.Protocol;

namespace Mail2Alert.Smtp.Tests.Protocol;

public class SmtpArgumentsTests
{
    [Fact]
    public void MAIL_hands_over_each_parameter()
    {
        const string Line = "FROM:<a@b> size=1000 Body=8bitmime SMTPUTF8 RET=full ENVID=QQ+2B314159 AUTH=e+3Dmc2@example.com";

        SmtpMailArguments.Parse(Encoding.ASCII.GetBytes(Line), out var mail).ShouldBeNull();

        mail.Parameters.ShouldBe(new SmtpMailParameters
        {
            Size = 1000,
            Body = SmtpBody.EightBit,
            Utf8 = true,
            Return = "FULL",
            EnvelopeId = "QQ+2B314159",
            Submitter = "e+3Dmc2@example.com",
        });
    }

    [Theory]
    [InlineData("FROM:<a@b>", null)]
    [InlineData("FROM: <a@b>", null)]
    [InlineData("from:a@b", null)]
    [InlineData("FROM:<a@b>  BODY=7BIT  ", null)]
    [InlineData("FROM:<a@b> AUTH=<>", null)]
    [InlineData("FROM:<a@b> SIZE=0", null)]
    [InlineData("FROM:<a@b> SIZE=99999999999999999999", null)]
    [InlineData("FROM:<a@b> SIZE=999999999999999999999", "501 5.5.4")]
    [InlineData("FROM:<a@b> SIZE=-1", "501 5.5.4")]
    [InlineData("FROM:<a@b> SIZE=+1", "501 5.5.4")]
    [InlineData("FROM:<a@b> SIZE=1k", "501 5.5.4")]
    [InlineData("FROM:<a@b> SIZE=", "501 5.5.4")]
    [InlineData("FROM:<a@b> SIZE", "501 5.5.4")]
    [InlineData("FROM:<a@b> BODY", "501 5.5.4")]
    [InlineData("FROM:<a@b> BODY=8BIT", "501 5.5.4")]
    [InlineData("FROM:<a@b> BODY=7BIT BODY=7BIT", "501 5.5.4")]
    [InlineData("FROM:<a@b> SMTPUTF8=yes", "501 5.5.4")]
    [InlineData("FROM:<a@b> RET=SOME", "501 5.5.4")]
    [InlineData("FROM:<a@b> RET=FULL RET=HDRS", "501 5.5.4")]
    [InlineData("FROM:<a@b> ENVID=a+0Ab", "501 5.5.4")]
    [InlineData("FROM:<a@b> ENVID=a+7Fb", "501 5.5.4")]
    [InlineData("FROM:<a@b> ENVID=a+80b", "501 5.5.4")]
    [InlineData("FROM:<a@b> ENVID=a+2", "501 5.5.4")]
    [InlineData("FROM:<a@b> ENVID=a+2Gb", "501 5.5.4")]
    [InlineData("FROM:<a@b> AUTH=a=b", "501 5.5.4")]
    [InlineData("FROM:<a@b> AUTH=<> AUTH=<>", "501 5.5.4")]
    [InlineData("FROM:<a@b> =x", "501 5.5.4")]
    [InlineData("FROM:<a@b> -x", "501 5.5.4")]
    [InlineData("FROM:<a@b> SIZE=1\tRET=FULL", "501 5.5.4")]
    [InlineData("FROM:<a@b> SIZE=1\r", "501 5.5.4")]
    [InlineData("FROM:<a@b> ENVID=\u00e9", "501 5.5.4")]
    [InlineData("FROM:<a@b> NOTIFY=NEVER", "555 5.5.4")]
    [InlineData("FROM:<a@b> X-FOO", "555 5.5.4")]
    [InlineData("FROM <a@b>", "501 5.5.4")]
    [InlineData("FROM:", "501 5.5.4")]
    [InlineData("", "501 5.5.4")]
    [InlineData("FROM:<a@\u00e9> SMTPUTF8", null)]
    public void MAIL_is_accepted_or_told_what_is_wrong(string argument, string? code) =>
        CodeOf(SmtpMailArguments.Parse(Encoding.UTF8.GetBytes(argument), out _)).ShouldBe(code);

    [Theory]
    [InlineData("FROM:<a@b>", SmtpViolations.None)]
    [InlineData("from:<a@b>", SmtpViolations.None)]
    [InlineData("FROM:<>", SmtpViolations.None)]
    [InlineData("FROM: <a@b>", SmtpViolations.SpaceAfterColon)]
    [InlineData("FROM:a@b", SmtpViolations.NoBrackets)]
    [InlineData("FROM: root", SmtpViolations.SpaceAfterColon | SmtpViolations.NoBrackets | SmtpViolations.NoDomain)]
    [InlineData("FROM:<postmaster>", SmtpViolations.NoDomain)]
    [InlineData("FROM:<\u00e9@b>", SmtpViolations.UndeclaredUtf8)]
    [InlineData("FROM:<a@\u00e9> SMTPUTF8", SmtpViolations.None)]
    public void MAIL_tells_what_was_wrong_and_understood(string argument, SmtpViolations lapses)
    {
        SmtpMailArguments.Parse(Encoding.UTF8.GetBytes(argument), out var mail).ShouldBeNull();

        mail.Lapses.ShouldBe(lapses);
    }

    [Theory]
    [InlineData("TO:<a@b>", SmtpViolations.None)]
    [InlineData("TO:<Postmaster>", SmtpViolations.None)]
    [InlineData("TO: root", SmtpViolations.SpaceAfterColon | SmtpViolations.NoBrackets | SmtpViolations.NoDomain)]
    [InlineData("TO:<\u00e9@b>", SmtpViolations.UndeclaredUtf8)]
    public void RCPT_tells_what_was_wrong_and_understood(string argument, SmtpViolations expected)
    {
        SmtpRcptArguments.Parse(Encoding.UTF8.GetBytes(argument), utf8: false, out _, out var lapses).ShouldBeNull();

        lapses.ShouldBe(expected);
    }

    [Fact]
    public void An_envelope_id_has_at_most_100_octets()
    {
        SmtpMailArguments.Parse(Encoding.ASCII.GetBytes($"FROM:<a@b> ENVID={new string('x', 100)}"), out _).ShouldBeNull();
        SmtpMailArguments.Parse(Encoding.ASCII.GetBytes($"FROM:<a@b> ENVID={new string('x', 101)}"), out _).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("TO:<a@b>", SmtpNotify.Default, null)]
    [InlineData("TO:<a@b> NOTIFY=NEVER", SmtpNotify.Never, null)]
    [InlineData("TO:<a@b> notify=success,FAILURE,Delay", SmtpNotify.Success | SmtpNotify.Failure | SmtpNotify.Delay, null)]
    [InlineData("TO:<a@b> ORCPT=rfc822;a+2Bc@b NOTIFY=DELAY", SmtpNotify.Delay, "rfc822;a+2Bc@b")]
    public void RCPT_hands_over_each_parameter(string argument, SmtpNotify notify, string? original)
    {
        SmtpRcptArguments.Parse(Encoding.ASCII.GetBytes(argument), utf8: false, out var recipient, out _).ShouldBeNull();

        recipient.ShouldBe(new SmtpRecipient(new SmtpPath("a", "b")) { Notify = notify, OriginalRecipient = original });
    }

    [Theory]
    [InlineData("TO:<>", "501 5.1.3")]
    [InlineData("TO:<a@b", "501 5.1.3")]
    [InlineData("FROM:<a@b>", "501 5.5.4")]
    [InlineData("TO:<a@b> NOTIFY=NEVER,DELAY", "501 5.5.4")]
    [InlineData("TO:<a@b> NOTIFY=", "501 5.5.4")]
    [InlineData("TO:<a@b> NOTIFY=DELAY,", "501 5.5.4")]
    [InlineData("TO:<a@b> NOTIFY=DELAY NOTIFY=DELAY", "501 5.5.4")]
    [InlineData("TO:<a@b> ORCPT=a@b", "501 5.5.4")]
    [InlineData("TO:<a@b> ORCPT=rfc822;a+0Ab", "501 5.5.4")]
    [InlineData("TO:<a@b> ORCPT=rfc822;a ORCPT=rfc822;b", "501 5.5.4")]
    [InlineData("TO:<a@b> SIZE=1", "555 5.5.4")]
    public void RCPT_is_told_what_is_wrong(string argument, string code) =>
        CodeOf(SmtpRcptArguments.Parse(Encoding.UTF8.GetBytes(argument), utf8: false, out _, out _)).ShouldBe(code);

    [Fact]
    public void Any_bytes_get_arguments_or_a_refusal() => Gen.Byte.Array.Sample(tail =>
    {
        var mail = SmtpMailArguments.Parse([.. "FROM:<a@b> "u8, .. tail], out _);
        var rcpt = SmtpRcptArguments.Parse([.. "TO:<a@b> "u8, .. tail], utf8: true, out var recipient, out _);
        return mail is null or { Code: 501 or 555 } && (rcpt is null ? recipient is not null : rcpt.Code is 501 or 555);
    });

    private static string? CodeOf(SmtpReply? reply) => reply is null ? null : $"{reply.Code} {reply.Enhanced}";
}
