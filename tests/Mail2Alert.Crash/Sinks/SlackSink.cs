using System.Globalization;
using System.Text.Json;
using Mail2Alert.Crash.Ledgers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert.Crash.Sinks;

/// <summary>Slack's <c>chat.postMessage</c>, failing at random. A start of the program is known by the path it posts to.</summary>
internal sealed class SlackSink : IAsyncDisposable
{
    private readonly Ledger _ledger;
    private readonly Mood _mood;
    private readonly TimeProvider _clock;
    private readonly WebApplication _server;

    private SlackSink(Ledger ledger, Mood mood, TimeProvider clock)
    {
        (_ledger, _mood, _clock) = (ledger, mood, clock);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    private string Address => _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<SlackSink> StartAsync(Ledger ledger, Mood mood, TimeProvider clock, CancellationToken cancellationToken)
    {
        var sink = new SlackSink(ledger, mood, clock);
        await sink._server.StartAsync(cancellationToken);
        return sink;
    }

    /// <summary>What a start of the program is to be configured with.</summary>
    public string ApiFor(int life) => $"{Address}/{life.ToString(CultureInfo.InvariantCulture)}/";

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var begun = _ledger.Count;
        using var post = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var trouble = _mood.AtTheEnd();
        if (trouble == Trouble.Dawdles)
            await Task.Delay(_mood.Pause(), _clock, CancellationToken.None);
        if (trouble is not (Trouble.Defers or Trouble.Breaks))
            Take(context.Request.Path, post.RootElement, begun, trouble == Trouble.Withholds);
        if (trouble is Trouble.Breaks or Trouble.Withholds)
            context.Abort();
        else if (trouble == Trouble.Defers)
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        else
            await context.Response.WriteAsJsonAsync(new Posted(true, "1503435956.000247"), context.RequestAborted);
    }

    private void Take(PathString path, JsonElement post, int begun, bool isWithheld) => _ledger.Add(new Entry.Taken(
        post.GetProperty("attachments")[0].GetProperty("title").GetString()!,
        Places.Slack(post.GetProperty("channel").GetString()!),
        int.Parse(path.Value!.Split('/')[1], CultureInfo.InvariantCulture),
        begun)
    {
        IsWithheld = isWithheld,
    });

    private sealed record Posted(bool Ok, string Ts);
}
