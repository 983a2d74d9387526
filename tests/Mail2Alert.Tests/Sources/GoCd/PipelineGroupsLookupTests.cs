using System.Net;
using System.Net.Http.Headers;
using Mail2Alert.Sources.GoCd;
using Mail2Alert.Sources.Lookups;

namespace Mail2Alert.Tests.Sources.GoCd;

public sealed class PipelineGroupsLookupTests
{
    private const string AdministeredGroups =
        """{"_links":{},"_embedded":{"groups":[{"name":"shop","authorization":{},"pipelines":[{"_links":{},"name":"build"}]}]}}""";

    private const string DashboardGroups =
        """
        {"_personalization":"abc","_embedded":{"pipeline_groups":[{"name":"shop","pipelines":["build","deploy"],"can_administer":false},
        {"name":"infra","pipelines":["dns"]}],"environments":[],"pipelines":[{"name":"build","pause_info":{"paused_by":null}}]}}
        """;

    private const string ListedGroups =
        """[{"name":"shop","pipelines":[{"name":"build","label":"1","stages":[{"name":"test"}],"materials":[]}]}]""";

    private readonly FakeGoCd _server = new();

    [Fact]
    public async Task Unites_what_the_user_administers_with_what_the_user_may_view()
    {
        _server.With(FakeGoCd.Administered, AdministeredGroups).With(FakeGoCd.Dashboard, DashboardGroups);
        var groups = await FetchAsync();
        Text(groups).ShouldBe("shop: build, deploy; infra: dns");
        groups.IsComplete.ShouldBeTrue();
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task Is_content_with_the_dashboard_for_a_user_without_privileges(HttpStatusCode refusal)
    {
        _server.With(FakeGoCd.Administered, refusal).With(FakeGoCd.Dashboard, DashboardGroups);
        var groups = await FetchAsync();
        Text(groups).ShouldBe("shop: build, deploy; infra: dns");
        groups.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task Asks_old_servers_in_the_old_way_and_remembers_it()
    {
        _server.With(FakeGoCd.Listing, ListedGroups);
        var lookup = Lookup();
        Text(Groups(await lookup.FetchAsync(Cancel))).ShouldBe("shop: build");
        _server.Asked.Clear();
        Text(Groups(await lookup.FetchAsync(Cancel))).ShouldBe("shop: build");
        _server.Asked.ShouldBe([FakeGoCd.Administered, FakeGoCd.Listing], ignoreOrder: true);
    }

    [Fact]
    public async Task Finds_the_new_way_when_the_server_was_updated()
    {
        _server.With(FakeGoCd.Listing, ListedGroups);
        var lookup = Lookup();
        await lookup.FetchAsync(Cancel);
        _server.With(FakeGoCd.Listing, HttpStatusCode.NotFound).With(FakeGoCd.Dashboard, DashboardGroups);
        Text(Groups(await lookup.FetchAsync(Cancel))).ShouldBe("shop: build, deploy; infra: dns");
    }

    [Theory]
    [InlineData(HttpStatusCode.Accepted)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task Knows_that_pipelines_may_be_missing_when_the_dashboard_fails(HttpStatusCode status)
    {
        _server.With(FakeGoCd.Administered, AdministeredGroups).With(FakeGoCd.Dashboard, status);
        var groups = await FetchAsync();
        Text(groups).ShouldBe("shop: build");
        groups.IsComplete.ShouldBeFalse();
    }

    [Fact]
    public async Task Keeps_its_copy_when_the_server_says_that_nothing_changed()
    {
        var tag = new EntityTagHeaderValue("\"abc\"");
        var unchanged = 0;
        _server.With(FakeGoCd.Dashboard, (request, _) =>
        {
            if (request.Headers.IfNoneMatch.Contains(tag))
            {
                unchanged++;
                return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotModified));
            }
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent(DashboardGroups), Headers = { ETag = tag } });
        });
        var lookup = Lookup();
        await lookup.FetchAsync(Cancel);
        Text(Groups(await lookup.FetchAsync(Cancel))).ShouldBe("shop: build, deploy; infra: dns");
        unchanged.ShouldBe(1);
    }

    [Fact]
    public async Task Takes_an_empty_list_for_a_failure()
    {
        _server.With(FakeGoCd.Dashboard, """{"_embedded":{"pipeline_groups":[]}}""");
        Trouble(await Lookup().FetchAsync(Cancel)).ShouldContain("shows no pipelines at all");
    }

    [Fact]
    public async Task Shows_a_token_or_a_password_or_nothing_as_configured()
    {
        ApiLogin?[] logins = [new ApiLogin.Bearer(new Secret("t0ken")), new ApiLogin.Basic("anna", new Secret("pässword")), null];
        foreach (var login in logins)
            await new PipelineGroupsLookup(_server.Client(FakeGoCd.Settings with { Login = login }), "gocd").FetchAsync(Cancel);
        _server.Logins.Distinct().Select(login => login?.ToString()).ShouldBe(["Bearer t0ken", "Basic YW5uYTpww6Rzc3dvcmQ=", null]);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private PipelineGroupsLookup Lookup() => new(_server.Client(), "gocd");

    private async Task<PipelineGroups> FetchAsync() => Groups(await Lookup().FetchAsync(Cancel));

    private static PipelineGroups Groups(Fetched<PipelineGroups> fetched) => fetched.ShouldBeOfType<Fetched<PipelineGroups>.Got>().Value;

    private static string Trouble(Fetched<PipelineGroups> fetched) => fetched.ShouldBeOfType<Fetched<PipelineGroups>.Failed>().Why;

    private static string Text(PipelineGroups groups) =>
        string.Join("; ", groups.All.Select(group => $"{group.Name}: {string.Join(", ", group.Pipelines)}"));
}
