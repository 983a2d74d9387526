using System.Globalization;
using Mail2Alert.Smtp.Protocol;
using Mail2Alert.Smtp.Sessions;

namespace Mail2Alert.Smtp;

/// <summary>A reply of the server: a code, an enhanced status code where one applies (RFC 3463), and one or more lines of text.</summary>
public sealed class SmtpReply
{
    /// <summary>Makes a reply.</summary>
    /// <param name="code">The three digits, 200 to 599 (RFC 5321 §4.2.1).</param>
    /// <param name="enhanced">The enhanced status code such as <c>2.1.5</c>, or null where none is defined (greeting, EHLO, 354).</param>
    /// <param name="lines">The text, at least one line. What is not printable ASCII becomes <c>?</c>, long lines are cut.</param>
    /// <exception cref="ArgumentOutOfRangeException">The code is not a reply code.</exception>
    public SmtpReply(int code, string? enhanced, params IReadOnlyList<string> lines)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(code, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(code, 599);
        ArgumentOutOfRangeException.ThrowIfZero(lines.Count, nameof(lines));
        Code = code;
        Enhanced = enhanced;
        Lines = lines;
    }

    /// <summary>The three-digit code.</summary>
    public int Code { get; }

    /// <summary>The enhanced status code (RFC 3463), or null.</summary>
    public string? Enhanced { get; }

    /// <summary>The text, at least one line.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>2yz or 3yz: the command was accepted.</summary>
    public bool IsPositive => Code < 400;

    /// <summary>4yz: not now, try again.</summary>
    public bool IsTransient => Code is >= 400 and < 500;

    /// <summary>421 and 521 end the connection (RFC 5321 §3.8, RFC 7504).</summary>
    public bool ClosesConnection => Code is 421 or 521;

    /// <summary>The bound that the client has met, where that is what the reply says.</summary>
    internal SmtpLimit Limit { get; init; }

    /// <summary>The reply as it is sent: encoded once, however often it is sent.</summary>
    internal byte[] Wire => field ??= SmtpReplyEncoder.Encode(this);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Code} {(Enhanced is null ? "" : Enhanced + " ")}{string.Join(" / ", Lines)}");
}
