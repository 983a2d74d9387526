using Mail2Alert.Configuration;

namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class HostNameSectionTests
{
    [Fact]
    public void We_are_called_what_the_file_says() => Load("hostname: alerts.example.com").Configuration!.HostName.ShouldBe("alerts.example.com");

    [Fact]
    public void We_are_called_as_the_machine_otherwise() =>
        Load("listeners: smtp://127.0.0.1:2525").Configuration!.HostName.ShouldBe(Mail2AlertConfiguration.MachineName);

    [Theory]
    [InlineData("a b")]
    [InlineData("-a.example.com")]
    [InlineData("a..b")]
    [InlineData("\"x\\r\\nRCPT TO:<a@b>\"")]
    public void A_name_that_could_not_stand_in_a_greeting_is_refused(string name) =>
        Load($"hostname: {name}").Problems.Single().ToString().ShouldStartWith("test.yml:1:11: error: 'hostname' expects a host name");

    private static ConfigurationResult Load(string text) => new ConfigurationLoader(_ => null).Parse(text, "test.yml");
}
