using System.Text;
using Mail2Alert.Smtp;
using Mail2Alert.Smtp.Protocol;

namespace Mail2Alert.Fuzz.Targets;

/// <summary>An address that is accepted is harmless, bounded, and read the same by whoever is told it next.</summary>
internal static class AddressTarget
{
    private const int MaxLocalPart = 256;
    private const int MaxDomain = 255;

    public static void Run(ReadOnlySpan<byte> input)
    {
        if (!SmtpPathParser.TryParse(input, out var path, out var rest))
        {
            return;
        }

        Promise.Holds(rest.IsEmpty || rest[0] == ' ');
        Promise.Holds(input.EndsWith(rest));
        Promise.Holds(!path.IsNull || input.StartsWith("<>"u8));
        Check(path);
    }

    /// <summary>What holds of every address that the server hands to the handler.</summary>
    public static void Check(SmtpPath path)
    {
        Promise.Holds(!path.ToString().Any(char.IsControl));
        Promise.Holds(Encoding.UTF8.GetByteCount(path.LocalPart) <= MaxLocalPart);
        Promise.Holds(Encoding.UTF8.GetByteCount(path.Domain) <= MaxDomain);
        Promise.Holds(!path.IsNull || path.Domain.Length == 0);
        Promise.Holds(path.LocalPart.StartsWith('"') || path.LocalPart.IndexOfAny([' ', '<', '>', '@', ',', ';', ':', '\\', '(', ')']) < 0);
        Promise.Holds(path.Domain.IndexOfAny([' ', '<', '>', '@', ',', ';', '"', '\\', '(', ')']) < 0);
        Promise.Holds(SmtpPathParser.TryParse(Encoding.UTF8.GetBytes($"<{path}>"), out var again, out var rest) && again == path && rest.IsEmpty);
    }
}
