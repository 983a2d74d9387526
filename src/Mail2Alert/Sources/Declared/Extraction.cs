using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Mail2Alert.Messages.Html;
using Mail2Alert.Sources.Declared.Documents;

namespace Mail2Alert.Sources.Declared;

/// <summary>Finds fields in a mail.</summary>
internal abstract record Extraction
{
    private Extraction()
    {
    }

    /// <summary>The fields that it may find.</summary>
    public abstract IEnumerable<string> Names { get; }

    /// <summary>The names of an expression's groups.</summary>
    public static IEnumerable<string> NamesOf(Regex expression) => expression.GetGroupNames().Where(name => !char.IsAsciiDigit(name[0]));

    /// <returns>False when what must be there is not: then it is not the mail it was taken for.</returns>
    public abstract bool Read(OpenMail mail);

    /// <summary>The named groups of an expression's first match.</summary>
    public sealed record Groups(MailPart Part, Regex Expression, bool IsRequired) : Extraction
    {
        private readonly string[] _names = [.. NamesOf(Expression)];

        public override IEnumerable<string> Names => _names;

        public override bool Read(OpenMail mail)
        {
            // What others found stays, so there would be nothing to gain.
            if (!IsRequired && Array.TrueForAll(_names, mail.Fields.ContainsKey))
                return true;
            foreach (var text in Part.Texts(mail))
            {
                if (mail.MatchBudget.Match(Expression, text) is not { } match)
                    continue;
                foreach (var name in _names)
                    mail.Found(name, match.Groups[name].ValueSpan);
                return true;
            }
            return !IsRequired;
        }
    }

    /// <summary>Lines such as <c>Host: web1</c>, <c>- State = DOWN</c>.</summary>
    /// <param name="FieldOf">The field's name by what stands before the colon, without regard to case.</param>
    public sealed record Lines(FrozenDictionary<string, string> FieldOf) : Extraction
    {
        private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _fieldOf =
            FieldOf.GetAlternateLookup<ReadOnlySpan<char>>();

        public override IEnumerable<string> Names => FieldOf.Values;

        public override bool Read(OpenMail mail)
        {
            foreach (var line in mail.Text.AsSpan().EnumerateLines())
            {
                var end = line.IndexOfAny(':', '=');
                if (end > 0 && _fieldOf.TryGetValue(line[..end].Trim(" \t*-•"), out var field))
                    mail.Found(field, line[(end + 1)..]);
            }
            return true;
        }
    }

    /// <summary>Cells of HTML tables: beside a name such as <c>Host:</c>, or the first one below it.</summary>
    /// <param name="FieldOf">The field's name by that name, without regard to case.</param>
    public sealed record Table(FrozenDictionary<string, string> FieldOf) : Extraction
    {
        public override IEnumerable<string> Names => FieldOf.Values;

        public override bool Read(OpenMail mail)
        {
            foreach (var (name, value) in mail.Message.Tables.SelectMany(Cells))
            {
                if (FieldOf.TryGetValue(name, out var field))
                    mail.Found(field, value);
            }
            return true;
        }

        private static IEnumerable<(string Name, string Value)> Cells(HtmlTable table) =>
            table is { Header: { } header, Rows: [var first, ..] } ? table.Pairs.Concat(header.Zip(first)) : table.Pairs;
    }

    /// <summary>Fields of a JSON, XML or CSV file, or of a body that is one.</summary>
    public sealed record OfDocument(DocumentRows Document) : Extraction
    {
        public override IEnumerable<string> Names => Document.Names;

        public override bool Read(OpenMail mail)
        {
            foreach (var (name, value) in Document.Of(mail.Message, most: 1).SelectMany(found => found.Values))
                mail.Found(name, value);
            return true;
        }
    }
}
