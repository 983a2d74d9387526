using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Mail2Alert.EndToEnd.Support;

/// <summary>Prometheus Alertmanager, with everything of its own in a temporary directory.</summary>
internal sealed partial class Alertmanager : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory;
    private readonly Process _process;
    private readonly HttpClient _http;

    private Alertmanager(TemporaryDirectory directory, Process process, Uri address) =>
        (_directory, _process, _http) = (directory, process, new HttpClient { BaseAddress = address });

    public Uri Address => _http.BaseAddress!;

    public static async Task<Alertmanager> StartAsync(string configuration)
    {
        var program = Peer.Find("/usr/bin/prometheus-alertmanager");
        var directory = new TemporaryDirectory();
        directory.Write("alertmanager.yml", configuration);
        string[] arguments =
        [
            $"--config.file={Path.Combine(directory.Path, "alertmanager.yml")}",
            $"--storage.path={Path.Combine(directory.Path, "data")}",
            "--web.listen-address=127.0.0.1:0",
            // Alone: it looks for no others.
            "--cluster.listen-address=",
        ];
        var process = Peer.Start(program, arguments, directory.Path, environment: null);
        try
        {
            return new Alertmanager(directory, process, await AddressAsync(process));
        }
        catch
        {
            process.Kill();
            directory.Dispose();
            throw;
        }
    }

    public async Task PostAsync(IEnumerable<object> alerts)
    {
        using var content = new StringContent(JsonSerializer.Serialize(alerts), Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(new Uri("/api/v2/alerts", UriKind.Relative), content, Patience.Token);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(Patience.Token));
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _http.Dispose();
        _directory.Dispose();
    }

    private static async Task<Uri> AddressAsync(Process process)
    {
        var log = new StringBuilder();
        while (await process.StandardError.ReadLineAsync(Patience.Token) is { } line)
        {
            log.AppendLine(line);
            if (Listening().Match(line) is { Success: true } match)
            {
                // What nobody reads would stop it when the pipe is full.
                _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
                return new Uri($"http://{match.Groups[1].Value}");
            }
        }
        throw new InvalidOperationException($"Alertmanager does not listen:\n{log}");
    }

    [GeneratedRegex("""msg="?Listening on"? address=(127\.0\.0\.1:[1-9][0-9]*)""")]
    private static partial Regex Listening();
}
