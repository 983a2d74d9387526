using System.Net.Sockets;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;

namespace Mail2Alert.Intake.Mailboxes.Imap;

/// <summary>A connection to an IMAP server, opened anew when the last one broke.</summary>
internal sealed class ImapConnection(ImapSettings settings, OAuthTokens? tokens, TimeProvider clock) : IAsyncDisposable
{
    // A server that says nothing for so long is gone, whatever TCP thinks.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private ImapClient? _client;

    /// <summary>The folder that is fetched from; null while there is no connection.</summary>
    public IMailFolder? Folder { get; private set; }

    /// <summary>Does something with client and folder, connected and in time.</summary>
    /// <exception cref="MailboxException">It did not work; the connection is closed.</exception>
    public async Task<T> DoAsync<T>(Func<ImapClient, IMailFolder, CancellationToken, Task<T>> work, CancellationToken cancellationToken, TimeSpan? within = null)
    {
        using var limit = new CancellationTokenSource(within ?? Patience, clock);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var (client, folder) = await OpenAsync(time.Token);
            return await work(client, folder, time.Token);
        }
        catch (Exception exception) when (IsTrouble(exception) || limit.IsCancellationRequested)
        {
            Close();
            cancellationToken.ThrowIfCancellationRequested();
            throw new MailboxException(limit.IsCancellationRequested ? $"{settings} does not answer" : $"{settings}: {exception.Message}", exception);
        }
        catch
        {
            Close();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Politely, but not for long: what matters is done.
        if (_client is { IsConnected: true })
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2), clock);
            await _client.DisconnectAsync(quit: true, limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        Close();
    }

    private async Task<(ImapClient Client, IMailFolder Folder)> OpenAsync(CancellationToken cancellationToken)
    {
        if (_client is { IsAuthenticated: true } open && Folder is { IsOpen: true } folder)
            return (open, folder);
        Close();
        _client = new ImapClient { CheckCertificateRevocation = false };
        await _client.ConnectAsync(
            settings.Host, settings.Port, settings.ImplicitTls ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls, cancellationToken);
        await LogInAsync(_client, cancellationToken);
        // Before anything is taken that could not be put away.
        if (settings.Then is ImapThen.Move { Folder: var other })
            await _client.GetFolderAsync(other, cancellationToken);
        Folder = await _client.GetFolderAsync(settings.Folder, cancellationToken);
        await Folder.OpenAsync(FolderAccess.ReadWrite, cancellationToken);
        return (_client, Folder);
    }

    private async Task LogInAsync(ImapClient client, CancellationToken cancellationToken)
    {
        if (tokens is null)
        {
            await client.AuthenticateAsync(settings.User, settings.Password?.Reveal() ?? "", cancellationToken);
            return;
        }
        var token = await tokens.TakeAsync(cancellationToken);
        try
        {
            SaslMechanism mechanism = client.AuthenticationMechanisms.Contains("OAUTHBEARER")
                ? new SaslMechanismOAuthBearer(settings.User, token)
                : new SaslMechanismOAuth2(settings.User, token);
            await client.AuthenticateAsync(mechanism, cancellationToken);
        }
        catch (AuthenticationException)
        {
            tokens.Drop();
            throw;
        }
    }

    private static bool IsTrouble(Exception exception) => exception
        is IOException or SocketException or TimeoutException or AuthenticationException or SslHandshakeException or ServiceNotConnectedException
        or ServiceNotAuthenticatedException or ProtocolException or CommandException or FolderNotFoundException or FolderNotOpenException
        or NotSupportedException;

    private void Close()
    {
        _client?.Dispose();
        (_client, Folder) = (null, null);
    }
}
