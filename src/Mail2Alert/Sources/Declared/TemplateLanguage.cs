using HandlebarsDotNet;
using HandlebarsDotNet.IO;
using Mail2Alert.Sources.Declared.Lookups;

namespace Mail2Alert.Sources.Declared;

/// <summary>Handlebars for plain text and for addresses: nothing outside the fields can be reached, and what is missing is noticed.</summary>
internal static class TemplateLanguage
{
    /// <summary>Stands in a text where a field is missing. A mail that brings it in makes its own field a missing one.</summary>
    public const char Missing = '\0';

    // Made when the first template is compiled: a server that starts asks only for the names.
    private static readonly Lazy<IHandlebars> Environment = new(() => Create(new HandlebarsConfiguration { NoEscape = true }, value => value));

    private static readonly Lazy<IHandlebars> Addresses = new(() => Create(
        new HandlebarsConfiguration { TextEncoder = new PercentEncoder() },
        value => value is "" ? Nothing.Instance : value));

    /// <summary>The filters and what they do, for the documentation and for error messages.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Filters.ByName.Keys, "if", "else", "unless"];

    /// <exception cref="HandlebarsException">It is not one; the message says why.</exception>
    public static HandlebarsTemplate<object, object> Compile(string source) => Environment.Value.Compile(source);

    /// <summary>The same where what is written in is percent-encoded, and an empty text is a missing one: <c>/jobs/</c> is another question than <c>/jobs/photos</c>.</summary>
    /// <exception cref="HandlebarsException">It is not one; the message says why.</exception>
    public static HandlebarsTemplate<object, object> CompileAddress(string source) => Addresses.Value.Compile(source);

    /// <summary>The same where an encoder of one's own makes safe what is written in.</summary>
    public static IHandlebars With(ITextEncoder encoder) => Create(new HandlebarsConfiguration { TextEncoder = encoder }, value => value);

    private static IHandlebars Create(HandlebarsConfiguration configuration, Func<object?, object?> written)
    {
        var environment = Handlebars.Create(configuration);
        environment.Configuration.FormatterProviders.Add(new MissingFormatter());
        foreach (var (name, filter) in Filters.ByName)
            environment.RegisterHelper(name, (in HelperOptions _, in Context _, in Arguments given) => written(filter.Apply([.. given])));
        return environment;
    }

    private sealed record Nothing
    {
        public static Nothing Instance { get; } = new();
    }

    private sealed class MissingFormatter : IFormatterProvider, IFormatter
    {
        public bool TryCreateFormatter(Type type, out IFormatter? formatter)
        {
            formatter = this;
            return type == typeof(UndefinedBindingResult) || type == typeof(Nothing);
        }

        public void Format<T>(T value, in EncodedTextWriter writer) => writer.Write(Missing.ToString(), encode: false);
    }
}
