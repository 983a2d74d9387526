using Mail2Alert.Intake.Mailboxes.Imap;

namespace Mail2Alert.Tests.Intake.Mailboxes;

public sealed class ImapNameTests
{
    [Theory]
    [InlineData("1700000000/42", 1_700_000_000u, 42u, false)]
    [InlineData("4294967295/4294967295", uint.MaxValue, uint.MaxValue, false)]
    [InlineData("7/<0", 7u, 0u, true)]
    public void A_name_is_what_it_is_written_as(string text, uint validity, uint uid, bool isMark)
    {
        var name = new ImapName(validity, uid, isMark);

        $"{name}".ShouldBe(text);
        ImapName.Parse(text).ShouldBe(name);
    }
}
