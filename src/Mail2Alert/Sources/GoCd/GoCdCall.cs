using System.Net.Http.Headers;

namespace Mail2Alert.Sources.GoCd;

/// <summary>One of GoCD's APIs.</summary>
/// <param name="Path">Below the base of the server.</param>
/// <param name="Accept">The version of the API that we read; null for those older than versions, which want none.</param>
/// <param name="Read">
/// Reads the answer; throws <see cref="System.Text.Json.JsonException"/> or <see cref="System.Xml.XmlException"/> when it is something else.
/// </param>
internal sealed record GoCdCall<T>(string Path, string? Accept, Func<Stream, CancellationToken, Task<T>> Read)
    where T : class;

/// <summary>What came of a call.</summary>
internal abstract record GoCdReply<T>
    where T : class
{
    private GoCdReply()
    {
    }

    /// <param name="Value">The answer.</param>
    /// <param name="Tag">Names this state of it, for the next call; null when the server gave none.</param>
    public sealed record Answer(T Value, EntityTagHeaderValue? Tag) : GoCdReply<T>;

    /// <summary>403 or 404, which are the same to GoCD: another API may help.</summary>
    public sealed record Refused(string Why) : GoCdReply<T>;

    public sealed record Failed(string Why) : GoCdReply<T>;

    /// <summary>What went wrong; null when nothing did.</summary>
    public string? Trouble => this switch
    {
        Refused refused => refused.Why,
        Failed failed => failed.Why,
        _ => null,
    };
}
