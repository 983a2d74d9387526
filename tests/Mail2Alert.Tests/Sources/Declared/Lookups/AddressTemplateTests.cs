using CsCheck;
using Mail2Alert.Sources.Declared;
using Mail2Alert.Sources.Declared.Lookups;

namespace Mail2Alert.Tests.Sources.Declared.Lookups;

/// <summary>What a mail says fills its place in an address, and never leaves it.</summary>
public sealed class AddressTemplateTests
{
    [Theory]
    [InlineData("photos", "https://cmdb.example.com/api/jobs/photos?host=photos&v=2")]
    [InlineData("a/b", "https://cmdb.example.com/api/jobs/a%2Fb?host=a%2Fb&v=2")]
    [InlineData("a?b#c&d=e", "https://cmdb.example.com/api/jobs/a%3Fb%23c%26d%3De?host=a%3Fb%23c%26d%3De&v=2")]
    [InlineData("a b+c%2F", "https://cmdb.example.com/api/jobs/a%20b%2Bc%252F?host=a%20b%2Bc%252F&v=2")]
    [InlineData("@evil.example.com:80", "https://cmdb.example.com/api/jobs/%40evil.example.com%3A80?host=%40evil.example.com%3A80&v=2")]
    [InlineData("år", "https://cmdb.example.com/api/jobs/%C3%A5r?host=%C3%A5r&v=2")]
    [InlineData("v1..v2", "https://cmdb.example.com/api/jobs/v1..v2?host=v1..v2&v=2")]
    [InlineData("{{ job }}", "https://cmdb.example.com/api/jobs/%7B%7B%20job%20%7D%7D?host=%7B%7B%20job%20%7D%7D&v=2")]
    public void A_field_is_percent_encoded(string job, string address)
    {
        var uri = AddressTemplate.ToUri(Fill(job).ShouldBeOfType<Address.Known>().Value);
        uri.AbsoluteUri.ShouldBe(address);
        (uri.Host, uri.Port, uri.UserInfo).ShouldBe(("cmdb.example.com", 443, ""));
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../../admin")]
    [InlineData("a/../../admin")]
    [InlineData("..\\admin")]
    [InlineData("..;/admin")]
    [InlineData("a\r\nHost: evil")]
    [InlineData("a\0b")]
    [InlineData("a\u007fb")]
    public void What_a_server_could_take_for_another_place_is_refused(string job) => Fill(job).ShouldBeOfType<Address.Refused>();

    [Fact]
    public void An_address_that_is_too_long_is_refused() => Fill(new string('x', 8000)).ShouldBeOfType<Address.Refused>();

    [Fact]
    public void An_address_whose_field_is_missing_is_incomplete() => Fill(null).ShouldBeOfType<Address.Incomplete>();

    [Theory]
    [InlineData("{{ short job }}", ".example.com")]
    [InlineData("{{ replace job \"a\" \"\" }}", "aaa")]
    [InlineData("{{ first other other }}", "x")]
    public void A_place_that_would_be_empty_is_incomplete(string field, string job) =>
        Fill(job, $"https://cmdb.example.com/jobs/{field}").ShouldBeOfType<Address.Incomplete>();

    [Fact]
    public void Filters_work_on_what_the_mail_says_and_not_on_what_is_encoded() =>
        Fill("ÅR", "https://cmdb.example.com/{{ lower job }}{{#if job}}/x{{/if}}").ShouldBe(new Address.Known("https://cmdb.example.com/%C3%A5r/x"));

    [Fact]
    public void No_text_of_any_mail_changes_anything_but_its_place() => Gen.OneOf(Gen.String, Gen.String["./\\?#&=%@:;{}\r\n\0 ab"]).Sample(text =>
    {
        if (Fill(text) is not Address.Known { Value: var address })
            return true;
        var uri = AddressTemplate.ToUri(address);
        return uri.GetLeftPart(UriPartial.Authority) == "https://cmdb.example.com"
            && uri.AbsolutePath.Split('/') is ["", "api", "jobs", var segment] && Uri.UnescapeDataString(segment) == text.Trim()
            && uri.Query.Split('&') is [var host, "v=2"] && host == $"?host={segment}"
            && uri.Fragment.Length == 0
            && uri.AbsoluteUri == address
            && address.All(character => character is > ' ' and < '\u007f');
    });

    private static Address Fill(string? job, string template = "https://cmdb.example.com/api/jobs/{{ job }}?host={{ job }}&v=2")
    {
        var mail = new OpenMail(TestMail.Of("s", ""));
        mail.Found("job", job);
        return new AddressTemplate(template, new Uri("https://cmdb.example.com/")).Of(mail);
    }
}
