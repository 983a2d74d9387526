using System.Security.Cryptography;
using System.Text;

namespace Mail2Alert.Routing;

/// <summary>One place to notify, written as a URL: <c>mailto:a@example.com</c>, <c>slack:#ops</c>.</summary>
/// <param name="Scheme">Names the channel.</param>
/// <param name="Address">What comes after the scheme: the channel knows how to read it.</param>
/// <param name="Text">As written, without secrets; what people see.</param>
internal sealed record Target(string Scheme, string Address, string Text)
{
    private const int IdBytes = 16;

    private string? _id;

    /// <summary>128 bits of SHA-256 over scheme and address, in hexadecimal digits: the address can hold a token, and must not be written to disk.</summary>
    public string Id => _id ??= Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Scheme}:{Address}")).AsSpan(0, IdBytes));

    public bool Equals(Target? other) => other is not null && Scheme == other.Scheme && Address == other.Address && Text == other.Text;

    public override int GetHashCode() => HashCode.Combine(Scheme, Address, Text);

    public override string ToString() => Text;
}
