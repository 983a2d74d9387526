using System.Security.Cryptography;

namespace Mail2Alert.Smtp.Authentication;

/// <summary>Users in memory, with hashed passwords.</summary>
public sealed class SmtpUserStore : ISmtpAuthenticator
{
    // Hashing takes processors, and logins must not take them all from the mail.
    private static readonly SemaphoreSlim Hashing = new(Math.Max(1, Environment.ProcessorCount / 2));

    private readonly Dictionary<string, SmtpCredential> _users = new(StringComparer.Ordinal);
    private readonly SmtpDecoys _decoys;

    /// <summary>Takes the users.</summary>
    /// <param name="users">Names, with regard to case, and what is kept of their passwords.</param>
    /// <exception cref="ArgumentException">A name is too long, or empty, or holds a control character, or is there twice.</exception>
    public SmtpUserStore(IEnumerable<KeyValuePair<string, SmtpCredential>> users)
    {
        foreach (var (name, credential) in users)
        {
            _users.Add(Prepared(name), credential);
        }

        _decoys = DecoysLike([.. _users.Values]);
    }

    /// <summary>PLAIN, LOGIN and SCRAM-SHA-256; CRAM-MD5 when all passwords are there as they are.</summary>
    public SmtpMechanisms Mechanisms =>
        SmtpMechanisms.Plain | SmtpMechanisms.Login | SmtpMechanisms.ScramSha256
        | (_users.Values.All(credential => credential.Secret is not null) ? SmtpMechanisms.CramMd5 : SmtpMechanisms.None);

    /// <summary>True for a text that can be a user's name: 1 to 255 characters and no control character.</summary>
    public static bool IsName(string text) => SmtpPreparation.Prepare(text) is not null;

    /// <inheritdoc/>
    public async ValueTask<bool> VerifyPasswordAsync(string user, string password, CancellationToken cancellationToken)
    {
        var credential = CredentialOf(user);
        await Hashing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => credential.Matches(password), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Hashing.Release();
        }
    }

    /// <summary>The user's credential, or one that no password fits.</summary>
    /// <param name="user">The name, prepared.</param>
    /// <param name="cancellationToken">Not needed: nothing is waited for.</param>
    public ValueTask<SmtpCredential?> FindAsync(string user, CancellationToken cancellationToken) => new(CredentialOf(user));

    private static string Prepared(string name) => SmtpPreparation.Prepare(name)
        ?? throw new ArgumentException("A user's name has 1 to 255 characters and no control character.", nameof(name));

    // The key comes from what is stored, so that a restart does not tell decoys from users by their new salts.
    private static SmtpDecoys DecoysLike(IReadOnlyList<SmtpCredential> users) => users.Count == 0
        ? SmtpDecoys.New()
        : new(SHA256.HashData([.. users.SelectMany(user => user.ServerKey)]), [.. users.Select(user => user.Iterations)]);

    private SmtpCredential CredentialOf(string user) => _users.GetValueOrDefault(user) ?? _decoys.For(user);
}
