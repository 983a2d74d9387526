using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Webhooks;

/// <summary>What Apprise's three webhooks send.</summary>
internal static class HookBody
{
    private static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";

    private const string Schema = "https://raw.githubusercontent.com/caronc/apprise/master/apprise/assets/NotifyXML-1.1.xsd";

    /// <summary>Null where all of it stands in the query.</summary>
    public static Func<HttpContent>? Of(Letter letter, HookTarget target) => target.Form switch
    {
        HookForm.Json => WebCall.Json(target.Method, target.Server, Json(letter, target)).Body,
        HookForm.Xml => Xml(letter, target),
        _ when target.Method == HttpMethod.Get => null,
        _ when letter.Files.Count > 0 => WebCall.Multipart(target.Server, Fields(letter, target), letter.Files.Select((file, index) => (FieldOf(target, index + 1), file))).Body,
        _ => WebCall.Form(target.Server, Fields(letter, target)).Body,
    };

    /// <summary>A form that is fetched by GET has its fields in the query.</summary>
    public static WebCall InQuery(WebCall call, Letter letter, HookTarget target)
    {
        if (target.Form != HookForm.Form || target.Method != HttpMethod.Get)
            return call;
        var more = string.Join('&', Fields(letter, target).Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value!)}"));
        return call with { Address = new Uri($"{call.Address.AbsoluteUri}{(call.Address.Query.Length > 0 ? "&" : "?")}{more}") };
    }

    private static string FieldOf(HookTarget target, int number)
    {
        var digits = number.ToString("00", CultureInfo.InvariantCulture);
        return target.FilesAs.Contains('*', StringComparison.Ordinal) ? target.FilesAs.Replace("*", digits, StringComparison.Ordinal) : target.FilesAs + digits;
    }

    private static JsonObject Json(Letter letter, HookTarget target)
    {
        const string Attachments = "attachments";
        (string, string)[] members = [("version", "1.0"), ("title", letter.Title), ("message", letter.Text), (Attachments, ""), ("type", NotifyType.Of(letter.Alert))];
        var body = new JsonObject();
        foreach (var (name, value) in target.Members(members))
            body[name] = name == target.Fields.GetValueOrDefault(Attachments, Attachments) ? new JsonArray([.. letter.Files.Select(Json)]) : value;
        return body;
    }

    private static JsonNode Json(LetterFile file) => new JsonObject
    {
        ["filename"] = file.Name,
        ["base64"] = Convert.ToBase64String(file.Bytes.Span),
        ["mimetype"] = file.MediaType,
    };

    private static IEnumerable<(string Name, string? Value)> Fields(Letter letter, HookTarget target) => target
        .Members([("version", "1.0"), ("title", letter.Title), ("message", letter.Text), ("type", NotifyType.Of(letter.Alert))])
        .Select(member => (member.Name, (string?)member.Value));

    private static Func<HttpContent> Xml(Letter letter, HookTarget target)
    {
        (string, string)[] members = [("Version", "1.1"), ("Subject", letter.Title), ("MessageType", NotifyType.Of(letter.Alert)), ("Message", letter.Text)];
        // With members of its own it is not what the schema says.
        XNamespace space = target.Fields.Count == 0 ? Schema : "";
        var envelope = new XDocument(
            new XDeclaration("1.0", "utf-8", null),
            new XElement(
                Soap + "Envelope",
                new XAttribute(XNamespace.Xmlns + "soapenv", Soap.NamespaceName),
                new XElement(Soap + "Body", new XElement(
                    space + "Notification",
                    target.Members(members).Select(member => new XElement(space + XmlConvert.EncodeLocalName(member.Name), XmlText.Valid(member.Value))),
                    Xml(letter.Files, space)))));
        var bytes = Encoding.UTF8.GetBytes($"{envelope.Declaration}\n{envelope.ToString(SaveOptions.DisableFormatting)}");
        return () => new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/xml") } };
    }

    private static XElement? Xml(IReadOnlyList<LetterFile> files, XNamespace space) => files.Count == 0 ? null : new XElement(
        space + "Attachments",
        new XAttribute("format", "base64"),
        files.Select(file => new XElement(
            space + "Attachment",
            new XAttribute("filename", XmlText.Valid(file.Name)),
            new XAttribute("mimetype", file.MediaType),
            Convert.ToBase64String(file.Bytes.Span))));
}
