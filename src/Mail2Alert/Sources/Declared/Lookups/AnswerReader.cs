namespace Mail2Alert.Sources.Declared.Lookups;

/// <summary>Reads labels from the answer of an API: one language, one expression for each label.</summary>
internal abstract class AnswerReader
{
    /// <summary>What we say that we understand.</summary>
    public abstract string Accept { get; }

    /// <summary>The labels that it reads.</summary>
    public abstract IEnumerable<string> Names { get; }

    /// <exception cref="System.Text.Json.JsonException">It is no JSON.</exception>
    /// <exception cref="System.Xml.XmlException">It is no XML.</exception>
    /// <exception cref="FormatException">An expression does not fit what is there; the message says which.</exception>
    public abstract FoundLabels Read(Stream answer);
}
