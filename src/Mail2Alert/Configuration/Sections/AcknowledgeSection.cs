using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>acknowledge</c>: when a notifier gets its 250.</summary>
internal static class AcknowledgeSection
{
    private const string Expected = "'stored' or 'delivered'";

    public static Acknowledgement Read(Section file, bool hasStore)
    {
        var word = file.Text("acknowledge", Expected);
        if (word?.Value == "stored" && !hasStore)
            file.Problems.Error(word.At, "'stored' needs a store; leave out 'store: none', or acknowledge mail when it is 'delivered'");
        else if (word?.Value is not (null or "stored" or "delivered"))
            file.Problems.Error(word.At, $"'acknowledge' expects {Expected}, found {word.Quoted}");
        return hasStore && word?.Value != "delivered" ? Acknowledgement.Stored : Acknowledgement.Delivered;
    }
}
