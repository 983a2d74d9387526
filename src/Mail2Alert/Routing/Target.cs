using System.Security.Cryptography;
using System.Text;

namespace Mail2Alert.Routing;

/// <summary>One place to notify, written as a URL: <c>mailto:a@example.com</c>, <c>slack:#ops</c>. Its channel may know more of it.</summary>
/// <param name="scheme">Names the channel.</param>
/// <param name="address">What comes after the scheme: the channel knows how to read it.</param>
/// <param name="text">As written, without secrets; what people see.</param>
internal class Target(string scheme, string address, string text) : IEquatable<Target>
{
    private const int IdBytes = 16;

    private string? _id;

    public string Scheme => scheme;

    public string Address => address;

    public string Text => text;

    /// <summary>128 bits of SHA-256 over scheme and address, in hexadecimal digits: the address can hold a token, and must not be written to disk.</summary>
    public string Id => _id ??= Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Scheme}:{Address}")).AsSpan(0, IdBytes));

    public bool Equals(Target? other) => other is not null && Scheme == other.Scheme && Address == other.Address && Text == other.Text;

    public sealed override bool Equals(object? obj) => Equals(obj as Target);

    public sealed override int GetHashCode() => HashCode.Combine(Scheme, Address, Text);

    public sealed override string ToString() => Text;
}
