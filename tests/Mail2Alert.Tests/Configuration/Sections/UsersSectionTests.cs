using Mail2Alert.Smtp.Authentication;

namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class UsersSectionTests
{
    [Fact]
    public void Hashes_passwords_and_takes_hashes_as_they_are()
    {
        var stored = SmtpCredential.FromPassword("secret").ToStoredForm();

        var users = Loaded.Valid($"users: {{ nas: '${{X}}', ups: '{stored}', 'backup job': plain }}", ("X", "from the environment")).Users;

        users["nas"].Credential.Matches("from the environment").ShouldBeTrue();
        users["nas"].Credential.Secret.ShouldBeNull();
        users["ups"].Credential.ToStoredForm().ShouldBe(stored);
        users["backup job"].Credential.Matches("plain").ShouldBeTrue();
    }

    [Fact]
    public void A_hash_that_comes_by_reference_is_one_too()
    {
        var stored = SmtpCredential.FromPassword("secret").ToStoredForm();

        Loaded.Valid("users: { nas: '${X}' }", ("X", stored)).Users["nas"].Credential.ToStoredForm().ShouldBe(stored);
    }

    [Fact]
    public void A_user_may_be_held_to_senders()
    {
        var users = Loaded.Valid("users: { nas: { password: x, senders: [ nas@example.com, '<>' ] }, ups: x }").Users;

        users["nas"].Credential.Matches("x").ShouldBeTrue();
        string.Join(' ', users["nas"].Senders!).ShouldBe("nas@example.com <>");
        users["ups"].Senders.ShouldBeNull();
    }

    [Theory]
    [InlineData("users: { nas: { senders: a@b } }", "1:15: error: the user 'nas' expects a key 'password'")]
    [InlineData("users: { nas: { password: '${X:-}' } }", "1:10: error: the password of 'nas' is empty")]
    [InlineData("users: { nas: { password: x, sender: a@b } }", "1:30: error: unknown key 'sender' in 'nas'; did you mean 'senders'?")]
    [InlineData("users: nas", "1:8: error: 'users' expects a mapping of keys to values, found 'nas'")]
    [InlineData("users: { nas: }", "1:15: error: 'nas' expects a secret, best as a reference such as ${NAME} or ${file:/path}, found nothing")]
    [InlineData("users: { nas: '${X:-}' }", "1:10: error: the password of 'nas' is empty")]
    [InlineData("users: { '': x }", "1:10: error: a user's name has 1 to 255 characters and no control character, found ''")]
    [InlineData("users: { nas: 'SCRAM-SHA-256$4096:x$y:z' }",
        "1:10: error: the stored password of 'nas' is damaged; make a new one with 'mail2alert hash-password'")]
    public void Tells_what_is_no_user(string text, string problem) => Loaded.Problems(text).ShouldBe([problem]);

    [Fact]
    public void Logins_in_clear_are_for_the_networks_listed()
    {
        Loaded.Valid("users: { nas: x }").Listeners[0].Rules.AuthInClear.ShouldBeEmpty();
        string.Join(' ', Loaded.Valid("users: { nas: x }\nauth-in-clear: 10.1.0.0/16").Listeners[0].Rules.AuthInClear).ShouldBe("10.1.0.0/16");
        Loaded.Problems("auth-in-clear: 10.1").Single().ShouldStartWith("1:16: error: 'auth-in-clear' expects a network such as");
    }
}
