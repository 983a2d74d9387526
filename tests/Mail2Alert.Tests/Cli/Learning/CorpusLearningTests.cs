namespace Mail2Alert.Tests.Cli.Learning;

/// <summary>How good what is learned is, measured on mails of real programs: all those of which the corpus has two mails or more.</summary>
public sealed class CorpusLearningTests(ITestOutputHelper output)
{
    public static TheoryData<string> Notifiers => [.. LearnedSource.Notifiers];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Notifiers))]
    public async Task What_is_learned_claims_its_own_mails_and_those_of_nobody_else(string notifier)
    {
        var learned = await LearnedSource.OfAsync(notifier, Cancel);

        learned.Trial.Outcomes.Where(tried => !tried.IsClaimed).Select(tried => tried.Sample.Name).ShouldBeEmpty(learned.Yaml);
        learned.Foreign.ShouldBeEmpty(learned.Yaml);
    }

    [Fact]
    public async Task A_failure_and_its_end_have_one_key_and_the_right_status_and_few_ends_are_taken_for_others()
    {
        var all = await AllAsync();
        var pairs = all.SelectMany(learned => learned.Pairs).ToList();
        var wrong = pairs.Where(pair => !pair.IsRight).Select(pair => pair.Thing).ToList();

        output.WriteLine($"measured: {pairs.Count - wrong.Count} of {pairs.Count} failures met their ends in what was learned; not {string.Join(", ", wrong)}");
        pairs.Count.ShouldBeGreaterThanOrEqualTo(13);
        // Munin says how it stands by which line there is, and not by a word.
        wrong.ShouldBe(["munin:web1.example.net Job queue"]);
        // Both say what it is about in words that stay, and the words of one shape do not stand in another.
        all.Where(learned => learned.FalseEnds.Any()).Select(learned => learned.Notifier).ShouldBe(["apcupsd", "nut"]);
    }

    [Fact]
    public async Task Most_mails_get_the_status_that_they_should_and_most_notifiers_are_seen_to_be_one()
    {
        var all = await AllAsync();
        var (right, mails, one) = (all.Sum(learned => learned.RightStatus), all.Sum(learned => learned.Mails.Count), all.Count(learned => learned.Groups == 1));

        output.WriteLine($"measured: {right} of {mails} mails had the right status, {one} of {all.Count} notifiers were seen to be one");
        all.Count.ShouldBeGreaterThanOrEqualTo(42);
        right.ShouldBeGreaterThanOrEqualTo(mails * 7 / 10);
        one.ShouldBeGreaterThanOrEqualTo(all.Count - 2);
    }

    private static async Task<IReadOnlyList<LearnedSource>> AllAsync()
    {
        var all = new List<LearnedSource>();
        foreach (var notifier in LearnedSource.Notifiers)
            all.Add(await LearnedSource.OfAsync(notifier, Cancel));
        return all;
    }
}
