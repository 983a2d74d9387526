using System.Buffers;
using System.IO.Pipelines;
using Mail2Alert.Channels;
using Mail2Alert.Intake;
using Mail2Alert.Messages;
using Mail2Alert.Smtp;
using Microsoft.AspNetCore.Http;

namespace Mail2Alert.Web.Posting;

/// <summary>Who posts a mail to whom: as the query says, else as the mail's own fields do.</summary>
/// <param name="From">Empty for the null sender.</param>
/// <param name="To">To whom.</param>
/// <param name="IsAsked">True when the query names the recipients, and none of them may be left out.</param>
internal sealed record PostedEnvelope(string From, IReadOnlyList<string> To, bool IsAsked)
{
    private static readonly SmtpPeer Nobody = new("", null, null, null, IsExtended: true);

    public bool IsInternational => !System.Text.Ascii.IsValid(From) || To.Any(to => !System.Text.Ascii.IsValid(to));

    /// <summary>What is wrong with it, in a sentence; null when nothing is.</summary>
    public string? Mistake =>
        To.Count == 0 ? "Nobody is named to whom the mail goes: add ?to=ADDRESS to the address, or a field To to the mail"
        : To.FirstOrDefault(to => !MailAddress.IsValid(to)) is { } wrong ? $"'to' is no mail address: {Printable.Of(wrong)}"
        : From.Length > 0 && !MailAddress.IsValid(From) ? $"'from' is no mail address: {Printable.Of(From)}"
        : null;

    public static async Task<PostedEnvelope> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var (from, to) = (request.Query["from"], request.Query["to"]);
        if (from.Count > 0 && to.Count > 0)
            return new PostedEnvelope($"{from[0]}", [.. to.OfType<string>()], IsAsked: true);
        var header = MailFile.Read(await HeaderAsync(request.BodyReader, cancellationToken), Nobody, null, [], DateTimeOffset.MinValue).Envelope;
        return new PostedEnvelope(
            from.Count > 0 ? $"{from[0]}" : $"{header.Sender}",
            to.Count > 0 ? [.. to.OfType<string>()] : [.. header.Recipients.Select(recipient => $"{recipient.Address}")],
            to.Count > 0);
    }

    // It stays there to be read as a part of the mail.
    private static async Task<byte[]> HeaderAsync(PipeReader body, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            var seen = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, ReadablePart.MaxHeader)).ToArray();
            var end = End(seen);
            var isEnough = end >= 0 || read.IsCompleted || seen.Length == ReadablePart.MaxHeader;
            body.AdvanceTo(read.Buffer.Start, isEnough ? read.Buffer.Start : read.Buffer.End);
            if (isEnough)
                return end < 0 ? seen : seen[..end];
        }
    }

    private static int End(ReadOnlySpan<byte> seen)
    {
        var (unix, mail) = (seen.IndexOf("\n\n"u8), seen.IndexOf("\n\r\n"u8));
        return unix >= 0 && (mail < 0 || unix < mail) ? unix + 2 : mail < 0 ? -1 : mail + 3;
    }
}
