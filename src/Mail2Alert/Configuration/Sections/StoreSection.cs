using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>store</c> and <c>retention</c>: where mail is kept, and for how long.</summary>
internal static class StoreSection
{
    private const string Scheme = "sqlite:";
    private const string None = "none";
    private const string Expected = "'sqlite:' and a file, such as sqlite:mail2alert.db, or 'none'";

    // In the working directory, which a service manager sets to where state belongs.
    private static readonly StoreSettings Default = new("mail2alert.db");

    /// <returns>Null when nothing is kept.</returns>
    public static StoreSettings? Read(Section file)
    {
        var store = Store(file);
        if (file.Map("retention") is not { } retention)
            return store;
        if (store is null)
            file.Problems.Error(retention.At, "'retention' is about the mails in a store, and 'store' is 'none'");
        var otherwise = store ?? Default;
        var settings = otherwise with
        {
            Age = LimitsSection.Days(retention, "age", otherwise.Age),
            Bytes = LimitsSection.Size(retention, "size", otherwise.Bytes),
        };
        retention.Finish();
        return store is null ? null : settings;
    }

    private static StoreSettings? Store(Section file)
    {
        if (file.Text("store", Expected) is not { } text)
            return Default;
        if (text.Value == None)
            return null;
        var path = text.Value.StartsWith(Scheme, StringComparison.Ordinal) ? text.Value[Scheme.Length..] : "";
        if (path.Length > 0 && !Directory.Exists(path))
            return new StoreSettings(path);
        file.Problems.Error(text.At, text.Value.StartsWith("postgres", StringComparison.Ordinal)
            ? "a store in PostgreSQL is not available in this version yet"
            : $"'store' expects {Expected}, found {text.Quoted}");
        return Default;
    }
}
