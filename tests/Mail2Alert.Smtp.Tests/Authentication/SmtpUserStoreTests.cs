using Mail2Alert.Smtp.Authentication;

namespace Mail2Alert.Smtp.Tests.Authentication;

public class SmtpUserStoreTests
{
    // Password "pencil", with the salt of RFC 7677 §3, as PostgreSQL stores it.
    private const string Stored = "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:"
        + "wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Reads_and_writes_the_form_that_PostgreSQL_stores()
    {
        SmtpCredential.TryParse(Stored, out var credential).ShouldBeTrue();

        credential!.Matches("pencil").ShouldBeTrue();
        credential.Matches("Pencil").ShouldBeFalse();
        credential.ToStoredForm().ShouldBe(Stored);
        credential.ToString().ShouldBe("***");
    }

    [Theory]
    [InlineData("pencil")]
    [InlineData("SCRAM-SHA-256$")]
    [InlineData("SCRAM-SHA-256$4095:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=")]
    [InlineData("SCRAM-SHA-256$2000000000:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=")]
    [InlineData("SCRAM-SHA-256$4096:!$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=")]
    [InlineData("SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$AAAA:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=")]
    public void Takes_no_other_form(string text) => SmtpCredential.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public async Task Knows_its_users_and_nobody_else()
    {
        var store = Store();

        (await store.VerifyPasswordAsync("tim", "secret", Token)).ShouldBeTrue();
        (await store.VerifyPasswordAsync("tim", "Secret", Token)).ShouldBeFalse();
        (await store.VerifyPasswordAsync("Tim", "secret", Token)).ShouldBeFalse();
        (await store.VerifyPasswordAsync("tom", "secret", Token)).ShouldBeFalse();
        (await store.VerifyPasswordAsync("tim", "sec\0ret", Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_does_not_exist_costs_what_the_others_cost_and_is_always_the_same()
    {
        var store = Store();
        var unknown = (await store.FindAsync("tom", Token))!;

        unknown.Iterations.ShouldBe(SmtpCredential.MinIterations);
        unknown.Salt.Length.ShouldBe((await store.FindAsync("tim", Token))!.Salt.Length);
        (await store.FindAsync("tom", Token))!.Salt.ShouldBe(unknown.Salt);
        (await store.FindAsync("tam", Token))!.Salt.ShouldNotBe(unknown.Salt);
    }

    [Fact]
    public async Task The_same_store_has_the_same_decoys_after_a_restart()
    {
        SmtpCredential.TryParse(Stored, out var credential).ShouldBeTrue();
        var (before, after) = (new SmtpUserStore([new("tim", credential!)]), new SmtpUserStore([new("tim", credential!)]));

        (await after.FindAsync("tom", Token))!.Salt.ShouldBe((await before.FindAsync("tom", Token))!.Salt);
    }

    [Fact]
    public async Task Many_logins_at_once_are_all_answered()
    {
        var store = Store();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i =>
            store.VerifyPasswordAsync("tim", i % 2 == 0 ? "secret" : "wrong", Token).AsTask()));

        answers.Count(isRight => isRight).ShouldBe(50);
    }

    [Fact]
    public void CRAM_MD5_needs_all_passwords_as_they_are()
    {
        Store().Mechanisms.HasFlag(SmtpMechanisms.CramMd5).ShouldBeFalse();
        new SmtpUserStore([new("tim", SmtpCredential.FromPassword("x", SmtpCredential.MinIterations, keepSecret: true))])
            .Mechanisms.HasFlag(SmtpMechanisms.CramMd5).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    [InlineData("a\u0085b")]
    [InlineData("a\ud800b")]
    public void Refuses_names_and_passwords_with_control_characters_in_them_or_nothing(string text)
    {
        Should.Throw<ArgumentException>(() => SmtpCredential.FromPassword(text));
        SmtpUserStore.IsName(text).ShouldBeFalse();
    }

    private static SmtpUserStore Store() =>
        new([new("tim", SmtpCredential.FromPassword("secret", SmtpCredential.MinIterations))]);
}
