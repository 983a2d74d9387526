using System.Buffers;
using Mail2Alert.Smtp.Data;
using Mail2Alert.Smtp.Tests.Support;

namespace Mail2Alert.Smtp.Tests.Data;

public class SmtpContentBufferTests
{
    private static readonly byte[] Pattern = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i % 251))];

    private readonly TestServer _server = new();

    [Fact]
    public void Keeps_bytes_across_segments()
    {
        using var content = Fill(Pattern);

        content.Length.ShouldBe(Pattern.Length);
        content.Bytes.ToArray().ShouldBe(Pattern);
        content.Bytes.IsSingleSegment.ShouldBeFalse();
    }

    [Fact]
    public void Reads_as_a_stream_from_any_position()
    {
        using var content = Fill(Pattern);
        using var stream = content.OpenRead();
        using var copy = new MemoryStream();

        stream.CopyTo(copy);
        copy.ToArray().ShouldBe(Pattern);
        foreach (var position in new[] { 0, 4095, 4096, 70_000, 299_999 })
        {
            stream.Position = position;
            stream.ReadByte().ShouldBe(Pattern[position]);
        }

        stream.Seek(-1, SeekOrigin.End).ShouldBe(299_999);
        stream.ReadByte().ShouldBe(Pattern[^1]);
        stream.ReadByte().ShouldBe(-1);
    }

    [Fact]
    public void Knows_whether_an_octet_is_above_127()
    {
        using var seven = Fill([.. "plain"u8]);
        using var eight = Fill([.. "caf"u8, 0xE9]);

        seven.HasEightBit.ShouldBeFalse();
        eight.HasEightBit.ShouldBeTrue();
    }

    [Fact]
    public void An_empty_message_has_no_bytes()
    {
        using var content = Fill([]);

        content.Bytes.IsEmpty.ShouldBeTrue();
        content.OpenRead().ReadByte().ShouldBe(-1);
    }

    [Fact]
    public void Gives_its_memory_back_once()
    {
        var first = Fill(Pattern);
        using var second = Fill(Pattern);
        var both = _server.BytesInFlight;

        first.Dispose();
        first.Dispose();

        _server.BytesInFlight.ShouldBe(both / 2);
        Should.Throw<ObjectDisposedException>(() => first.Bytes);
    }

    [Fact]
    public void Keeps_nothing_of_what_is_too_large()
    {
        using var content = new SmtpContentBuffer(_server.Server.Memory, _server.Server.Spool, limit: 10);

        content.Append("0123456789"u8);
        content.Fit.ShouldBe(SmtpContentFit.Fits);
        content.Append("x"u8);

        content.Fit.ShouldBe(SmtpContentFit.TooLarge);
        _server.BytesInFlight.ShouldBe(0);
    }

    private SmtpContentBuffer Fill(byte[] bytes)
    {
        var content = new SmtpContentBuffer(_server.Server.Memory, _server.Server.Spool, limit: 1_000_000);
        foreach (var piece in bytes.Chunk(1000))
        {
            content.Append(piece);
        }

        return content;
    }
}
