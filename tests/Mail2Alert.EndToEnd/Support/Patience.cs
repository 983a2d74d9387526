namespace Mail2Alert.EndToEnd.Support;

/// <summary>The bound of every wait for an event. Far beyond what any step needs on a busy machine: to reach it is a failure.</summary>
internal static class Patience
{
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    /// <summary>A fresh bound, which also ends with the test.</summary>
    public static CancellationToken Token
    {
        get
        {
            var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            source.CancelAfter(Bound);
            return source.Token;
        }
    }
}
