using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Mail2Alert.Messages;

namespace Mail2Alert.Tests.Channels;

/// <summary>What was posted, compared by what it means.</summary>
internal static class Posted
{
    /// <summary>The order of members and white space count for nothing.</summary>
    public static void Same(string body, string expected) =>
        JsonNode.DeepEquals(JsonNode.Parse(body), JsonNode.Parse(expected)).ShouldBeTrue(body);

    /// <summary>With a file of five octets in it.</summary>
    public static Message WithFile(string name, string type) => TestMail.OfBytes(Encoding.ASCII.GetBytes($"""
        From: nas@example.com
        Subject: Disk full
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain

        x
        --b
        Content-Type: {type}
        Content-Disposition: attachment; filename="{name}"

        hello
        --b--

        """.ReplaceLineEndings("\r\n")));

    private static readonly string[] Pieces = ["😀", "👩‍🚒", "&", "<", "\"", "*", "_", "`", "\\", "\n", "a", "å", "@all ", Telling.Hostile];

    /// <summary>The texts at which a dialect must not stumble, and that cutting must not tear apart.</summary>
    public static Gen<string> Texts { get; } = Gen.Select(
        Gen.Int[0, Pieces.Length - 1],
        Gen.Int[1, 6_000],
        (piece, times) => string.Concat(Enumerable.Repeat(Pieces[piece], times)));
}
