namespace Mail2Alert.Storage.Sqlite;

/// <summary>How soon a change has to be on disk.</summary>
internal enum SqliteHaste
{
    /// <summary>Before whoever waits for it goes on.</summary>
    Durable,

    /// <summary>At once, but a power failure may undo it: alone, it is not worth an fsync.</summary>
    Lazy,

    /// <summary>Like <see cref="Lazy"/>, and it waits for company: nobody waits for it, and many together cost little more than one.</summary>
    Patient,
}
