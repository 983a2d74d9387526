using Mail2Alert.Configuration;

namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class StoreSectionTests
{
    [Fact]
    public void Mail_is_kept_unless_somebody_says_otherwise()
    {
        Loaded.Valid("").Store!.Path.ShouldBe("mail2alert.db");
        Loaded.Valid("store: none").Store.ShouldBeNull();
    }

    [Fact]
    public void A_store_is_a_file_and_keeps_thirty_days_and_five_GiB()
    {
        var store = Loaded.Valid("store: sqlite:mail2alert.db").Store.ShouldNotBeNull();

        store.Path.ShouldBe("mail2alert.db");
        store.Age.ShouldBe(TimeSpan.FromDays(30));
        store.Bytes.ShouldBe(5L << 30);
    }

    [Fact]
    public void Its_place_may_come_from_the_environment() =>
        Loaded.Valid("store: sqlite:${STATE_DIRECTORY}/mail2alert.db", ("STATE_DIRECTORY", "/var/lib/mail2alert"))
            .Store!.Path.ShouldBe("/var/lib/mail2alert/mail2alert.db");

    [Fact]
    public void How_long_mail_is_kept_can_be_chosen()
    {
        var store = Loaded.Valid("store: sqlite:x.db\nretention: { age: 365d, size: 100GiB }").Store.ShouldNotBeNull();

        store.Age.ShouldBe(TimeSpan.FromDays(365));
        store.Bytes.ShouldBe(100L << 30);
    }

    [Theory]
    [InlineData("store: mail2alert.db", "1:8: error: 'store' expects 'sqlite:' and a file, such as sqlite:mail2alert.db, or 'none', found 'mail2alert.db'")]
    [InlineData("store: 'sqlite:'", "1:8: error: 'store' expects 'sqlite:' and a file, such as sqlite:mail2alert.db, or 'none', found 'sqlite:'")]
    [InlineData("store: sqlite:/", "1:8: error: 'store' expects 'sqlite:' and a file, such as sqlite:mail2alert.db, or 'none', found 'sqlite:/'")]
    [InlineData("store: postgres://x", "1:8: error: a store in PostgreSQL is not available in this version yet")]
    [InlineData("{ retention: { age: 1d }, store: none }", "1:14: error: 'retention' is about the mails in a store, and 'store' is 'none'")]
    [InlineData(
        "{ store: 'sqlite:x', retention: { age: never } }",
        "1:40: error: 'age' expects a time from 1s to 3650d, such as 12h, 3d or 30d, found 'never'")]
    public void Mistakes_are_told(string text, string mistake) => Loaded.Problems(text).ShouldBe([mistake]);

    [Fact]
    public void Mail_is_acknowledged_when_it_is_stored_or_delivered()
    {
        Loaded.Valid("").Acknowledge.ShouldBe(Acknowledgement.Stored);
        Loaded.Valid("acknowledge: stored").Acknowledge.ShouldBe(Acknowledgement.Stored);
        Loaded.Valid("acknowledge: delivered").Acknowledge.ShouldBe(Acknowledgement.Delivered);
        Loaded.Problems("acknowledge: never").ShouldBe(["1:14: error: 'acknowledge' expects 'stored' or 'delivered', found 'never'"]);
    }

    [Fact]
    public void Without_a_store_mail_is_acknowledged_when_it_is_delivered()
    {
        Loaded.Valid("store: none").Acknowledge.ShouldBe(Acknowledgement.Delivered);
        Loaded.Problems("store: none\nacknowledge: stored").ShouldBe(
            ["2:14: error: 'stored' needs a store; leave out 'store: none', or acknowledge mail when it is 'delivered'"]);
    }
}
