using Mail2Alert.Alerts;
using Mail2Alert.Configuration.Sections;
using Mail2Alert.Messages;
using Mail2Alert.Sources.Declared;
using Mail2Alert.Tests.Configuration;

namespace Mail2Alert.Tests.Corpus;

public sealed class RecognitionTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Corpus", "Mails");

    private static readonly BuiltInSource[] Specific = [.. BuiltInSources.All.Where(source => source.Recognises is not null)];

    public static TheoryData<string> Names => [.. Specific.Select(source => source.Name)];

    [Fact]
    public void No_two_sources_recognise_the_same_mail()
    {
        var captured =
            from file in Directory.EnumerateFiles(Folder, "*.eml", SearchOption.AllDirectories)
            let names = WhoRecognises(TestMail.OfBytes(File.ReadAllBytes(file)))
            where names.Count() != 1
            select $"{Path.GetFileName(file)}: {string.Join(", ", names)}";
        var written =
            from mail in WrittenMailTests.Written
            where mail.Source is not ("gocd" or "generic")
            let names = WhoRecognises(mail.Mail)
            where !names.SequenceEqual([mail.Source])
            select $"{mail.Source}: {string.Join(", ", names)}";

        captured.Concat(written).ShouldBeEmpty();
    }

    [Fact]
    public void Only_one_source_takes_what_no_other_does() =>
        BuiltInSources.All.Where(source => source.Recognises is null).Select(source => source.Name).ShouldBe([BuiltInSources.Names[^1]]);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_source_says_whose_mail_it_reads_and_shows_subjects(string name)
    {
        var source = BuiltInSources.Find(name);

        source.About.ShouldNotBeEmpty();
        source.Samples.ShouldNotBeEmpty();
        source.Definition.Key.ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_source_can_be_copied_into_a_file(string name) =>
        Loaded.Problems($"sources:\n  copy:\n    {BuiltInSources.TextOf(name).Trim().ReplaceLineEndings("\n    ")}\n").ShouldBeEmpty();

    // Reading takes milliseconds; an expression that is stopped had a thousand times as much.
    [Theory]
    [MemberData(nameof(Names))]
    public void No_mail_keeps_a_source_busy(string name)
    {
        var source = BuiltInSources.Find(name);
        foreach (var piece in (string[])["a", " ", "[", "(", "-", "1", "Ab ", ": ", "a: ", "] ", "\n", " - ", "Job: ", "error ", "https://a/", "Device: "])
        {
            foreach (var sample in source.Samples.Append(""))
            {
                var mail = new OpenMail(TestMail.Of(sample + string.Concat(Enumerable.Repeat(piece, 2000)), string.Concat(Enumerable.Repeat(piece, 32768 / piece.Length))));
                source.Recognises!.Holds(mail).ShouldNotBe(Truth.Unknown);
                new DefinedAlert(source.Definition, name).Make(OpenedMail.Of(mail, source.Definition));
                mail.MatchBudget.IsOver.ShouldBeFalse(piece);
            }
        }
    }

    private static IEnumerable<string> WhoRecognises(Message message)
    {
        var mail = new OpenMail(message);
        return Specific.Where(source => source.Recognises!.Holds(mail) == Truth.Yes).Select(source => source.Name);
    }
}
