using Mail2Alert.Deliveries;
using Mail2Alert.Smtp;
using Microsoft.Data.Sqlite;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>Columns as values of the program.</summary>
internal static class SqliteColumns
{
    extension(SqliteDataReader row)
    {
        public string? TextOrNull(int column) => row.IsDBNull(column) ? null : row.GetString(column);

        public DateTimeOffset Time(int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

        public DateTimeOffset? TimeOrNull(int column) => row.IsDBNull(column) ? null : row.Time(column);

        /// <summary>Id, scheme and text of a target, beginning at this column; null where there is none.</summary>
        public TargetId? Target(int column) =>
            row.IsDBNull(column) ? null : new TargetId(row.GetString(column), row.GetString(column + 1), row.GetString(column + 2));

        public IReadOnlyList<SmtpRecipient> Recipients(int column) =>
            row.IsDBNull(column) ? [] : EnvelopeJson.ReadRecipients(row.GetString(column));
    }
}
