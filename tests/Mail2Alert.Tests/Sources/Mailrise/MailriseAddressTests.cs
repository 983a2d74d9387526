using Mail2Alert.Sources.Mailrise;

namespace Mail2Alert.Tests.Sources.Mailrise;

public sealed class MailriseAddressTests
{
    [Theory]
    [InlineData("ops@mailrise.xyz", "ops", "mailrise.xyz", "Info")]
    [InlineData("ops.failure@mailrise.xyz", "ops", "mailrise.xyz", "Failure")]
    [InlineData("ops.FAILURE@MailRise.XYZ", "ops", "mailrise.xyz", "Failure")]
    [InlineData("Ops.warning@example.com", "Ops", "example.com", "Warning")]
    [InlineData("ops.success@example.com", "ops", "example.com", "Success")]
    [InlineData("ops.info@example.com", "ops", "example.com", "Info")]
    [InlineData("first.last@example.com", "first.last", "example.com", "Info")]
    [InlineData("first.last.failure@example.com", "first.last", "example.com", "Failure")]
    [InlineData("\"a b.warning\"@example.com", "a b", "example.com", "Warning")]
    public void Says_whom_and_how_bad(string address, string user, string domain, string type) =>
        MailriseAddress.Of(TestPath.Of(address)).ShouldBe(new MailriseAddress(user, domain, Enum.Parse<MailriseType>(type)));

    [Theory]
    [InlineData("root")]
    [InlineData("")]
    public void Without_a_domain_it_names_nobody(string address) => MailriseAddress.Of(TestPath.Of(address)).ShouldBeNull();

    [Theory]
    [InlineData("ops", "ops@mailrise.xyz", true)]
    [InlineData("ops", "ops@example.com", false)]
    [InlineData("ops", "OPS@mailrise.xyz", false)]
    [InlineData("ops@Example.COM", "ops@example.com", true)]
    [InlineData("*", "x@mailrise.xyz", true)]
    [InlineData("*", "x@example.com", false)]
    [InlineData("*@*", "first.last@example.com", true)]
    [InlineData("nas?@*.example.com", "nas1@home.example.com", true)]
    [InlineData("\"a b\"@example.com", "\"a b\"@example.com", true)]
    public void A_pattern_names_addresses(string pattern, string address, bool isNamed) =>
        MailrisePattern.Parse(pattern)!.Names(MailriseAddress.Of(TestPath.Of(address))!).ShouldBe(isNamed);

    [Theory]
    [InlineData("first.last")]
    [InlineData("first.last@example.com")]
    [InlineData("*.*@example.com")]
    [InlineData("ops@")]
    [InlineData("@example.com")]
    [InlineData("a@b@c")]
    [InlineData("")]
    public void A_pattern_has_a_user_without_dots_and_a_domain(string pattern) => MailrisePattern.Parse(pattern).ShouldBeNull();
}
