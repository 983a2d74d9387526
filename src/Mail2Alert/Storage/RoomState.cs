namespace Mail2Alert.Storage;

/// <summary>How much room the disk under the store has. The numbers are what the metric shows.</summary>
internal enum RoomState
{
    Ample = 0,

    /// <summary>Less than the warning: somebody should make room.</summary>
    Low = 1,

    /// <summary>Less than the reserve: new mail is refused.</summary>
    Short = 2,
}
