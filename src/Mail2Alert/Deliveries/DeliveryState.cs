namespace Mail2Alert.Deliveries;

/// <summary>Where a delivery stands. The numbers are stored: they stay.</summary>
internal enum DeliveryState
{
    /// <summary>Waits for its time, or for an earlier delivery of its lane.</summary>
    Pending = 0,

    /// <summary>An attempt is under way.</summary>
    Sending = 1,

    Delivered = 2,

    /// <summary>Given up: refused for good, tried for too long, or dropped by an operator.</summary>
    Dead = 3,

    /// <summary>Put aside by an operator. Later deliveries of its lane do not wait for it.</summary>
    Held = 4,
}
