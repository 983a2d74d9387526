using Mail2Alert.Messages;

namespace Mail2Alert.Sources.Declared;

/// <summary>A mail while it is read, or one of several things that it tells: the fields found so far, and what any mail has.</summary>
/// <param name="message">The mail.</param>
/// <param name="budget">How long all expressions together may take over it.</param>
/// <param name="part">The text of the one thing; null for the whole mail.</param>
internal sealed class OpenMail(Message message, MatchBudget budget, string? part = null)
{
    // Two lines of the longest that RFC 5322 allows (§2.1.1). Nobody reads a longer subject, but an expression would.
    private const int LongestSubject = 2 * 998;

    // What a mail is about stands at its beginning; megabytes of a log behind it would be searched for nothing.
    private const int LongestText = 64 * 1024;

    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _unknown = new(StringComparer.Ordinal);
    private string? _subject;
    private string? _text;

    public OpenMail(Message message)
        : this(message, new MatchBudget())
    {
    }

    public Message Message => message;

    /// <summary>The beginning of the subject. Who is claimed by his envelope is not read for that.</summary>
    public string Subject => _subject ??= Beginning(message.Subject, LongestSubject);

    /// <summary>The beginning of the text.</summary>
    public string Text => _text ??= Beginning(Whole, LongestText);

    /// <summary>True when there is more of the text than is looked at.</summary>
    public bool IsCut => Whole.Length > LongestText;

    /// <summary>All of the text.</summary>
    public string Whole => part ?? message.Text;

    /// <summary>What people are told where nobody says otherwise.</summary>
    public string Headline => part?.Trim().Split('\n', 2)[0].Trim() is { Length: > 0 } line ? Beginning(line, LongestSubject) : Subject;

    public MatchBudget MatchBudget => budget;

    /// <summary>What was found, by name; of <see cref="CommonFields"/> those that were asked for.</summary>
    public IReadOnlyDictionary<string, string> Fields => _fields;

    /// <summary>A field, or null when the mail does not have it.</summary>
    public string? this[string name]
    {
        get
        {
            if (_fields.TryGetValue(name, out var value))
                return value;
            if (!CommonFields.ByName.TryGetValue(name, out var read))
                return null;
            return _fields[name] = read(this);
        }
    }

    /// <summary>What is found first counts; of nothing at all, nothing is known.</summary>
    public void Found(string name, ReadOnlySpan<char> value)
    {
        if (value.Trim() is { Length: > 0 } found && !_fields.ContainsKey(name))
            _fields[name] = found.ToString();
    }

    /// <summary>One of the things that it tells, with nothing found in it but what is known of it.</summary>
    public OpenMail Part(Row row)
    {
        var one = new OpenMail(message, budget, row.Text);
        foreach (var (name, value) in row.Fields)
            one.Found(name, value);
        return one;
    }

    /// <summary>What was found in the whole mail holds for each part, too.</summary>
    /// <param name="whole">The mail.</param>
    /// <param name="each">Knows what parts have of their own.</param>
    public void Inherit(OpenMail whole, Each each)
    {
        foreach (var (name, value) in whole.Fields.Where(field => !CommonFields.ByName.ContainsKey(field.Key) && !each.IsOwn(field.Key)))
            Found(name, value);
    }

    /// <summary>Names of what could not be looked up, and why.</summary>
    public IReadOnlyDictionary<string, string> Unknown => _unknown;

    public void CannotTell(string name, string why)
    {
        if (!_fields.ContainsKey(name))
            _unknown[name] = why;
    }

    /// <summary>The same mail with nothing found in it yet, and no more time.</summary>
    public OpenMail Anew() => new(message, budget);

    private static string Beginning(string text, int longest) => text.Length <= longest ? text : text[..longest];
}
