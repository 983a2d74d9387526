namespace Mail2Alert.MailFuzz;

/// <summary>Reads mutated mails, one after the other, and says which one broke a promise.</summary>
internal static class MailFuzzing
{
    // Longer ones would only be cut.
    private const int Longest = 64 * 1024;

    /// <summary>The mails to begin with, in the same order everywhere.</summary>
    public static IReadOnlyList<byte[]> Mails(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.eml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes).Select(mail => mail.Length > Longest ? mail[..Longest] : mail),
    ];

    /// <summary>The worst that was met.</summary>
    /// <exception cref="BrokenPromiseException">A bug was found; the message says how to see it again.</exception>
    public static MailCost Run(IReadOnlyList<byte[]> mails, int seed, IEnumerable<int> numbers)
    {
        var mutator = new MailMutator(mails, seed);
        return numbers.Aggregate(MailCost.None, (worst, number) => worst.Worst(Checked(mutator.Mail(number), seed, number)));
    }

    private static MailCost Checked(byte[] mail, int seed, int number)
    {
        try
        {
            return MailPromises.Check(mail);
        }
#pragma warning disable CA1031 // Whatever it is, it is what fuzzing is there to find.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            throw new BrokenPromiseException($"seed {seed}, mail {number}: {exception.Message}", exception);
        }
    }
}
