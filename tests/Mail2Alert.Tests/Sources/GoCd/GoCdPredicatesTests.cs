using Mail2Alert.Alerts;
using Mail2Alert.Sources;
using Mail2Alert.Sources.GoCd;

namespace Mail2Alert.Tests.Sources.GoCd;

public sealed class GoCdPredicatesTests
{
    private static readonly PipelineGroups Groups = new(
        [new PipelineGroup("blue", ["shop", "shop-deploy"]), new PipelineGroup("red", ["wiki"])],
        isComplete: true);

    [Fact]
    public void All_are_in_the_catalogue() =>
        SourcePredicates.ByName.Keys.Order(StringComparer.Ordinal)
            .ShouldBe(["mail.in_subject", "pipelines.all", "pipelines.any", "pipelines.in_group", "pipelines.name_like_in_group"]);

    [Theory]
    [InlineData("pipelines.any")]
    [InlineData("pipelines.all")]
    public void Any_means_every_alert_of_GoCD_and_no_other(string name)
    {
        Ask(name, [], Alert("shop", Groups)).ShouldBe(Truth.Yes);
        Ask(name, [], Alert(null, PipelineGroups.None)).ShouldBe(Truth.Yes);
        Ask(name, [], Alert("shop", Groups) with { Facts = null }).ShouldBe(Truth.No);
    }

    [Theory]
    [InlineData("shop", "blue", "Yes")]
    [InlineData("shop", "red", "No")]
    [InlineData("Shop", "blue", "No")]
    [InlineData("shop", "BLUE", "No")]
    [InlineData("shop-build", "blue", "No")]
    [InlineData(null, "blue", "No")]
    public void In_group_compares_exactly(string? pipeline, string group, string expected) =>
        Ask("pipelines.in_group", [group], Alert(pipeline, Groups)).ToString().ShouldBe(expected);

    [Fact]
    public void Nothing_can_be_denied_while_groups_are_missing()
    {
        Ask("pipelines.in_group", ["blue"], Alert("shop", PipelineGroups.Unknown)).ShouldBe(Truth.Unknown);
        Ask("pipelines.in_group", ["blue"], Alert("new", Groups.AsIncomplete())).ShouldBe(Truth.Unknown);
        Ask("pipelines.in_group", ["red"], Alert("shop", Groups.AsIncomplete())).ShouldBe(Truth.No);
        Ask("pipelines.name_like_in_group", ["^(.+)-x$", "blue"], Alert("shop-x", PipelineGroups.Unknown)).ShouldBe(Truth.Unknown);
        Ask("pipelines.name_like_in_group", ["^(.+)-y$", "blue"], Alert("shop-x", PipelineGroups.Unknown)).ShouldBe(Truth.No);
    }

    [Theory]
    [InlineData("^(.+)-branch-.*$", "shop-branch-7", "Yes")]
    [InlineData("^(.+)-branch-.*$", "wiki-branch-7", "No")]
    [InlineData("^(.+)-branch-.*$", "shop", "No")]
    [InlineData("(shop)-[0-9]", "my-shop-7", "Yes")]
    [InlineData("shop", "my-shop-7", "Yes")]
    [InlineData("(?:my-)(shop)", "my-shop-7", "Yes")]
    [InlineData("my-(?P<base>[a-z]+)-(\\d)", "my-shop-7", "Yes")]
    [InlineData("(my)-(?P<base>[a-z]+)", "my-shop-7", "No")]
    [InlineData("\\(?(?P<base>shop)", "my-shop-7", "Yes")]
    [InlineData("(?=.*7$)my-(shop)", "my-shop-7", "Yes")]
    [InlineData("(shop)-\\1", "shop-shop", "Yes")]
    [InlineData("(?P<n>shop)-(?P=n)", "shop-shop", "Yes")]
    [InlineData("(wiki)?-x", "my-x", "No")]
    public void Name_like_means_that_what_the_first_group_captures_is_in_the_group(string expression, string pipeline, string expected) =>
        Ask("pipelines.name_like_in_group", [expression, "blue"], Alert(pipeline, Groups)).ToString().ShouldBe(expected);

    [Fact]
    public void An_expression_that_takes_too_long_decides_nothing() =>
        Ask("pipelines.name_like_in_group", ["^(?=(a+)+$)x", "blue"], Alert(new string('a', 200) + "!", Groups)).ShouldBe(Truth.Unknown);

    [Theory]
    [InlineData("(")]
    [InlineData("[a-")]
    [InlineData("(?P<1x")]
    public void A_bad_expression_is_refused_with_a_sentence(string expression) =>
        Should.Throw<FormatException>(() => SourcePredicates.ByName["pipelines.name_like_in_group"].Compile([expression, "blue"]))
            .Message.ShouldStartWith($"'{expression}' is not a regular expression");

    private static Truth Ask(string name, string[] arguments, Alert alert) => SourcePredicates.ByName[name].Compile(arguments)(alert);

    private static Alert Alert(string? pipeline, PipelineGroups groups) => new()
    {
        Source = "gocd",
        Key = "key",
        Status = AlertStatus.Firing,
        Severity = Severity.Error,
        Labels = Labels.Empty.With("pipeline", pipeline),
        Title = "",
        Text = "",
        Facts = new GoCdFacts(groups),
    };
}
