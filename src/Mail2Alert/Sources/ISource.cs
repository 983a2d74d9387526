using Mail2Alert.Messages;

namespace Mail2Alert.Sources;

/// <summary>Knows one kind of notifier. Apart from the cache of its lookups it is a function from a message to an alert.</summary>
internal interface ISource
{
    /// <summary>As configured; the value of the label <c>source</c>.</summary>
    string Name { get; }

    /// <summary>Which mail it reads. The first source that claims a mail gets it alone.</summary>
    Claim Claim { get; }

    /// <summary>
    /// Called once, before the first mail but not awaited by it: fetches what mails are going to ask for. Completes when that is there or has
    /// failed; never throws but for cancellation.
    /// </summary>
    Task WarmUpAsync(CancellationToken cancellationToken);

    /// <summary>Reads a claimed mail. Trouble with a lookup is part of the reading, never an exception.</summary>
    ValueTask<Reading> ReadAsync(Message message, CancellationToken cancellationToken);
}
