using System.Security;
using System.Xml;

namespace Mail2Alert.Channels.Webhooks;

/// <summary>Text inside XML.</summary>
internal static class XmlText
{
    public static string Escape(string text) => SecurityElement.Escape(Valid(text));

    /// <summary>With a replacement for each character that XML 1.0 §2.2 has no way to write.</summary>
    public static string Valid(string text) => string.Concat(text.EnumerateRunes()
        .Select(rune => rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value) ? rune.ToString() : "\uFFFD"));
}
