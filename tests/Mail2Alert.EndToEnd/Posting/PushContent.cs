using System.Net;

namespace Mail2Alert.EndToEnd.Posting;

/// <summary>Content that does not say how long it is.</summary>
internal sealed class PushContent(byte[] bytes) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        foreach (var piece in bytes.Chunk(10_000))
            await stream.WriteAsync(piece);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
