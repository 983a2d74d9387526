namespace Mail2Alert.Messages;

/// <summary>What was wrong with a mail, in sentences for people. None of it keeps the mail from being read.</summary>
internal sealed class Trouble
{
    private const int Most = 5;

    private readonly List<string> _sentences = [];

    /// <summary>Each sentence is said once, however often it is met, and not too many.</summary>
    public void Add(string sentence)
    {
        if (_sentences.Count < Most && !_sentences.Contains(sentence))
            _sentences.Add(sentence);
    }

    /// <summary>Null when there is none.</summary>
    public string? Told => _sentences.Count == 0 ? null : string.Join(' ', _sentences);
}
