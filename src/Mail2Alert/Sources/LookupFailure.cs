namespace Mail2Alert.Sources;

/// <summary>What a source does with a mail when a lookup failed and there is no older copy of the answer.</summary>
internal enum LookupFailure
{
    /// <summary>Go on with the label unknown: routes that depend on it notify rather than stay silent.</summary>
    Continue,

    /// <summary>451: the notifier keeps the mail. For notifiers that try again; GoCD does not.</summary>
    Defer,

    /// <summary>Go on with the last answer, however old; with the label unknown when there never was one.</summary>
    Stale,
}
