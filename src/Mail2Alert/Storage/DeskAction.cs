namespace Mail2Alert.Storage;

/// <summary>What an operator may do with a delivery.</summary>
internal enum DeskAction
{
    /// <summary>Puts a pending one aside.</summary>
    Hold,

    /// <summary>Lets a held one go on, at once.</summary>
    Release,

    /// <summary>Tries a pending one now, a dead one again.</summary>
    Retry,

    /// <summary>Gives up a pending or held one.</summary>
    Drop,
}
