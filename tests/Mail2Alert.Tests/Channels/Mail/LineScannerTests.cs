using System.Text;
using CsCheck;
using Mail2Alert.Channels.Mail;

namespace Mail2Alert.Tests.Channels.Mail;

public sealed class LineScannerTests
{
    // Most of what matters, often enough to meet in any place of the 32 octets that are looked at together.
    private static readonly Gen<byte[]> Content = Gen.OneOf(
        Gen.Const("\r\n"), Gen.Const("."), Gen.Const("\r\n."), Gen.Const("\r"), Gen.Const("\n"), Gen.Char['a', 'z'].Array[1, 40].Select(letters => new string(letters)))
        .Array[0, 30].Select(parts => Encoding.ASCII.GetBytes(string.Concat(parts)));

    [Fact]
    public void Doubles_the_dots_that_begin_lines_and_refuses_whatever_has_a_bare_CR_or_LF_in_whichever_pieces_it_comes() =>
        Gen.Select(Content, Gen.Int[1, 70]).Sample((content, piece) => Written(content, piece) == Expected(content), iter: 20_000);

    private static string? Written(byte[] content, int piece)
    {
        var (written, lines) = (new StringBuilder(), new LineScanner());
        foreach (var chunk in content.Chunk(piece))
        {
            for (var rest = chunk.AsSpan(); rest.Length > 0;)
            {
                var next = lines.Next(rest);
                if (next == LineScanner.Bare)
                    return null;
                written.Append(Encoding.ASCII.GetString(rest[..next]));
                rest = rest[next..];
                if (rest.Length > 0)
                    written.Append('.');
            }
        }
        return lines.IsCut ? null : written.ToString();
    }

    private static string? Expected(byte[] content)
    {
        var text = Encoding.ASCII.GetString(content);
        return text.Replace("\r\n", "", StringComparison.Ordinal).AsSpan().ContainsAny('\r', '\n')
            ? null
            : string.Join("\r\n", text.Split("\r\n").Select(line => line.StartsWith('.') ? "." + line : line));
    }
}
