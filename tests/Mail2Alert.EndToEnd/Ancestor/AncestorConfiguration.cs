namespace Mail2Alert.EndToEnd.Ancestor;

/// <summary>The example in mail2alert-py's README, with the addresses of the test.</summary>
internal static class AncestorConfiguration
{
    public static string With(Uri gocd, int relay) => $"""
        ---
        local-smtp: 127.0.0.1:0
        remote-smtp: 127.0.0.1:{relay}
        managers:
          - name: gocd
            url: {gocd}
            user: olle
            passwd: pelle
            messages-we-want:
              to: mail2alert@example.com
            rules:
              - actions:
                  - mailto:cat@example.com
                filter:
                  events:
                    - BREAKS
                  function: pipelines.in_group
                  args:
                    - my-group
              - actions:
                  - mailto:cat@example.com
                filter:
                  events:
                    - BREAKS
                    - FIXED
                  function: pipelines.name_like_in_group
                  args:
                    - (.+)-release.*
                    - my-group
          - name: mail
            messages-we-want:
              from: go@example.com
            rules:
              - actions:
                  - mailto:sys@example.com
                  - mailto:op@example.com
                filter:
                  function: mail.in_subject
                  args:
                    - server
                    - backup
        """;
}
