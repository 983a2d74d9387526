using System.Security.Cryptography;
using Mail2Alert.MailFuzz;

namespace Mail2Alert.Tests.Messages;

/// <summary>Mails of the corpus made ugly. fuzz/README.md has the command for a million of them.</summary>
public sealed class MailFuzzTests
{
    private const int Count = 1500;

    private static readonly IReadOnlyList<byte[]> Mails = MailFuzzing.Mails(Path.Combine(AppContext.BaseDirectory, "Corpus"));

    [Fact]
    public void Every_mail_of_the_corpus_keeps_the_promises() => Mails.Select(MailPromises.Check).Count().ShouldBeGreaterThan(100);

    [Fact]
    public void The_same_ugly_mails_as_last_time_keep_the_promises() => Run(seed: 1);

    [Fact]
    public void Ugly_mails_that_nobody_saw_before_keep_the_promises() => Run(RandomNumberGenerator.GetInt32(int.MaxValue));

    // What is thrown says the seed and the number of the mail.
    private static void Run(int seed) => Should.NotThrow(() => MailFuzzing.Run(Mails, seed, Enumerable.Range(0, Count)));
}
