using System.Net;

namespace Mail2Alert.Sources.Lookups;

/// <summary>What went wrong with a call. Nothing of an answer's content is in it.</summary>
internal abstract record ApiFault
{
    private ApiFault()
    {
    }

    /// <summary>An answer with nothing to read in it.</summary>
    /// <param name="Code">Any but 200.</param>
    /// <param name="LeadsTo">Where a redirect points, without what may be secret; null when it is none.</param>
    public sealed record Status(HttpStatusCode Code, string? LeadsTo) : ApiFault;

    /// <summary>A page for people.</summary>
    public sealed record WebPage : ApiFault;

    /// <param name="Limit">In octets, as they are after decompression.</param>
    public sealed record TooLarge(long Limit) : ApiFault;

    /// <summary>Something else than what the call reads.</summary>
    /// <param name="What">In a few words.</param>
    /// <param name="Line">Where; null when that is unknown.</param>
    public sealed record Unreadable(string What, long? Line) : ApiFault;

    /// <summary>No address is known for the host.</summary>
    public sealed record NoAddress : ApiFault;

    public sealed record NoConnection(string Why) : ApiFault;

    public sealed record NoTls(string Why) : ApiFault;

    /// <summary>It ended in the middle, or spoke something else than HTTP.</summary>
    public sealed record Broken(string Why) : ApiFault;

    /// <summary>Nobody asked: the server failed too often just now.</summary>
    public sealed record Resting : ApiFault;

    /// <summary>Nobody asked: too many wait for this server.</summary>
    public sealed record Crowded : ApiFault;
}
