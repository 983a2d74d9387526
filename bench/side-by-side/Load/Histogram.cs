namespace Mail2Alert.SideBySide.Load;

/// <summary>Counts times, to one part in 128, without allocating.</summary>
internal sealed class Histogram
{
    private const int Bits = 7;

    private readonly long[] _counts = new long[(64 - Bits) << Bits];

    public long Count { get; private set; }

    /// <param name="nanoseconds">At least 0.</param>
    public void Add(long nanoseconds)
    {
        var value = (ulong)Math.Max(0, nanoseconds);
        var power = Math.Max(0, 63 - Bits - System.Numerics.BitOperations.LeadingZeroCount(value | 1));
        _counts[(power << Bits) + (int)(value >> power)]++;
        Count++;
    }

    /// <summary>The time that this share of them did not exceed, in milliseconds; null when there are none.</summary>
    public double? At(double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        for (var i = 0; i < _counts.Length; i++)
        {
            rank -= _counts[i];
            if (rank <= 0)
                return Count == 0 ? null : Middle(i) / 1e6;
        }
        return null;
    }

    // Values of 2^(Bits + power) and more lie in the upper half of their row.
    private static double Middle(int index)
    {
        var power = Math.Max(0, (index >> Bits) - 1);
        var value = index - (power << Bits);
        return (value + 0.5) * Math.Pow(2, power);
    }
}
