using System.Text.RegularExpressions;
using HandlebarsDotNet;

namespace Mail2Alert.Sources.Declared.Lookups;

/// <summary>
/// The address of an API with fields in it. A mail fills places in path and query and can neither leave them nor choose the server: what it says is
/// percent-encoded, and refused where that is not enough.
/// </summary>
/// <param name="source">As written. Scheme, host and port are plain text in it.</param>
/// <param name="server">These, as an address.</param>
internal sealed partial class AddressTemplate(string source, Uri server)
{
    // RFC 9110 §4.1: servers should take at least 8000 octets.
    private const int Longest = 8000;

    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly Lazy<HandlebarsTemplate<object, object>> _compiled = new(() => TemplateLanguage.CompileAddress(source));

    /// <summary>Who is asked, whatever the mail.</summary>
    public Uri Server => server;

    public Address Of(OpenMail mail)
    {
        foreach (var name in CommonFields.ByName.Keys.Where(name => source.Contains(name, StringComparison.Ordinal)))
            _ = mail[name];
        return Of(mail.Fields);
    }

    /// <param name="fields">What the names in it stand for.</param>
    public Address Of(object fields)
    {
        var text = _compiled.Value(fields);
        if (text.Contains(TemplateLanguage.Missing, StringComparison.Ordinal))
            return new Address.Incomplete();
        return Objection(text) is { } why ? new Address.Refused(why) : new Address.Known(text);
    }

    /// <summary>One of its addresses, to the letter: what looks like a path to be shortened is not.</summary>
    public static Uri ToUri(string address) => new(address, AsWritten);

    /// <summary>Without its path, which may hold a key.</summary>
    public override string ToString() => $"{server}";

    private static string? Objection(string text)
    {
        if (text.Length > Longest)
            return $"its address would have more than {Longest} characters";
        if (ControlCharacter().IsMatch(text))
            return "its address would have a control character in it";
        return text.Split('?', 2)[0].Split('/').Any(LeadsAway) ? "its address would lead to another place than the one it is for" : null;
    }

    // Servers differ in when they decode, so a segment must be harmless after that, too. Java's leave out what follows a semicolon.
    private static bool LeadsAway(string segment) =>
        Uri.UnescapeDataString(segment).Split('/', '\\').Any(part => part.Split(';')[0].Trim() is "." or "..");

    [GeneratedRegex("%(?:[01][0-9A-Fa-f]|7[Ff])", RegexOptions.CultureInvariant)]
    private static partial Regex ControlCharacter();
}

/// <summary>What a template makes of a mail.</summary>
internal abstract record Address
{
    private Address()
    {
    }

    public sealed record Known(string Value) : Address;

    /// <summary>The mail does not have all fields.</summary>
    public sealed record Incomplete : Address;

    /// <summary>The mail has fields that may mean something else to the server than to us.</summary>
    public sealed record Refused(string Why) : Address;
}
