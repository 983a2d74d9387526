using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>acknowledge</c>: when a notifier gets its 250.</summary>
internal static class AcknowledgeSection
{
    public static void Check(Section file)
    {
        const string Expected = "'delivered'";
        var word = file.Text("acknowledge", Expected);
        if (word?.Value == "stored")
            file.Problems.Error(word.At, "'stored' comes with the durable store; this version acknowledges after delivery: 'delivered'");
        else if (word is not null and not { Value: "delivered" })
            file.Problems.Error(word.At, $"'acknowledge' expects {Expected}, found {word.Quoted}");
    }
}
