using Microsoft.Data.Sqlite;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>
/// The first and the last key of a damaged table that can be read. Where the first or the last page is destroyed, all others are still there:
/// the search goes on between.
/// </summary>
internal sealed class ReadableKeys(SqliteSession session, string table, string key)
{
    private readonly string _first = $"SELECT min({key}) FROM damaged.{table} NOT INDEXED WHERE {key} >= $bound";
    private readonly string _last = $"SELECT max({key}) FROM damaged.{table} NOT INDEXED WHERE {key} <= $bound";

    /// <summary>True when the table could be read and holds nothing.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>At how many of its ends something is lost.</summary>
    public int Lost { get; private set; }

    /// <summary>Null when there is none.</summary>
    public long? First()
    {
        if (TryRead(_first, 0, out var first))
        {
            IsEmpty = first is null;
            return first;
        }
        Lost++;
        // Keys count up from 1: sooner or later a bound lies behind what is destroyed.
        for (var bound = 1L; bound < long.MaxValue / 2; bound *= 2)
        {
            if (TryRead(_first, bound, out _))
                return Least(bound / 2, bound);
        }
        return null;
    }

    /// <param name="first">Can be read.</param>
    public long Last(long first)
    {
        if (TryRead(_last, long.MaxValue, out var last))
            return last ?? first;
        Lost++;
        for (var step = long.MaxValue / 4; step > 0; step /= 2)
        {
            if (step < long.MaxValue - first && TryRead(_last, first + step, out _))
                return Greatest(first + step, first + (step * 2));
        }
        return first;
    }

    // Between a bound that meets what is destroyed and one that does not.
    private long? Least(long destroyed, long readable)
    {
        while (readable - destroyed > 1)
        {
            var middle = destroyed + ((readable - destroyed) / 2);
            if (TryRead(_first, middle, out _))
                readable = middle;
            else
                destroyed = middle;
        }
        return TryRead(_first, readable, out var least) ? least : null;
    }

    private long Greatest(long readable, long destroyed)
    {
        while (destroyed - readable > 1)
        {
            var middle = readable + ((destroyed - readable) / 2);
            if (TryRead(_last, middle, out _))
                readable = middle;
            else
                destroyed = middle;
        }
        return TryRead(_last, readable, out var greatest) && greatest is not null ? greatest.Value : readable;
    }

    private bool TryRead(string sql, long bound, out long? found)
    {
        try
        {
            found = session.List(sql, row => row.IsDBNull(0) ? (long?)null : row.GetInt64(0), ("$bound", bound))[0];
            return true;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode != SQLitePCL.raw.SQLITE_FULL)
        {
            found = null;
            return false;
        }
    }
}
