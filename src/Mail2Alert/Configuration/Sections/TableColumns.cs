using System.Collections.Frozen;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>table</c>: fields, and what stands over their columns or beside their values.</summary>
internal static class TableColumns
{
    /// <returns>The field's name by the column's, without regard to case.</returns>
    public static FrozenDictionary<string, string> Read(Section section, SourceExpressions names) => Of(section.Map("table"), names);

    public static FrozenDictionary<string, string> Of(Section? table, SourceExpressions names)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (field, value) in table?.Entries ?? [])
        {
            names.Check(field.Value, field.At);
            if (YamlRead.Text(value, field.Value, "what stands over the column, such as Host", table!.Problems) is { } column
                && !fields.TryAdd(column.Value.Trim(), field.Value))
            {
                table.Problems.Error(column.At, $"the column {column.Quoted} is read already, as '{fields[column.Value.Trim()]}'");
            }
        }
        return fields.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
