using System.Text.Json;
using Mail2Alert.Smtp.Conformance;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Intake.Clients;

/// <summary>
/// Keeps the report in its file: read before the first client comes, written when something changed and at the end. What goes wrong with the
/// file is told once and costs the report, never a mail.
/// </summary>
internal sealed partial class ClientsKeeper(
    ClientsFile file, SmtpConformance conformance, TimeProvider clock, ILogger<ClientsKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    // Counts from the start, and not from when a thread comes to it.
    private readonly PeriodicTimer _timer = new(Interval, clock);
    private long _written;
    private bool _isFailing;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RestoreAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    // Kestrel started last and stops first: by now the last client is gone.
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteIfChangedAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _timer.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _timer.WaitForNextTickAsync(stoppingToken))
                await WriteIfChangedAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Told to stop.
        }
    }

    private async Task RestoreAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await file.ReadAsync(cancellationToken) is { } report)
                conformance.Restore(report.ToConduct());
            _written = conformance.Changes;
        }
        catch (JsonException trouble)
        {
            SetAside(trouble.Message);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            NotRead(file.Path, trouble.Message);
        }
    }

    private void SetAside(string why)
    {
        try
        {
            Damaged(file.Path, why, file.SetAside());
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            NotRead(file.Path, $"{why}; {trouble.Message}");
        }
    }

    private async Task WriteIfChangedAsync(CancellationToken cancellationToken)
    {
        var changes = conformance.Changes;
        if (changes == _written)
            return;
        try
        {
            await file.WriteAsync(ClientsReport.Of(conformance, clock.GetUtcNow()), cancellationToken);
            (_written, _isFailing) = (changes, false);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            if (!_isFailing)
                NotWritten(file.Path, trouble.Message);
            _isFailing = true;
        }
    }

    [LoggerMessage(2000, LogLevel.Warning, "The report on clients in {File} is damaged ({Why}); it is now {Aside}, and a new one begins")]
    private partial void Damaged(string file, string why, string aside);

    [LoggerMessage(2001, LogLevel.Warning, "The report on clients in {File} cannot be read: {Why}; it begins anew")]
    private partial void NotRead(string file, string why);

    [LoggerMessage(2002, LogLevel.Warning, "The report on clients cannot be written to {File}, and will be tried again: {Why}")]
    private partial void NotWritten(string file, string why);
}
