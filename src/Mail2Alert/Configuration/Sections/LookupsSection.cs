using System.Security.Cryptography;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Smtp.Tls;
using Mail2Alert.Sources;
using Mail2Alert.Sources.Declared.Lookups;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>lookups</c>: what a source asks APIs about a mail.</summary>
/// <param name="names">The fields there are. What one lookup finds is not there yet when the next one asks.</param>
/// <param name="problems">Where mistakes go.</param>
internal sealed class LookupsSection(IReadOnlyCollection<string> names, Problems problems)
{
    private const string Example = "{ get: 'https://cmdb.example.com/hosts/{{ host }}', labels: { owner: owner.name } }";

    private readonly HashSet<string> _taken = new(names, StringComparer.Ordinal);

    public IReadOnlyList<LookupDefinition> Read(Section? section)
    {
        var lookups = new List<LookupDefinition>();
        foreach (var (name, value) in section?.Entries ?? [])
        {
            if (!SourceFieldName.IsOne(name.Value))
                problems.Error(name.At, $"{name.Quoted} cannot be the name of a lookup: {SourceFieldName.Expected}");
            if (value is not YamlValue.Map map)
                problems.Error(value.At, $"{name.Quoted} expects a mapping such as {Example}, found {value.Kind}");
            else if (Read(name, new Section(map, name.Value, problems)) is { } lookup)
                lookups.Add(lookup);
        }
        return lookups;
    }

    private LookupDefinition? Read(YamlValue.Text name, Section section)
    {
        var address = LookupAddress.Read(section, new TemplateText(names, problems) { IsThorough = true });
        var answer = new AnswerLabels(section, _taken).Read();
        var lookup = address is null ? null : new LookupDefinition { Name = name.Value, Address = address, Answer = answer };
        var (login, headers, certificate) = (LookupKeys.Login(section), LookupHeaders.Read(section), Certificate(section));
        var (limits, onFailure) = (Limits(section), LookupKeys.OnFailure(section, LookupFailure.Continue, LookupFailure.Defer, LookupFailure.Stale));
        section.Finish();
        if (login is not null && address?.Server is { Scheme: "http", IsLoopback: false })
            problems.Warning(section.Where("get"), "the login goes over the network unencrypted; use https");
        return lookup is null ? null : lookup with { Login = login, Headers = headers, Certificate = certificate, Limits = limits, OnFailure = onFailure };
    }

    private static LookupLimits Limits(Section section)
    {
        var otherwise = new LookupLimits();
        return new LookupLimits
        {
            CacheFor = LimitsSection.Duration(section, "cache", otherwise.CacheFor),
            Timeout = LimitsSection.Duration(section, "timeout", otherwise.Timeout),
            MaxSize = LimitsSection.Size(section, "lookup-size", otherwise.MaxSize),
            MaxCopies = LimitsSection.Count(section, "cache-entries", otherwise.MaxCopies),
        };
    }

    private static SmtpCertificatePaths? Certificate(Section lookup)
    {
        var certificate = lookup.Text("certificate", "a file with a certificate, in PEM");
        var key = lookup.Text("key", "a file with the private key, in PEM");
        if (lookup.Has("certificate") != lookup.Has("key"))
            lookup.Problems.Error(lookup.Where(lookup.Has("key") ? "key" : "certificate"), "expected 'certificate' and 'key' together");
        if (certificate is null || key is null)
            return null;
        var paths = new SmtpCertificatePaths(certificate.Value, key.Value);
        try
        {
            _ = SmtpCertificate.Load(paths);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            lookup.Problems.Error(certificate.At, $"the certificate cannot be used: {exception.Message}");
        }
        return paths;
    }
}
