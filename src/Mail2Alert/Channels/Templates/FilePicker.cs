using System.Collections.Frozen;
using System.IO.Enumeration;
using Mail2Alert.Messages;

namespace Mail2Alert.Channels.Templates;

/// <summary>Picks the files of a mail that go along: those that the administrator lets out, and the service takes.</summary>
internal sealed class FilePicker(FilePolicy policy)
{
    private const int LongestName = 100;

    // What an ill-told notifier sends as application/octet-stream is what its name says.
    private static readonly FrozenDictionary<string, string> TypesByEnd = new Dictionary<string, string>
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
        [".txt"] = "text/plain",
        [".log"] = "text/plain",
        [".csv"] = "text/csv",
        [".pdf"] = "application/pdf",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    // What systems run when somebody opens it, whatever its media type says; as mail services refuse it (support.google.com/mail/answer/6590).
    private static readonly FrozenSet<string> Programs = new[]
    {
        ".ade", ".adp", ".apk", ".app", ".appx", ".bat", ".cab", ".chm", ".cmd", ".com", ".cpl", ".desktop", ".diagcab", ".dll", ".dmg", ".exe",
        ".hta", ".htm", ".html", ".img", ".ins", ".iso", ".isp", ".jar", ".jnlp", ".js", ".jse", ".lib", ".lnk", ".mde", ".mjs", ".msc", ".msi",
        ".msp", ".mst", ".nsh", ".pif", ".pl", ".ps1", ".psm1", ".py", ".reg", ".scr", ".sct", ".sh", ".shb", ".svg", ".sys", ".url", ".vb",
        ".vbe", ".vbs", ".vhd", ".vxd", ".wsc", ".wsf", ".wsh", ".xhtml", ".xll",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<LetterFile> Pick(Message mail, FileLimits limits)
    {
        var most = Math.Min(policy.Most, limits.Most);
        return most == 0 ? [] : [.. mail.Attachments.Select(attachment => Read(attachment, limits)).OfType<LetterFile>().Take(most)];
    }

    private LetterFile? Read(Attachment attachment, FileLimits limits)
    {
        var name = NameOf(attachment);
        var type = TypeOf(attachment, name);
        var largest = Math.Min(policy.Size, limits.Bytes);
        if (!IsLetOut(name, type) || limits.Types?.Any(taken => IsLike(type, taken)) == false || attachment.Length > largest)
            return null;
        using var content = attachment.Open();
        if (content.Length == 0 || content.Length > largest)
            return null;
        var bytes = new byte[content.Length];
        content.ReadExactly(bytes);
        return new LetterFile(name, type, bytes);
    }

    private bool IsLetOut(string name, string type) =>
        policy.Types.Any(allowed => IsLike(type, allowed))
        && (policy.Names?.Any(allowed => IsLike(name, allowed)) ?? !Programs.Contains(Path.GetExtension(name)));

    private static bool IsLike(string text, string pattern) => FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: true);

    private static string TypeOf(Attachment attachment, string name) => attachment.MediaType is "application/octet-stream"
        ? TypesByEnd.GetValueOrDefault(Path.GetExtension(name), attachment.MediaType)
        : attachment.MediaType;

    private static string NameOf(Attachment attachment)
    {
        var name = (attachment.Name ?? "").Split('/', '\\')[^1];
        var safe = string.Concat(name.Where(c => !char.IsControl(c) && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format && !"\"<>|:*?;".Contains(c, StringComparison.Ordinal)))
            .Trim(' ', '.');
        if (safe.Length > LongestName)
            safe = $"{safe[..(LongestName - Path.GetExtension(safe).Length)]}{Path.GetExtension(safe)}";
        return safe.Length > 0 ? safe : TypesByEnd.FirstOrDefault(known => known.Value == attachment.MediaType) is { Key: { } end } ? $"file{end}" : "file";
    }
}
