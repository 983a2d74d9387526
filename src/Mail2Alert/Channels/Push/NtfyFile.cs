using System.Text;
using System.Text.Json.Nodes;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Push;

/// <summary>A message with a file: the file is the body of the request, and the message stands in its header (docs/publish.md, Attach local file).</summary>
internal static class NtfyFile
{
    /// <param name="target">Where to.</param>
    /// <param name="message">As it would be published without a file.</param>
    /// <param name="file">What goes along.</param>
    public static WebCall Call(NtfyTarget target, JsonObject message, LetterFile file)
    {
        message["filename"] = file.Name;
        return message.Where(member => member.Key != "topic").Aggregate(
            WebCall.File(new Uri(target.Server, target.Topic), file) with { Method = HttpMethod.Put },
            (call, member) => call.With($"X-{member.Key.Replace("sequence_id", "Sequence-ID", StringComparison.Ordinal)}", member.Value is { } value ? Field(member.Key, value) : null));
    }

    /// <summary>A text as ntfy reads it in a field of the header: RFC 2047, unless it is plain ASCII.</summary>
    public static string Encoded(string text) => text.All(c => c is >= ' ' and <= '~') && !text.Contains("=?", StringComparison.Ordinal)
        ? text
        : $"=?UTF-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}?=";

    // In the field of the message, '\n' means the end of a line (server.go, parsePublishParams). A space of no width lets it mean itself.
    private static string Field(string name, JsonNode value) => value is JsonArray items
        ? string.Join(',', items.Select(item => Encoded(item!.ToString())))
        : Encoded(name == "message" ? value.ToString().Replace("\\n", "\\\u200Bn", StringComparison.Ordinal) : value.ToString());
}
