namespace Mail2Alert.Channels.Mqtt;

/// <summary>Reads <c>mqtt[s]://[USER:PASSWORD@]HOST[:PORT]/TOPIC[,TOPIC]</c> (apprise plugins/mqtt.py).</summary>
internal static class MqttUrl
{
    private const string Form = "mqtts://HOST/TOPIC";

    // MQTT 5.0 §4.7.3.
    private const int LongestTopic = 65_535;

    public static ParsedTargets Read(TargetUrl url)
    {
        string[] topics = [.. string.Join('/', url.Path).Split(',').Concat(url.TakeList("to")).Select(topic => topic.Trim(' ')).Where(topic => topic.Length > 0).Distinct()];
        var version = url.Take("version")?.ToLowerInvariant().TrimStart('v') switch { null or "" or "3.1.1" => "3.1.1", "3.1" => "3.1", "5" or "5.0" => "5.0", _ => null };
        var quality = url.Take("qos") switch { null or "" or "1" => 1, "0" => 0, "2" => 2, _ => (int?)null };
        var payload = url.Take("payload")?.ToLowerInvariant() ?? "text";
        if (url.Host.Length == 0 || topics.Length == 0)
            return ParsedTargets.Wrong($"expected {Form}");
        if (topics.Any(topic => topic.Length > LongestTopic || topic.Any(character => character is '+' or '#' || char.IsControl(character))))
            return ParsedTargets.Wrong("a topic to publish to has no '+', '#' and control characters");
        if (version is null)
            return ParsedTargets.Wrong("'version' expects v3.1, v3.1.1 or v5.0");
        if (quality is null)
            return ParsedTargets.Wrong("'qos' expects 0, 1 or 2");
        if (payload is not ("text" or "json"))
            return ParsedTargets.Wrong("'payload' expects text or json");
        var options = TargetOptions.Take(url);
        var (broker, isRetained) = (Broker(url, version, options), url.TakeFlag("retain", otherwise: false));
        return ParsedTargets.Of([.. topics.Select(topic => new MqttTarget(url.Named(MqttChannel.Kind.Name, topic, $"{url.Scheme}://{url.Authority}/{topic}"), options)
        {
            Broker = broker,
            Topic = topic,
            Quality = quality.Value,
            IsRetained = isRetained,
            IsJson = payload == "json",
        })]);
    }

    private static MqttBroker Broker(TargetUrl url, string version, TargetOptions options)
    {
        var isSecure = url.Scheme == "mqtts";
        return new MqttBroker(url.Host.Trim('[', ']'), url.Port ?? (isSecure ? 8883 : 1883), isSecure)
        {
            Verify = options.Verify,
            User = url.User,
            Password = url.Password is { } password ? new Secret(password) : null,
            Version = version,
            ClientId = url.Take("client_id") is { Length: > 0 } id ? id : null,
            IsClean = !url.TakeFlag("session", otherwise: false),
        };
    }
}
