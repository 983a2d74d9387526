using Mail2Alert.Tests.Configuration.Conversion;

namespace Mail2Alert.Tests.Configuration.Mailrise;

public sealed class MailriseRoutingTests
{
    private const string File = """
        relay: mail.example.com
        configs:
          ops: { urls: [ 'mailto:a@x' ] }
          "n[ao]s@*": { urls: [ 'mailto:b@x' ] }
          "*@home.example.com": { urls: [ 'mailto:c@x' ] }
        """;

    [Theory]
    [InlineData("ops@mailrise.xyz", "Info Info 'Disk ([no sender])' to [a@x], others []")]
    [InlineData("ops.info@mailrise.xyz", "Info Info 'Disk ([no sender])' to [a@x], others []")]
    [InlineData("ops.success@mailrise.xyz", "Resolved Info 'Disk ([no sender])' to [a@x], others []")]
    [InlineData("ops.Warning@mailrise.xyz", "Info Warning 'Disk ([no sender])' to [a@x], others []")]
    [InlineData("ops.FAILURE@mailrise.xyz", "Info Error 'Disk ([no sender])' to [a@x], others []")]
    [InlineData("nas.failure@home.example.com", "Info Error 'Disk ([no sender])' to [b@x], others []")]
    [InlineData("first.last@home.example.com", "Info Info 'Disk ([no sender])' to [c@x], others []")]
    [InlineData("ops@example.com", "Forward")]
    public async Task The_address_says_whom_and_how_bad(string recipient, string said) =>
        (await Behaviour.OfAsync(Loaded.Valid(File), Behaviour.Mail("Disk", "a@b", recipient))).ShouldBe([said]);

    [Fact]
    public async Task Each_recipient_of_a_mail_has_its_own() =>
        (await Behaviour.OfAsync(Loaded.Valid(File), Behaviour.Mail("Disk", "a@b", "ops.failure@mailrise.xyz", "nas.success@x", "anna@x"))).ShouldBe(
        [
            "2 alerts, others [anna@x]",
            "Info Error 'Disk ([no sender])' to [a@x], others []",
            "Resolved Info 'Disk ([no sender])' to [b@x], others []",
        ]);

    [Fact]
    public async Task Every_mail_is_told_whatever_came_before()
    {
        string[] types = ["failure", "failure", "success", "success", "failure"];
        var said = await Behaviour.OfAsync(Loaded.Valid(File), types.Select(type => Behaviour.Mail("Disk", "a@b", $"ops.{type}@mailrise.xyz")));

        said.ShouldAllBe(one => one.Contains("to [a@x]"));
        said.Select(one => one.Split(' ')[1]).ShouldBe(["Error", "Error", "Info", "Info", "Error"]);
    }

    [Fact]
    public async Task Templates_say_what_Mailrise_said() =>
        (await Behaviour.OfAsync(Loaded.Valid(File + "\n" + """
              words:
                urls: [ 'mailto:w@x' ]
                mailrise: { title_template: '{$config} ${type}: $subject $$5 $nobody' }
            """), Behaviour.Mail("Disk", "a@b", "words.failure@mailrise.xyz")))
        .ShouldBe(["Info Error '{ words } failure: Disk $5 $nobody' to [w@x], others []"]);

    [Fact]
    public void Only_recipients_that_a_config_names_are_claimed()
    {
        var claim = Loaded.Valid(File).Sources.OfType<Mail2Alert.Configuration.SourceSettings.Mailrise>().Single().Settings.Claim;

        claim.Covers(Behaviour.Mail("x", "a@b", "ops.failure@mailrise.xyz").Envelope).ShouldBe((true, "it is to one of the recipients of mailrise"));
        claim.Covers(Behaviour.Mail("x", "a@b", "anna@x").Envelope).ShouldBe((false, "it is not to one of the recipients of mailrise"));
    }
}
