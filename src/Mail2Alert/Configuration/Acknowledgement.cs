namespace Mail2Alert.Configuration;

/// <summary>When a notifier gets its 250.</summary>
internal enum Acknowledgement
{
    /// <summary>As soon as the mail is on disk.</summary>
    Stored,

    /// <summary>After the first attempts; what is open then is on disk, where there is a store.</summary>
    Delivered,
}
