using Mail2Alert.Configuration;

namespace Mail2Alert.Tests.Configuration;

public sealed class ConfigurationFileTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void The_option_counts_for_more_than_the_environment() =>
        ConfigurationFile.Find("option.yml", _ => "variable.yml")!.Path.ShouldBe("option.yml");

    [Fact]
    public void The_environment_counts_for_more_than_the_usual_places() =>
        ConfigurationFile.Find(null, Named("variable.yml"), [Written("usual.yml", "")])!.Path.ShouldBe("variable.yml");

    [Fact]
    public void Of_the_usual_places_the_first_with_a_file_is_taken()
    {
        var second = Written("second.yml", "");
        var third = Written("third.yml", "");
        ConfigurationFile.Find(null, _ => null, [InDirectory("first.yml"), second, third])!.Path.ShouldBe(second);
    }

    [Fact]
    public void No_file_at_all_is_no_mistake() => ConfigurationFile.Find(null, _ => null, [InDirectory("none.yml")]).ShouldBeNull();

    [Fact]
    public void A_named_file_that_is_missing_is_an_error()
    {
        var path = InDirectory("none.yml");
        var result = new ConfigurationLoader(Named(path)).Load((string?)null);
        result.Configuration.ShouldBeNull();
        result.Problems.ShouldHaveSingleItem().ToString()
            .ShouldBe($"{path}: error: this file, named by $MAIL2ALERT_CONFIGURATION, does not exist");
    }

    [Fact]
    public void A_directory_in_place_of_a_file_is_an_error() =>
        new ConfigurationLoader(_ => null).Load(_directory.FullName).Problems.ShouldHaveSingleItem().Text
            .ShouldStartWith("this file, named by --config, cannot be read: ");

    [Fact]
    public void A_file_is_read_and_named_in_messages()
    {
        var path = Written("mail2alert.yml", "lisseners: x");
        new ConfigurationLoader(_ => null).Load(path).Problems.ShouldHaveSingleItem().ToString()
            .ShouldBe($"{path}:1:1: error: unknown key 'lisseners'; did you mean 'listeners'?");
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    [InlineData("---\n")]
    public void Without_keys_the_defaults_are_safe(string text)
    {
        var defaults = Loaded.Valid(text);
        defaults.Listeners.ShouldHaveSingleItem().ToString().ShouldBe("smtp://127.0.0.1:2525");
        defaults.Listeners[0].Rules.Networks.Select(network => network.ToString()).ShouldBe(["127.0.0.0/8", "::1/128"]);
        defaults.Relay.ShouldBeNull();
        defaults.Slack.Token.ShouldBeNull();
        defaults.Limits.ShouldBe(new LimitSettings());
        defaults.Sources.ShouldBeEmpty();
        defaults.Receivers.ShouldBeEmpty();
        defaults.Routes.ShouldBeEmpty();
    }

    // Of the usual places, only /etc could have a file on a machine where the tests run.
    [Fact]
    public void Where_there_is_no_file_the_defaults_apply_and_mail_is_recognised()
    {
        var result = new ConfigurationLoader(_ => null).Load((string?)null);
        result.File.ShouldBeNull();
        result.Configuration.ShouldNotBeNull().Sources.ShouldHaveSingleItem().ShouldBeOfType<SourceSettings.Auto>();
    }

    private static Func<string, string?> Named(string path) => name => name == ConfigurationFile.Variable ? path : null;

    private string InDirectory(string name) => Path.Combine(_directory.FullName, name);

    private string Written(string name, string text)
    {
        File.WriteAllText(InDirectory(name), text);
        return InDirectory(name);
    }
}
