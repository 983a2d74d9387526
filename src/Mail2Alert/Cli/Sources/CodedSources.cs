namespace Mail2Alert.Cli.Sources;

/// <summary>What is shown of sources that have code of their own: how they are configured, which is all that there is to copy.</summary>
internal static class CodedSources
{
    private const string GoCd = """
        # GoCD is read by code of its own: it remembers how each stage was before, and asks the API what a mail leaves out.
        # All keys, with what holds without them; docs/configuration.md and docs/lookups.md say more.
        sources:
          gocd:
            claim: { to: mail2alert@example.com }      # every mail
            url: https://gocd.example.com/go           # none: nobody is asked
            public-url: https://ci.example.com/go      # url
            token: ${GOCD_TOKEN:-none}                 # or user and password
            cache: 30s
            timeout: 10s
            lookup-size: 16MiB
            on-failure: continue                       # or defer
            context: [ committers, failed_jobs ]       # nothing
            reconcile: { every: 1m, after: 5m }        # not done
            forget-on-cancel: false

        """;

    private const string Mail = """
        # Any mail, for rules on the mail alone: the subject is the key, and nothing is ever resolved.
        sources:
          mail:
            claim: { to: mail2alert@example.com }      # every mail

        """;

    private const string Auto = """
        # Finds out who sent a mail, and reads it as GoCD's or by the built-in source that recognises it; `mail2alert sources list` names these.
        sources:
          auto:
            claim: { to: mail2alert@example.com }      # every mail

        """;

    /// <summary>Null for a source that has none.</summary>
    public static string? TextOf(string name) => name switch
    {
        "gocd" => GoCd,
        "mail" => Mail,
        "auto" => Auto,
        _ => null,
    };
}
