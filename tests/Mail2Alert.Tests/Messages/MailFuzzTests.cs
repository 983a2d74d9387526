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

    // A parser is used again, and nothing of a mail may be found in the next.
    [Fact]
    public void A_mail_behind_others_is_read_as_if_it_were_the_first()
    {
        var mutator = new MailMutator(Mails, RandomNumberGenerator.GetInt32(int.MaxValue));
        for (var number = 0; number < 500; number++)
        {
            var mail = mutator.Mail(number);
            var first = "";
            var thread = new Thread(() => first = Read(mail));
            thread.Start();
            thread.Join();

            Read(mail).ShouldBe(first);
        }
    }

    // Where no header can be read, MimeKit makes up a date and a name.
    private static string Read(byte[] bytes)
    {
        var mail = TestMail.OfBytes(bytes);
        return string.Join('\n', [
            .. mail.Fields.Where(field => field.Name is not "Date" and not "Message-Id").Select(field => $"{field.Name}: {field.Value}"), mail.Text, $"{mail.Html}", $"{mail.Kind}",
            .. mail.Attachments.Select(file => $"{file.Name} {file.Length}"), $"{mail.Trouble}"]);
    }

    // What is thrown says the seed and the number of the mail.
    private static void Run(int seed) => Should.NotThrow(() => MailFuzzing.Run(Mails, seed, Enumerable.Range(0, Count)));
}
