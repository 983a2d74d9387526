using System.Text;
using CsCheck;
using Mail2Alert.Smtp.Conformance;

namespace Mail2Alert.Smtp.Tests.Conformance;

public class SmtpLineWatchTests
{
    [Fact]
    public void Finds_a_line_of_more_than_4096_octets_however_it_is_cut() =>
        Gen.Select(Gen.Int[0, 4200].Array[0, 6], Gen.Int[1, 5000].Array[1, 5]).Sample((lengths, cuts) =>
        {
            var text = Encoding.ASCII.GetBytes(string.Concat(lengths.Select(length => new string('x', length) + "\r\n")));
            return Feed(text, cuts) == lengths.Any(length => length + 2 > 4096);
        });

    [Fact]
    public void A_line_without_an_end_counts_too() => Feed(Encoding.ASCII.GetBytes(new string('x', 4097)), [4096, 1]).ShouldBeTrue();

    private static bool Feed(ReadOnlySpan<byte> text, int[] cuts)
    {
        var (watch, found) = (new SmtpLineWatch(), false);
        for (var turn = 0; !text.IsEmpty && !found; turn++)
        {
            var length = Math.Min(cuts[turn % cuts.Length], text.Length);
            found = watch.FindsLongLine(text[..length]);
            text = text[length..];
        }

        return found;
    }
}
