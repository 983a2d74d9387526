using Mail2Alert.Sources.Lookups;

namespace Mail2Alert.Sources.GoCd;

/// <summary>What came of a call to GoCD.</summary>
internal abstract record GoCdReply<T>
    where T : class
{
    private GoCdReply()
    {
    }

    /// <param name="Given">As it came, for the next call.</param>
    public sealed record Answer(ApiReply<T>.Answer Given) : GoCdReply<T>
    {
        public T Value => Given.Value;
    }

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
