using System.Text.Json.Nodes;
using Mail2Alert.Alerts;
using Mail2Alert.Cli.Learning;
using Mail2Alert.Configuration;
using Mail2Alert.Messages;
using Mail2Alert.Sources;
using Mail2Alert.Sources.Declared;
using Mail2Alert.Tests.Configuration;

namespace Mail2Alert.Tests.Cli.Learning;

/// <summary>What is learned from all mails of one notifier in the corpus, beside what is expected of them.</summary>
internal sealed record LearnedSource(string Notifier, IReadOnlyList<KnownMail> Mails, string Yaml, Trial Trial, Claim Claim, int Groups)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Corpus", "Mails");

    public static IReadOnlyList<KnownMail> Corpus { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.eml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(KnownMail.Read)];

    public static IEnumerable<string> Notifiers => Corpus.GroupBy(mail => mail.Notifier).Where(group => group.Count() > 1).Select(group => group.Key);

    public static async Task<LearnedSource> OfAsync(string notifier, CancellationToken cancellationToken)
    {
        var mails = Corpus.Where(mail => mail.Notifier == notifier).ToList();
        List<Sample> samples = [.. mails.Select(mail => new Sample(mail.File, mail.Mail))];
        var yaml = new ProposalYaml(Proposal.Of(samples, null)).Write();
        var trial = await Trial.OfAsync(yaml, samples, cancellationToken);
        trial.Problems.ShouldBeEmpty(yaml);
        var source = Loaded.Valid(yaml).Sources.ShouldHaveSingleItem().ShouldBeOfType<SourceSettings.Declared>();
        return new LearnedSource(notifier, mails, yaml, trial, source.Claim, Mail2Alert.Cli.Learning.Notifiers.Of(samples).Count);
    }

    /// <summary>Mails of others that it takes for its own.</summary>
    public IEnumerable<string> Foreign =>
        Corpus.Where(mail => mail.Notifier != Notifier && Claim.Covers(new OpenMail(mail.Mail)).Claimed).Select(mail => mail.File);

    /// <summary>Failures and ends of one thing: each thing of which the corpus has both, and whether all is right with them.</summary>
    public IEnumerable<(string Thing, bool IsRight)> Pairs =>
        from thing in Mails.Zip(Trial.Outcomes).GroupBy(one => one.First.Key)
        let telling = thing.Where(one => one.First.Status is "firing" or "resolved").ToList()
        where telling.Select(one => one.First.Status).Distinct().Count() == 2
        select (thing.Key, telling.Select(one => one.Second.Alert.Key).Distinct().Count() == 1
            && telling.TrueForAll(one => one.Second.Alert.Status.ToLabel() == one.First.Status && !one.Second.IsGuess));

    /// <summary>Ends of one thing that would be taken for those of another.</summary>
    public IEnumerable<string> FalseEnds =>
        from end in Mails.Zip(Trial.Outcomes)
        where end.Second.Alert.Status == AlertStatus.Resolved
        from failure in Mails.Zip(Trial.Outcomes)
        where failure.Second.Alert.Status == AlertStatus.Firing && failure.Second.Alert.Key == end.Second.Alert.Key && failure.First.Key != end.First.Key
        select $"{end.First.File} ends {failure.First.File}";

    public int RightStatus => Mails.Zip(Trial.Outcomes).Count(one => one.Second.Alert.Status.ToLabel() == one.First.Status);
}

/// <summary>A mail of the corpus.</summary>
internal sealed record KnownMail(string File, string Notifier, string Key, string Status, Message Mail)
{
    public static KnownMail Read(string file)
    {
        var described = JsonNode.Parse(System.IO.File.ReadAllText($"{file[..^4]}.json"))!;
        var expected = described["expected"]!;
        return new(
            Path.GetFileName(file), $"{expected["source"]}", $"{expected["dedupe_key"]}", $"{expected["status"]}",
            TestMail.OfBytes(System.IO.File.ReadAllBytes(file), described["envelope"]?["mail_from"]?.ToString() ?? ""));
    }
}
