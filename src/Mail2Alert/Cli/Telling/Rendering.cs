using Mail2Alert.Alerts;
using Mail2Alert.Channels;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Web;
using Mail2Alert.Configuration;
using Mail2Alert.Messages;
using Mail2Alert.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert.Cli.Telling;

/// <summary>One alert as targets would get it, in lines. No request is sent.</summary>
internal sealed class Rendering(Mail2AlertConfiguration configuration, Message mail, Alert alert)
{
    private readonly LetterWriter _letters = new(configuration.Letters);

    public async Task<IReadOnlyList<string>> OfTargetAsync(WantedTarget wanted, CancellationToken cancellationToken)
    {
        var (target, mask) = (wanted.Target, new Mask(wanted.Target));
        var about = new Notification(mail, alert, [target])
        {
            Wording = wanted.Route?.Options.Wording?.Over(wanted.Receiver?.Wording) ?? wanted.Receiver?.Wording,
            Receiver = wanted.Receiver?.Name,
            Route = wanted.Route?.Name,
        };
        return
        [
            target.Text,
            .. target is ChannelTarget own && KindOf(target.Scheme) is { } kind ? Lines(Letters(about, own, kind)) : Alone(target),
            .. (await RequestsAsync(about, target, cancellationToken)).SelectMany(request => Lines(request, mask)),
        ];
    }

    /// <exception cref="FormatException">There is no such channel.</exception>
    public IReadOnlyList<string> OfChannel(string name) => KindOf(name) is { } kind
        ? [name, .. Lines([_letters.Write(new Notification(mail, alert, []), new NoTarget(name), kind)])]
        : throw new FormatException($"there is no channel '{name}'; known are {string.Join(", ", ChannelCatalog.Kinds.Select(known => known.Name))}");

    private static ChannelKind? KindOf(string name) => ChannelCatalog.Kinds.FirstOrDefault(kind => kind.Name == name);

    private IReadOnlyList<Letter> Letters(Notification about, ChannelTarget target, ChannelKind kind) =>
        target.Options.Overflow == Overflow.Split ? _letters.WriteParts(about, target, kind) : [_letters.Write(about, target, kind)];

    private static IEnumerable<string> Alone(Target target) =>
        target.Scheme == TargetGrammar.Mail ? ["  the mail goes on as it came"] : ["  this channel writes its own text"];

    private static IEnumerable<string> Lines(IEnumerable<Letter> letters) => letters.SelectMany(letter => (IEnumerable<string>)
    [
        .. letter.Title.Length > 0 ? [$"  title: {letter.Title}"] : (string[])[],
        "  text:",
        .. letter.Text.Split('\n').Select(line => $"    {line}"),
        .. letter.Files.Select(file => $"  file: {file.Name} ({file.MediaType}, {file.Bytes.Length} octets)"),
    ]);

    private static IEnumerable<string> Lines(WatchedRequest request, Mask mask) =>
    [
        $"  {request.Method} {mask.Of(request.Address)}",
        .. request.Headers.Select(field => $"    {field.Name}: {mask.OfHeader(field.Name, field.Value)}"),
        .. mask.Of(request.Body).Split('\n').Where(line => line.Length > 0).Select(line => $"    {line}"),
    ];

    // Of those that speak HTTP: another would open a connection.
    private async Task<IReadOnlyList<WatchedRequest>> RequestsAsync(Notification about, Target target, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection();
        var web = new WatchedWeb();
        Gateway.AddParts(services, configuration);
        services.AddSingleton<IHttpClientFactory>(web);
        await using var provider = services.BuildServiceProvider();
        if (provider.GetServices<IChannel>().FirstOrDefault(channel => channel.Scheme == target.Scheme) is { } known && SpeaksHttp(known.GetType()))
            await known.SendAsync(about, target, cancellationToken);
        return web.Requests;
    }

    private static bool SpeaksHttp(Type? type) =>
        type is not null && ((type.IsGenericType && type.GetGenericTypeDefinition() == typeof(WebChannel<>)) || SpeaksHttp(type.BaseType));

    private sealed class NoTarget(string channel) : ChannelTarget(new TargetName(channel, "", channel), TargetOptions.Default);
}
