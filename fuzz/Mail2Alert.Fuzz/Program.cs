using Mail2Alert.Fuzz;
using SharpFuzz;

return args switch
{
    ["replay", var corpus] => Replay(corpus),
    [var name] when FuzzTargets.All.TryGetValue(name, out var target) => Fuzz(target),
    _ => Usage(),
};

// afl-fuzz sends one input after the other to this process; an exception is a crash.
static int Fuzz(FuzzTarget target)
{
    Fuzzer.Run(stream =>
    {
        using var input = new MemoryStream();
        stream.CopyTo(input);
        target(input.GetBuffer().AsSpan(0, (int)input.Length));
    });
    return 0;
}

static int Replay(string corpus)
{
    var broken = 0;
    foreach (var (name, target) in FuzzTargets.All)
    {
        var seeds = Corpus.SeedsOf(corpus, name);
        broken += seeds.Count(seed => !Holds(target, seed));
        Console.WriteLine($"{name}: {seeds.Count} seeds");
    }

    return broken == 0 ? 0 : 1;
}

static bool Holds(FuzzTarget target, string seed)
{
    try
    {
        target(File.ReadAllBytes(seed));
        return true;
    }
#pragma warning disable CA1031 // Whatever it is, it is what the seed is there to find.
    catch (Exception exception)
#pragma warning restore CA1031
    {
        Console.Error.WriteLine($"{seed}: {exception}");
        return false;
    }
}

static int Usage()
{
    Console.Error.WriteLine($"Usage: Mail2Alert.Fuzz replay CORPUS, or one of {string.Join(", ", FuzzTargets.All.Keys)} under afl-fuzz.");
    return 2;
}
