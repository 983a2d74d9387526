using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>acknowledge</c>: when a notifier gets its 250. Whoever names a store means <c>stored</c>; without one there is <c>delivered</c>.</summary>
internal static class AcknowledgeSection
{
    public static void Check(Section file)
    {
        const string Expected = "'stored' or 'delivered'";
        var hasStore = file.Has("store");
        var word = file.Text("acknowledge", Expected);
        if (word is null)
            return;
        if (word.Value is not ("stored" or "delivered"))
            file.Problems.Error(word.At, $"'acknowledge' expects {Expected}, found {word.Quoted}");
        else if (word.Value == "stored" && !hasStore)
            file.Problems.Error(word.At, "'stored' needs a store, such as 'store: sqlite:mail2alert.db'");
        else if (word.Value == "delivered" && hasStore)
            file.Problems.Error(word.At, "'delivered' together with a store comes later; leave out 'store', or acknowledge mail when it is 'stored'");
    }
}
