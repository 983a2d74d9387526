using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.CompilerServices;
using Mail2Alert.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert.Channels;

/// <summary>The channels there are: each is one class in this program, and named nowhere else.</summary>
internal static class ChannelCatalog
{
    private static readonly (Type Type, ChannelKind Kind)[] All =
    [
        .. from type in typeof(ChannelCatalog).Assembly.GetTypes()
           where type is { IsAbstract: false } && type.IsAssignableTo(typeof(IUrlChannel))
           let kind = (ChannelKind)type.GetProperty(nameof(IUrlChannel.Kind), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!
           orderby kind.Name
           select (type, kind),
    ];

    private static readonly FrozenDictionary<string, ChannelKind> Schemes = All
        .SelectMany(channel => channel.Kind.Schemes.Select(scheme => (scheme, channel.Kind)))
        .ToFrozenDictionary(entry => entry.scheme, entry => entry.Kind);

    /// <summary>Finds them, if that was not done yet.</summary>
    public static void Load() => RuntimeHelpers.RunClassConstructor(typeof(ChannelCatalog).TypeHandle);

    public static IEnumerable<ChannelKind> Kinds => All.Select(channel => channel.Kind);

    /// <summary>Whose targets are written so; null when nobody's are.</summary>
    public static ChannelKind? Of(TargetUrl url) => Schemes.GetValueOrDefault(url.Scheme) ?? Kinds.FirstOrDefault(kind => kind.Owns(url));

    /// <summary>Whose targets are written <c>scheme:…</c> without being URLs; null when nobody's are.</summary>
    public static ChannelKind? OfOpaque(string scheme) =>
        Schemes.GetValueOrDefault(scheme.ToLowerInvariant()) is { ReadOpaque: not null } kind ? kind : null;

    /// <summary>What becomes of a URL that no channel knows; null for nothing.</summary>
    public static ParsedTargets? ReadUnknown(TargetUrl url, ChannelSettings settings) =>
        Kinds.Select(kind => kind.ReadUnknown(url, settings)).FirstOrDefault(read => read is not null);

    /// <summary>How fast a target may be told; null where nobody minds.</summary>
    public static Pace? PaceOf(Target target) =>
        (target as ChannelTarget)?.Pace ?? Kinds.FirstOrDefault(kind => kind.Name == target.Scheme)?.Pace;

    public static void AddTo(IServiceCollection services)
    {
        foreach (var (type, _) in All)
            services.AddSingleton(typeof(IChannel), type);
    }
}
