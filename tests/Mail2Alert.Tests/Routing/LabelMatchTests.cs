using CsCheck;
using Mail2Alert.Alerts;
using Mail2Alert.Routing;

namespace Mail2Alert.Tests.Routing;

public sealed class LabelMatchTests
{
    [Theory]
    [InlineData("host=web1", "Yes")]
    [InlineData(" host = \"web1\" ", "Yes")]
    [InlineData("host=web", "No")]
    [InlineData("host!=web2", "Yes")]
    [InlineData("host=~web.", "Yes")]
    [InlineData("host=~\"web|db\"", "No")]
    [InlineData("host=~we", "No")]
    [InlineData("host!~\"db.*\"", "Yes")]
    [InlineData("site=", "Yes")]
    [InlineData("site!=berlin", "Yes")]
    [InlineData("site=~.+", "No")]
    [InlineData("group=shop", "Unknown")]
    [InlineData("group!=shop", "Unknown")]
    public void Matches_as_Alertmanager_does(string text, string truth)
    {
        var alert = TestAlert.Of(("host", "web1"));

        LabelMatch.Parse(text).Match.ShouldNotBeNull()
            .Matches(alert with { Labels = alert.Labels.WithUnknown("group", "the API is down") }).ToString().ShouldBe(truth);
    }

    [Theory]
    [InlineData("host")]
    [InlineData("=web1")]
    [InlineData("host==web1")]
    [InlineData("host=\"web1")]
    [InlineData("host=web\"1")]
    [InlineData("host=\"a\"b\"")]
    [InlineData("{host=web1}")]
    [InlineData("host name=web1")]
    public void What_is_none_is_said_to_be_none(string text) => LabelMatch.Parse(text).Mistake.ShouldNotBeNull().ShouldStartWith($"'{text}' is not a matcher: ");

    [Fact]
    public void Is_written_so_that_it_reads_the_same_again() =>
        Gen.String.Sample(value =>
        {
            var alert = TestAlert.Of(("host", value));
            var written = LabelMatch.Parse($"host=\"{value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"").Match!;

            LabelMatch.Parse(written.ToString()).Match!.Matches(alert).ShouldBe(Truth.Yes);
        });

    [Fact]
    public void One_that_is_far_too_long_is_refused() =>
        LabelMatch.Parse("host=" + new string('x', 2000)).Mistake.ShouldBe("a matcher has 1000 characters at the most, this one 2005");
}
