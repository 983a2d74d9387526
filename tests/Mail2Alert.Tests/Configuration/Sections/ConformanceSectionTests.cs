namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class ConformanceSectionTests
{
    private const string Legacy = "{ local-smtp: ':1025', remote-smtp: mail.example.com, managers: [] }";

    [Fact]
    public void The_report_is_kept_where_the_file_says() =>
        Loaded.Valid("conformance: /var/lib/clients.json", ("STATE_DIRECTORY", "/var/lib/mail2alert")).ConformanceFile.ShouldBe("/var/lib/clients.json");

    [Fact]
    public void Otherwise_where_a_service_manager_says_that_state_belongs()
    {
        Loaded.Valid("", ("STATE_DIRECTORY", "/var/lib/mail2alert:/var/lib/other")).ConformanceFile.ShouldBe("/var/lib/mail2alert/clients.json");
        Loaded.Valid("").ConformanceFile.ShouldBeNull();
        Loaded.Valid("", ("STATE_DIRECTORY", "")).ConformanceFile.ShouldBeNull();
    }

    [Fact]
    public void The_old_file_has_it_there_too() =>
        Loaded.From(Legacy, ("STATE_DIRECTORY", "/var/lib/mail2alert")).Configuration?.ConformanceFile.ShouldBe("/var/lib/mail2alert/clients.json");

    [Theory]
    [InlineData("''")]
    [InlineData("/")]
    public void What_cannot_be_a_file_is_refused(string file) =>
        Loaded.Problems($"conformance: {file}").Single().ShouldStartWith("1:14: error: 'conformance' expects a file such as ");

    [Fact]
    public void A_list_is_refused() =>
        Loaded.Problems("conformance: [ a.json ]").Single().ShouldStartWith("1:14: error: 'conformance' expects a file such as ");
}
