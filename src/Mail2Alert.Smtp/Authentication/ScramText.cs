using System.Text;

namespace Mail2Alert.Smtp.Authentication;

/// <summary>The pieces of SCRAM messages (RFC 5802 §7).</summary>
internal static class ScramText
{
    /// <summary>The value of <c>name=value</c>; null for anything else.</summary>
    public static string? Value(string attribute, char name) => attribute is [var first, '=', .. var value] && first == name ? value : null;

    /// <summary>A name in which <c>,</c> and <c>=</c> are written as <c>=2C</c> and <c>=3D</c>; null when another <c>=</c> is in it.</summary>
    public static string? Unescape(string text)
    {
        var name = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '=')
            {
                name.Append(text[i]);
                continue;
            }

            switch (text.AsSpan(i))
            {
                case ['=', '2', 'C', ..]:
                    name.Append(',');
                    break;
                case ['=', '3', 'D', ..]:
                    name.Append('=');
                    break;
                default:
                    return null;
            }

            i += 2;
        }

        return name.ToString();
    }
}
