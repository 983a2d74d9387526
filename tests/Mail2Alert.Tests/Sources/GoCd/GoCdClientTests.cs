using System.Net;
using Mail2Alert.Sources.GoCd;

namespace Mail2Alert.Tests.Sources.GoCd;

/// <summary>What goes wrong is told in a sentence that says what to do.</summary>
public sealed class GoCdClientTests
{
    private readonly FakeGoCd _server = new();

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "refused the login (401): check `token:` or `user:`/`password:` of source gocd; with security switched off")]
    [InlineData(HttpStatusCode.Forbidden, "does not allow api/dashboard (403): the user of source gocd needs permission")]
    [InlineData(HttpStatusCode.NotFound, "does not know api/dashboard (404): check that `url:` of source gocd ends in /go")]
    [InlineData(HttpStatusCode.Accepted, "not ready yet (202)")]
    [InlineData(HttpStatusCode.InternalServerError, "answered api/dashboard with status 500")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "not available (503): it starts, or is in maintenance")]
    public async Task Explains_a_status(HttpStatusCode status, string sentence)
    {
        _server.With(FakeGoCd.Dashboard, status, "<secret>");
        var trouble = await TroubleAsync();
        trouble.ShouldContain(sentence);
        trouble.ShouldNotContain("secret");
    }

    [Fact]
    public async Task Explains_a_web_page_in_place_of_the_api()
    {
        _server.With(FakeGoCd.Dashboard, "<html>Welcome</html>", "text/html");
        (await TroubleAsync()).ShouldContain("ends in /go");
    }

    [Fact]
    public async Task Names_the_address_of_a_redirect_and_does_not_follow_it()
    {
        _server.With(FakeGoCd.Dashboard, (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.Found)
        {
            Headers = { Location = new Uri("https://sso.example.net/login?ticket=secret") },
        }));
        var trouble = await TroubleAsync();
        trouble.ShouldContain("https://sso.example.net/login");
        trouble.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"_embedded":null}""")]
    [InlineData("""{"_embedded":{"pipeline_groups":null}}""")]
    [InlineData("""{"_embedded":{"pipeline_groups":[null]}}""")]
    [InlineData("""{"_embedded":{"pipeline_groups":[{"name":"shop"}]}}""")]
    [InlineData("""{"_embedded":{"pipeline_groups":[{"name":null,"pipelines":[]}]}}""")]
    [InlineData("""{"_embedded":{"pipeline_groups":[{"name":"shop","pipelines":[null]}]}}""")]
    [InlineData("""{"_embedded":{"pipeline_groups":[{"name":"shop","pipelines":[7]}]}}""")]
    [InlineData("""{"_embedded":{"pipeline_groups":[{"name":"shop","pip""")]
    public async Task Explains_an_answer_of_another_shape(string json)
    {
        _server.With(FakeGoCd.Dashboard, json);
        (await TroubleAsync()).ShouldStartWith("api/dashboard is not what GoCD sends");
    }

    [Fact]
    public async Task Stops_reading_an_answer_that_is_too_large()
    {
        var endless = new Endless(50 * 1024 * 1024);
        _server.With(FakeGoCd.Dashboard, (_, _) => Task.FromResult(new HttpResponseMessage { Content = new StreamContent(endless) }));
        (await TroubleAsync()).ShouldBe("GoCD's answer is larger than 16777216 octets: raise `lookup-size`");
        endless.Position.ShouldBeLessThan(18 * 1024 * 1024);
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, "no address is known for gocd.example.net (DNS)")]
    [InlineData(HttpRequestError.ConnectionError, "cannot connect to gocd.example.net")]
    [InlineData(HttpRequestError.SecureConnectionError, "cannot agree on TLS with gocd.example.net")]
    [InlineData(HttpRequestError.ResponseEnded, "the call to gocd.example.net broke")]
    public async Task Explains_a_broken_connection(HttpRequestError error, string sentence)
    {
        _server.With(FakeGoCd.Dashboard, (_, _) => throw new HttpRequestException(error, "reason"));
        (await TroubleAsync()).ShouldContain(sentence);
    }

    [Theory]
    [InlineData("<Projects><Project")]
    [InlineData("not XML")]
    [InlineData("<!DOCTYPE p [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Projects><Project name=\"&x;\"/></Projects>")]
    [InlineData("<!DOCTYPE p [<!ENTITY x \"y\">]><Projects><Project name=\"&x;\"/></Projects>")]
    public async Task Explains_xml_that_is_broken_or_has_a_DTD(string xml)
    {
        _server.With(FakeGoCd.CcTray, xml, "text/xml");
        var fetched = await new StageHistoryLookup(_server.Client()).FetchAsync(Cancel);
        fetched.ToString().ShouldContain("cctray.xml is not what GoCD sends");
    }

    [Fact]
    public async Task Throws_when_it_is_cancelled_and_only_then()
    {
        using var patience = new CancellationTokenSource();
        _server.With(FakeGoCd.Dashboard, async (_, cancel) =>
        {
            await patience.CancelAsync();
            cancel.ThrowIfCancellationRequested();
            return new HttpResponseMessage();
        });
        await Should.ThrowAsync<OperationCanceledException>(_server.Client().AskAsync(PipelineGroupCalls.Dashboard, null, patience.Token));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<string> TroubleAsync() =>
        (await _server.Client().AskAsync(PipelineGroupCalls.Dashboard, null, Cancel)).Trouble.ShouldNotBeNull();

    /// <summary>A well-formed beginning of JSON without an end, made as it is read.</summary>
    private sealed class Endless(long length) : Stream
    {
        public override long Length => length;

        public override long Position { get; set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override int Read(byte[] buffer, int offset, int count)
        {
            var size = (int)Math.Min(count, length - Position);
            buffer.AsSpan(offset, size).Fill((byte)' ');
            Position += size;
            return size;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
