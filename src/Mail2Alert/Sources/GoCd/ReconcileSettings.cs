namespace Mail2Alert.Sources.GoCd;

/// <summary>How GoCD's own list of stages is compared with the mails that came (<c>reconcile</c>).</summary>
internal sealed record ReconcileSettings
{
    /// <summary>How often the list is asked for.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a mail may take. GoCD sends them one after the other, and a slow mail server keeps all of them waiting.</summary>
    public TimeSpan After { get; init; } = TimeSpan.FromMinutes(5);
}
