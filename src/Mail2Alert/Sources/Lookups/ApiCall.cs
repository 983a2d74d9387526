using System.Net.Http.Headers;

namespace Mail2Alert.Sources.Lookups;

/// <summary>One GET.</summary>
/// <param name="Address">Whole, or below the base of the client.</param>
/// <param name="Accept">What is understood; null to say nothing of that.</param>
/// <param name="Read">
/// Reads the answer; throws <see cref="System.Text.Json.JsonException"/>, <see cref="System.Xml.XmlException"/> or
/// <see cref="FormatException"/> when it is something else.
/// </param>
internal sealed record ApiCall<T>(Uri Address, string? Accept, Func<Stream, CancellationToken, Task<T>> Read)
    where T : class
{
    /// <summary>Below the base of the client.</summary>
    public ApiCall(string path, string? accept, Func<Stream, CancellationToken, Task<T>> read)
        : this(new Uri(path, UriKind.Relative), accept, read)
    {
    }
}

/// <summary>What came of a call.</summary>
internal abstract record ApiReply<T>
    where T : class
{
    private ApiReply()
    {
    }

    /// <param name="Value">The answer.</param>
    /// <param name="Tag">Names this state of it, for the next call; null when the server gave none.</param>
    public sealed record Answer(T Value, EntityTagHeaderValue? Tag) : ApiReply<T>;

    public sealed record Failed(ApiFault Fault) : ApiReply<T>;
}
