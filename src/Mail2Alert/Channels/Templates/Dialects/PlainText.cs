namespace Mail2Alert.Channels.Templates.Dialects;

internal sealed class PlainText : Dialect
{
    public override string Escape(string text) => text;
}
