namespace Mail2Alert.Routing;

/// <summary>One place to notify, written as a URL: <c>mailto:a@example.com</c>, <c>slack:#ops</c>.</summary>
/// <param name="Scheme">Names the channel.</param>
/// <param name="Address">What comes after the scheme: the channel knows how to read it.</param>
/// <param name="Text">As written, without secrets; what people see.</param>
internal sealed record Target(string Scheme, string Address, string Text)
{
    public override string ToString() => Text;
}
