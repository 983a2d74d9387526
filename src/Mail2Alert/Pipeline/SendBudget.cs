using System.Collections.Concurrent;

namespace Mail2Alert.Pipeline;

/// <summary>
/// Bounds the memory of mails that are being sent, all together and to one destination: one that hangs with large mails leaves three quarters
/// to the others.
/// </summary>
/// <param name="bytes">Of all mails at the same time.</param>
/// <param name="largest">Of one mail.</param>
internal sealed class SendBudget(long bytes, long largest)
{
    private readonly ReadBudget _all = new(bytes, largest);
    private readonly ConcurrentDictionary<string, ReadBudget> _each = new(StringComparer.Ordinal);

    public async Task<Share> TakeAsync(string destination, CancellationToken cancellationToken)
    {
        var own = await _each.GetOrAdd(destination, _ => new ReadBudget(bytes / 4, largest)).TakeAsync(cancellationToken);
        try
        {
            return new Share(own, await _all.TakeAsync(cancellationToken));
        }
        catch
        {
            own.Dispose();
            throw;
        }
    }

    /// <summary>A part of both budgets, for one mail.</summary>
    internal sealed class Share(ReadBudget.Share own, ReadBudget.Share all) : IDisposable
    {
        /// <summary>The mail is there, and this large.</summary>
        public void Keep(long size)
        {
            own.Keep(size);
            all.Keep(size);
        }

        public void Dispose()
        {
            own.Dispose();
            all.Dispose();
        }
    }
}
