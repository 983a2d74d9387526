using Mail2Alert.Smtp;

namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class ListenersSectionTests
{
    private const string Expected =
        "an address such as smtp://127.0.0.1:2525, '*:25', lmtp://[::1]:24, unix:/run/mail2alert/smtp.sock or systemd:NAME";

    [Theory]
    [InlineData("smtp://127.0.0.1:2525", "smtp://127.0.0.1:2525")]
    [InlineData("127.0.0.1:2525", "smtp://127.0.0.1:2525")]
    [InlineData("localhost", "smtp://localhost:25")]
    [InlineData("'*:25'", "smtp://*:25")]
    [InlineData("smtp://0.0.0.0:25", "smtp://0.0.0.0:25")]
    [InlineData("'[::]:2525'", "smtp://[::]:2525")]
    [InlineData("[ 'a:1', 'smtp://b:2' ]", "smtp://a:1 smtp://b:2")]
    [InlineData("LMTP://127.0.0.1", "lmtp://127.0.0.1:24")]
    [InlineData("unix:/run/a.sock", "smtp:unix:/run/a.sock")]
    [InlineData("lmtp:unix:/run/a.sock", "lmtp:unix:/run/a.sock")]
    [InlineData("'systemd:'", "smtp:systemd:")]
    [InlineData("lmtp:systemd:in", "lmtp:systemd:in")]
    [InlineData("smtp://unix:25", "smtp://unix:25")]
    [InlineData("[ a, { url: 'b:2' } ]", "smtp://a:25 smtp://b:2")]
    public void Reads_one_or_several(string listeners, string expected) =>
        string.Join(' ', Loaded.Valid($"listeners: {listeners}").Listeners).ShouldBe(expected);

    [Theory]
    [InlineData("smtp://127.0.0.1:70000")]
    [InlineData("':25'")]
    [InlineData("ftp://127.0.0.1:25")]
    [InlineData("ftp:unix:/run/a")]
    [InlineData("unix:///run/a")]
    [InlineData("'[::1'")]
    [InlineData("'[1.2.3.4]:25'")]
    [InlineData("two words")]
    public void Refuses_what_is_no_address(string listener) =>
        Loaded.Problems($"listeners: {listener}").ShouldBe([$"1:12: error: 'listeners' expects {Expected}, found '{listener.Trim('\'')}'"]);

    [Theory]
    [InlineData("unix:run/a", "a Unix socket expects the whole path of its file, as in unix:/run/mail2alert/smtp.sock")]
    [InlineData("unix:/run/", "a Unix socket expects the whole path of its file, as in unix:/run/mail2alert/smtp.sock")]
    [InlineData("'systemd:a:b'", "after 'systemd:' the name of a socket is expected, as FileDescriptorName= has it, or nothing")]
    [InlineData("lmtp://a:25", "LMTP must not be spoken on port 25 (RFC 2033), where others expect SMTP; use 24")]
    public void Says_what_is_wrong_with_an_address(string listener, string problem) =>
        Loaded.Problems($"listeners: {listener}").ShouldBe([$"1:12: error: {problem}"]);

    [Fact]
    public void The_path_of_a_Unix_socket_is_not_longer_than_the_system_takes()
    {
        Loaded.Valid($"listeners: unix:/{new string('x', 106)}").Listeners.ShouldHaveSingleItem();
        Loaded.Problems($"listeners: unix:/{new string('é', 54)}")
            .ShouldBe(["1:12: error: the path of a Unix socket has at most 107 octets, this one 109"]);
    }

    [Fact]
    public void Each_listener_may_differ()
    {
        var listener = Loaded.Valid("""
            users: { nas: x, ups: x }
            listeners:
              - url: lmtp://10.0.0.1
                name: internet
                profile: strict
                networks: 10.0.0.0/8
                users: [ nas ]
                auth-in-clear: 10.0.5.0/24
                senders: [ '*@example.com', '/^backup-.*@/' ]
                recipients: '*@alerts.example.com'
            """).Listeners.Single();

        listener.Smtp.ShouldBe(new SmtpListener { Name = "internet", Protocol = SmtpProtocol.Lmtp, Profile = SmtpProfile.Strict });
        string.Join(' ', listener.Rules.Networks).ShouldBe("10.0.0.0/8");
        string.Join(' ', listener.Rules.Users).ShouldBe("nas");
        string.Join(' ', listener.Rules.AuthInClear).ShouldBe("10.0.5.0/24");
        string.Join(' ', listener.Rules.Senders!).ShouldBe("*@example.com /^backup-.*@/");
        string.Join(' ', listener.Rules.Recipients!).ShouldBe("*@alerts.example.com");
    }

    [Fact]
    public void What_a_listener_does_not_say_the_file_says()
    {
        using var certificate = new TestCertificate("mail.example.com");
        var listeners = Loaded.Valid($$"""
            tls: { certificate: {{certificate.File}}, key: {{certificate.Key}}, required: true }
            networks: 10.0.0.0/8
            users: { nas: x }
            auth-in-clear: 10.0.5.0/24
            listeners: [ 'smtp://127.0.0.1', { url: 'smtp://127.0.0.1:26', require-tls: false }, 'unix:/a', { url: 'smtps:unix:/b', require-tls: true } ]
            """).Listeners;

        listeners[0].Smtp.ShouldBe(new SmtpListener { Name = "smtp://127.0.0.1:25", RequireTls = true });
        string.Join(' ', listeners[0].Rules.Networks).ShouldBe("10.0.0.0/8");
        string.Join(' ', listeners[0].Rules.Users).ShouldBe("nas");
        string.Join(' ', listeners[0].Rules.AuthInClear).ShouldBe("10.0.5.0/24");
        listeners[0].Rules.Senders.ShouldBeNull();
        listeners[0].Rules.Recipients.ShouldBeNull();
        listeners.Select(listener => listener.Smtp.RequireTls).ShouldBe([true, false, false, true]);
    }

    [Theory]
    [InlineData("users: { nas: x }\nlisteners: a", true)]
    [InlineData("users: { nas: x }\nlisteners: { url: a, users: [] }", false)]
    [InlineData("listeners: a", false)]
    public void Logins_are_offered_where_somebody_may_log_in(string text, bool offered) =>
        Loaded.Valid(text).Listeners.Single().Smtp.OffersLogin.ShouldBe(offered);

    [Fact]
    public void A_Unix_socket_is_for_its_owner_and_group_unless_said()
    {
        var listeners = Loaded.Valid("listeners: [ 'unix:/a', { url: 'unix:/b', mode: 0666 }, { url: 'unix:/c', mode: '600' } ]").Listeners;
        listeners.Select(listener => Convert.ToString((int)listener.Mode, 8)).ShouldBe(["660", "666", "600"]);
    }

    [Fact]
    public void Tells_all_mistakes_of_a_listener() => Loaded.Problems("""
        users: { nas: x }
        listeners:
          - url: nonsense://
            profile: lax
            name: two words
            users: [ nsa ]
            senders: '@example.com'
            require-tls: maybe
            proxies: 10.0.0.1
            sender: x
          - name: nowhere
        """).ShouldBe(
    [
        $"3:10: error: 'listeners' expects {Expected}, found 'nonsense://'",
        "4:14: error: 'profile' expects 'normal', 'strict' or 'legacy', found 'lax'",
        "5:11: error: 'name' expects a name of at most 64 characters without a space, found 'two words'",
        "6:14: error: there is no user 'nsa' under the file's 'users'; known are nas",
        "7:14: error: 'senders' expects an address such as nas@example.com, '*@example.com', a /regular expression/, or '<>' for the null sender, "
            + "found '@example.com'; a whole domain is written '*@' and the domain",
        "8:18: error: 'require-tls' expects true or false, found 'maybe'",
        "9:5: error: 'proxies' holds for all listeners; it belongs at the top of the file",
        "10:5: error: unknown key 'sender' in 'listeners'; did you mean 'senders'?",
        $"11:5: error: a listener expects a key 'url' with {Expected}",
    ]);

    [Theory]
    [InlineData("{ url: 'unix:/a', networks: 10.0.0.1 }", "1:40: error: 'networks' means nothing on a Unix socket, whose clients have no addresses; 'mode' says who may connect")]
    [InlineData("{ url: 'a:1', mode: '0660' }", "1:32: error: 'mode' is for Unix sockets that the program makes itself (unix:/path)")]
    [InlineData("{ url: 'unix:/a', mode: '0888' }", "1:36: error: 'mode' expects the mode of the socket's file, such as '0660', found '0888'")]
    [InlineData("{ url: 'unix:/a', mode: '7777' }", "1:36: error: 'mode' expects the mode of the socket's file, such as '0660', found '7777'")]
    public void Tells_what_means_nothing_there(string listener, string problem) => Loaded.Problems($"listeners: {listener}").ShouldBe([problem]);

    [Fact]
    public void A_handshake_needs_a_certificate() => Loaded.Problems("""
        listeners:
          - smtps://0.0.0.0:4650
          - { url: 'smtp://a', require-tls: true }
          - lmtps:unix:/a
        """).ShouldBe(
    [
        "2:5: error: smtps:// needs a certificate; add 'tls: { certificate: FILE, key: FILE }'",
        "3:12: error: 'require-tls' needs a certificate; add 'tls: { certificate: FILE, key: FILE }'",
        "4:5: error: lmtps:// needs a certificate; add 'tls: { certificate: FILE, key: FILE }'",
    ]);

    [Theory]
    [InlineData("[ 'a:1', 'smtp://a:1' ]", "1:21: error: 'smtp://a:1' is listed twice")]
    [InlineData("[ 'a:1', 'lmtp://a:1' ]", "1:21: error: 'lmtp://a:1' is listed twice")]
    [InlineData("[ 'unix:/a', { url: 'unix:/a', mode: '0600' } ]", "1:32: error: 'unix:/a' is listed twice")]
    [InlineData("[ 'a:0', 'a:0' ]", "1:21: error: the name of 'a:0' is taken by another listener; give it a 'name' of its own")]
    [InlineData("[ { url: 'a:1', name: x }, { url: 'a:2', name: x } ]",
        "1:46: error: the name of 'a:2' is taken by another listener; give it a 'name' of its own")]
    public void Two_listeners_differ_in_address_and_name(string listeners, string problem) =>
        Loaded.Problems($"listeners: {listeners}").ShouldBe([problem]);

    [Fact]
    public void Refuses_an_empty_list() =>
        Loaded.Problems("listeners: []").ShouldBe([$"1:12: error: 'listeners' expects at least {Expected}"]);

    [Fact]
    public void Mail_may_come_by_HTTP_and_a_login_there_is_as_safe_as_the_connection()
    {
        using var certificate = new TestCertificate("mail.example.com");
        var listeners = Loaded.Valid(
            $"tls: {{ certificate: {certificate.File}, key: {certificate.Key} }}\nlisteners: [ 'http://127.0.0.1:8025', 'https://127.0.0.1', 'http:unix:/run/m.sock' ]").Listeners;

        listeners.Select(listener => $"{listener}").ShouldBe(["http://127.0.0.1:8025", "https://127.0.0.1:443", "http:unix:/run/m.sock"]);
        listeners.ShouldAllBe(listener => listener.IsHttp && !listener.Smtp.ImplicitTls && !listener.Smtp.RequireTls);
        listeners.Select(listener => listener.Rules.IsEncrypted).ShouldBe([false, true, false]);
    }

    [Fact]
    public void By_HTTP_there_is_TLS_from_the_first_byte_or_none()
    {
        using var certificate = new TestCertificate("mail.example.com");
        var tls = $"tls: {{ certificate: {certificate.File}, key: {certificate.Key}, required: true }}\n";

        Loaded.Problems(tls + "listeners: http://127.0.0.1:8025").ShouldBe(
            ["2:12: error: TLS is required, and http:// has none; use https://, or say 'require-tls: false' of this listener"]);
        Loaded.Valid(tls + "listeners: https://127.0.0.1:8025").Listeners.ShouldHaveSingleItem();
        Loaded.Problems("listeners: https://127.0.0.1:8025").ShouldBe(
            ["1:12: error: https:// needs a certificate; add 'tls: { certificate: FILE, key: FILE }'"]);
    }
}
