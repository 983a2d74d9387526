using Mail2Alert.Messages;

namespace Mail2Alert.Sources.Declared;

/// <summary>A mail while it is read: the fields found in it so far, and what any mail has.</summary>
/// <param name="message">The mail.</param>
/// <param name="budget">How long all expressions together may take over it.</param>
internal sealed class OpenMail(Message message, MatchBudget budget)
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
    public string Text => _text ??= Beginning(message.Text, LongestText);

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
