using Mail2Alert.Alerts;
using Mail2Alert.Configuration;
using Mail2Alert.Messages;
using Mail2Alert.Sources;
using Mail2Alert.Sources.Declared;
using Mail2Alert.Tests.Configuration;
using Mail2Alert.Tests.Sources.GoCd;

namespace Mail2Alert.Tests.Sources.Declared;

public sealed class AutoSourceTests
{
    [Fact]
    public async Task An_alert_is_the_configured_sources_and_labelled_and_keyed_by_what_recognised_it()
    {
        var reading = await ReadAsync(TestSources.Auto(), TestMail.Of("[rkhunter] Warnings found for web1", ""));

        (reading.Alert.Source, reading.Alert.Labels["source"], reading.Alert.Key).ShouldBe(("auto", "rkhunter", "rkhunter:web1"));
        reading.Notes.ShouldBe(["it is read as a mail of rkhunter"]);
    }

    [Fact]
    public async Task A_mail_of_GoCD_keeps_the_events_of_GoCD()
    {
        var alert = (await ReadAsync(TestSources.Auto(), TestMail.Of("Stage [build/7/test/1] is broken", ""))).Alert;

        (alert.Labels["source"], alert.Key, alert.Event, alert.Edges?.Closes).ShouldBe(("gocd", "gocd:build/test", "BREAKS", "FIXED"));
    }

    [Fact]
    public async Task What_nobody_recognises_is_read_by_words_and_says_how_sure_that_is()
    {
        var sure = (await ReadAsync(TestSources.Auto(), TestMail.Of("Pump 3 at well.example.net failed", ""))).Alert;
        var unsure = (await ReadAsync(TestSources.Auto(), TestMail.Of("Pump 3", "It has failed."))).Alert;
        var none = (await ReadAsync(TestSources.Auto(), TestMail.Of("Pump 3", "It pumps."))).Alert;

        (sure.Status, sure.Labels["confidence"], sure.Labels["host"]).ShouldBe((AlertStatus.Firing, "likely", "well.example.net"));
        (unsure.Status, unsure.Labels["confidence"]).ShouldBe((AlertStatus.Firing, "unsure"));
        (none.Status, none.Labels["confidence"]).ShouldBe((AlertStatus.Info, "none"));
    }

    [Fact]
    public async Task A_mail_without_what_must_be_in_it_is_left_to_the_next_with_nothing_found_so_far()
    {
        var first = Definition("first", """
            claim: { subject: /job/ }
            extract: { subject: [ 'on (?<host>\w+)', { expression: 'job (?<job>\d+)', required: true } ] }
            key: '{{ job }}'
            """);
        var second = Definition("second", "key: 'k{{#if host}} {{ host }}{{/if}}'\nextract: { text: '(?<host>never)' }");
        var auto = new AutoSource("auto", new Claim([], []), [first, second], FakeGoCd.Offline());

        var reading = await ReadAsync(auto, TestMail.Of("job nine on db1", ""));

        (reading.Alert.Key, reading.Alert.Labels["host"]).ShouldBe(("second:k", null));
    }

    [Fact]
    public async Task What_is_built_in_is_gone_through_once_and_not_before_it_is_needed()
    {
        var rounds = 0;
        IEnumerable<SourceDefinition> Definitions()
        {
            rounds++;
            yield return Definition("any", "key: k\nextract: { text: '(?<host>never)' }");
        }
        var auto = new AutoSource("auto", new Claim([], []), Definitions(), FakeGoCd.Offline());

        rounds.ShouldBe(0);
        await auto.WarmUpAsync(TestContext.Current.CancellationToken);
        rounds.ShouldBe(1);
        await ReadAsync(auto, TestMail.Of("job", ""));
        rounds.ShouldBe(1);
    }

    [Fact]
    public void However_many_are_asked_all_of_them_share_the_time_that_a_mail_may_take()
    {
        var mail = new OpenMail(TestMail.Of("job", ""));
        mail.Found("host", "web1");

        mail.Anew().MatchBudget.ShouldBeSameAs(mail.MatchBudget);
        mail.Anew().Fields.ShouldBeEmpty();
    }

    private static SourceDefinition Definition(string name, string text)
    {
        var source = Loaded.Valid($"sources:\n  {name}:\n    {text.ReplaceLineEndings("\n    ")}\n").Sources.ShouldHaveSingleItem().ShouldBeOfType<SourceSettings.Declared>();
        return source.Definition with { Recognises = source.Claim.Mail };
    }

    private static async Task<Reading.Understood> ReadAsync(ISource source, Message mail) =>
        (await source.ReadAsync(mail, TestContext.Current.CancellationToken)).ShouldBeOfType<Reading.Understood>();
}
