using Mail2Alert.Fuzz;

namespace Mail2Alert.Smtp.Tests.Fuzzing;

public sealed class CorpusTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Corpus");

    public static TheoryData<string> Targets => [.. FuzzTargets.All.Keys];

    [Theory, MemberData(nameof(Targets))]
    public void Every_seed_keeps_the_promises_of_its_target(string target)
    {
        var seeds = Corpus.SeedsOf(Folder, target);

        seeds.ShouldNotBeEmpty();
        seeds.ShouldAllBe(seed => Failure(FuzzTargets.All[target], seed) == null);
    }

    [Fact]
    public void Each_folder_of_seeds_has_a_target() =>
        Directory.EnumerateDirectories(Folder).Select(Path.GetFileName).ShouldBe(FuzzTargets.All.Keys, ignoreOrder: true);

    private static string? Failure(FuzzTarget target, string seed)
    {
        try
        {
            target(File.ReadAllBytes(seed));
            return null;
        }
        catch (Exception exception)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{seed}: {exception}");
            return exception.Message;
        }
    }
}
