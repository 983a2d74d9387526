namespace Mail2Alert.SideBySide.Load;

/// <summary>Which mails of a run were acknowledged, or arrived: a bit for each number.</summary>
internal sealed class Ledger(long first)
{
    private const int Most = 1 << 27;

    private ulong[] _bits = new ulong[1 << 14];

    public long Count { get; private set; }

    /// <summary>Those that were there before.</summary>
    public long Again { get; private set; }

    /// <summary>Those of other runs, and those without a number.</summary>
    public long Strange { get; private set; }

    public void Add(long number)
    {
        var index = number - first;
        if (index is < 0 or >= Most)
        {
            Strange++;
            return;
        }
        var (word, bit) = ((int)(index >> 6), 1UL << (int)(index & 63));
        if (word >= _bits.Length)
            Array.Resize(ref _bits, Math.Max(word + 1, _bits.Length * 2));
        if ((_bits[word] & bit) != 0)
            Again++;
        else
            Count++;
        _bits[word] |= bit;
    }

    public void Save(string path) => File.WriteAllBytes(path, System.Runtime.InteropServices.MemoryMarshal.AsBytes(_bits.AsSpan()));

    /// <summary>How many are in the first file and not in the second.</summary>
    public static long Missing(string all, string arrived)
    {
        var (wanted, there) = (File.ReadAllBytes(all), File.ReadAllBytes(arrived));
        var missing = 0L;
        for (var i = 0; i < wanted.Length; i++)
            missing += System.Numerics.BitOperations.PopCount((uint)(wanted[i] & ~(i < there.Length ? there[i] : 0)));
        return missing;
    }
}
