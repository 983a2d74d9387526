using System.Net.Security;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Smtp.Tls;

/// <summary>
/// A certificate that is read again when its files change, so that a renewal needs no restart. Looked at in handshakes, at most once a second;
/// files that cannot be used leave the certificate before them in force.
/// </summary>
public sealed partial class SmtpCertificateFile
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly SmtpCertificatePaths _paths;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile SmtpCertificate _current;
    private (DateTime, long, DateTime, long) _stamp;
    private long _looked;

    /// <summary>Reads the files; what <see cref="SmtpCertificate.Load"/> throws, this does.</summary>
    public SmtpCertificateFile(SmtpCertificatePaths paths, TimeProvider time, ILogger<SmtpCertificateFile> logger)
    {
        (_paths, _time, _logger) = (paths, time, logger);

        // Before reading: a change in between is seen the next time.
        _stamp = paths.Stamp();
        _looked = time.GetTimestamp();
        _current = SmtpCertificate.Load(paths);
    }

    /// <summary>The certificate as of now.</summary>
    public SmtpCertificate Current
    {
        get
        {
            LookAgain();
            return _current;
        }
    }

    /// <summary>For <see cref="SmtpTlsOptions.SelectCertificate"/>: the same for every name.</summary>
    public SslStreamCertificateContext Select(string? serverName) => Current.Context;

    private void LookAgain()
    {
        // Who finds it locked goes on with what there is: one looks for all.
        if (!_lock.TryEnter())
        {
            return;
        }

        try
        {
            if (_time.GetElapsedTime(_looked) >= LookAgainAfter)
            {
                _looked = _time.GetTimestamp();
                ReloadIfChanged();
            }
        }
        finally
        {
            _lock.Exit();
        }
    }

    private void ReloadIfChanged()
    {
        var stamp = _paths.Stamp();
        if (stamp == _stamp)
        {
            return;
        }

        // Also when it fails: one warning for one change.
        _stamp = stamp;
        try
        {
            _current = SmtpCertificate.Load(_paths);
            Reloaded(_logger, _paths, _current.Leaf.NotAfter);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            NotReloaded(_logger, _paths, exception.Message);
        }
    }

    [LoggerMessage(1031, LogLevel.Information, "The certificate {Paths} was read again; it is valid until {NotAfter:u}")]
    private static partial void Reloaded(ILogger logger, SmtpCertificatePaths paths, DateTime notAfter);

    [LoggerMessage(1032, LogLevel.Warning, "The certificate {Paths} changed and cannot be used; the one before it stays in force: {Reason}")]
    private static partial void NotReloaded(ILogger logger, SmtpCertificatePaths paths, string reason);
}
