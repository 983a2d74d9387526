using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Mail2Alert.Channels.Templates;

/// <summary>What a service counts when it says how long a text may be.</summary>
internal enum LengthUnit
{
    /// <summary>UTF-16 code units, as JavaScript and Java count.</summary>
    Utf16,

    /// <summary>Unicode code points, as Go's runes and Python's characters.</summary>
    Runes,

    /// <summary>Octets in UTF-8.</summary>
    Utf8Bytes,

    /// <summary>Octets in UTF-8 as a JSON string, without its quotes.</summary>
    JsonBytes,
}

internal static class LengthUnits
{
    public static int LengthOf(this LengthUnit unit, string text) => unit switch
    {
        LengthUnit.Runes => text.EnumerateRunes().Count(),
        LengthUnit.Utf8Bytes => Encoding.UTF8.GetByteCount(text),
        LengthUnit.JsonBytes => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.Length,
        _ => text.Length,
    };
}
