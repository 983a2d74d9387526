namespace Mail2Alert.Storage;

/// <summary>The store cannot be used at present.</summary>
internal sealed class StoreException(StoreAnswer answer, string why, Exception? cause = null) : Exception(why, cause)
{
    /// <summary>The same for somebody who has to answer a notifier.</summary>
    public StoreAnswer Answer => answer;
}
