using HandlebarsDotNet;
using HandlebarsDotNet.IO;
using Mail2Alert.Sources.Declared.Lookups;

namespace Mail2Alert.Sources.Declared;

/// <summary>Handlebars for plain text and for addresses: nothing outside the fields can be reached, and what is missing is noticed.</summary>
internal static class TemplateLanguage
{
    /// <summary>Stands in a text where a field is missing. A mail that brings it in makes its own field a missing one.</summary>
    public const char Missing = '\0';

    private static readonly IHandlebars Environment = Create(new HandlebarsConfiguration { NoEscape = true });

    private static readonly IHandlebars Addresses = Create(new HandlebarsConfiguration { TextEncoder = new PercentEncoder() });

    /// <summary>The filters and what they do, for the documentation and for error messages.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Filters.ByName.Keys, "if", "else", "unless"];

    /// <exception cref="HandlebarsException">It is not one; the message says why.</exception>
    public static HandlebarsTemplate<object, object> Compile(string source) => Environment.Compile(source);

    /// <summary>The same where what is written in is percent-encoded, and nothing counts as missing.</summary>
    /// <exception cref="HandlebarsException">It is not one; the message says why.</exception>
    public static HandlebarsTemplate<object, object> CompileAddress(string source) => Addresses.Compile(source);

    private static IHandlebars Create(HandlebarsConfiguration configuration)
    {
        var environment = Handlebars.Create(configuration);
        environment.Configuration.FormatterProviders.Add(new MissingFormatter());
        foreach (var (name, filter) in Filters.ByName)
            environment.RegisterHelper(name, (in HelperOptions _, in Context _, in Arguments given) => filter.Apply([.. given]));
        return environment;
    }

    private sealed class MissingFormatter : IFormatterProvider, IFormatter
    {
        public bool TryCreateFormatter(Type type, out IFormatter? formatter)
        {
            formatter = this;
            return type == typeof(UndefinedBindingResult);
        }

        public void Format<T>(T value, in EncodedTextWriter writer) => writer.Write(Missing.ToString(), encode: false);
    }
}
