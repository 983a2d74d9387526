using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Mail2Alert.Sources.Declared.Documents;

namespace Mail2Alert.Sources.Declared;

/// <summary>Finds the several things that one mail tells.</summary>
internal abstract record Rows
{
    private Rows()
    {
    }

    /// <summary>The fields that they may have.</summary>
    public abstract IEnumerable<string> Names { get; }

    /// <summary>In the order of the mail, read as far as they are asked for.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="most">How many are asked for at the very most.</param>
    public abstract IEnumerable<Row> Of(OpenMail mail, int most);

    /// <summary>Every match of an expression in the text.</summary>
    /// <param name="Expression">Its named groups are fields.</param>
    /// <param name="Heading">What it finds holds for all that follows, up to the next of its matches; null where there are no headings.</param>
    public sealed record Matches(Regex Expression, Regex? Heading) : Rows
    {
        public override IEnumerable<string> Names => Extraction.NamesOf(Expression).Concat(Heading is null ? [] : Extraction.NamesOf(Heading)).Distinct();

        public override IEnumerable<Row> Of(OpenMail mail, int most)
        {
            var headings = Heading is null ? [] : mail.MatchBudget.Matches(Heading, mail.Text).ToList();
            foreach (var match in mail.MatchBudget.Matches(Expression, mail.Text))
            {
                var heading = headings.LastOrDefault(heading => heading.Index <= match.Index);
                yield return new Row([.. Found(match), .. heading is null ? [] : Found(heading)], match.Value);
            }
        }

        private static IEnumerable<(string, string)> Found(Match match) =>
            match.Groups.Values.Where(group => group.Success && !char.IsAsciiDigit(group.Name[0])).Select(group => (group.Name, group.Value));
    }

    /// <summary>Every row of the HTML tables that have all these columns.</summary>
    /// <param name="FieldOf">The field's name by what stands over the column, without regard to case.</param>
    public sealed record OfTables(FrozenDictionary<string, string> FieldOf) : Rows
    {
        public override IEnumerable<string> Names => FieldOf.Values;

        public override IEnumerable<Row> Of(OpenMail mail, int most) =>
            from table in mail.Message.Tables
            where table.Header is { } header && FieldOf.Keys.All(column => header.Contains(column, StringComparer.OrdinalIgnoreCase))
            from cells in table.Rows
            select RowOf(table.Header!, cells);

        private Row RowOf(IReadOnlyList<string> header, IReadOnlyList<string> cells)
        {
            var columns = header.Zip(cells).ToList();
            return new Row(
                [.. from column in columns where FieldOf.ContainsKey(column.First) select (FieldOf[column.First], column.Second)],
                string.Join('\n', columns.Where(column => column.Second.Length > 0).Select(column => $"{column.First}: {column.Second}")));
        }
    }

    /// <summary>Every record of a JSON, XML or CSV file, or of a body that is one.</summary>
    public sealed record OfDocument(DocumentRows Document) : Rows
    {
        public override IEnumerable<string> Names => Document.Names;

        public override IEnumerable<Row> Of(OpenMail mail, int most) =>
            from found in Document.Of(mail.Message, most)
            let known = found.Values.Where(field => field.Value is not null).Select(field => (field.Key, field.Value!)).ToList()
            select new Row(known, string.Join('\n', known.Select(field => $"{field.Key}: {field.Item2}")));
    }
}
