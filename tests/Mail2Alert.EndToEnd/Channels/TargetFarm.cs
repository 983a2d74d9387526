using System.Globalization;
using Mail2Alert.EndToEnd.Support;
using Microsoft.AspNetCore.Http;

namespace Mail2Alert.EndToEnd.Channels;

/// <summary>A hundred webhooks on one server: seventy answer at once; of the others ten hang, ten want to be left alone, and ten fail, when they are bad.</summary>
internal sealed class TargetFarm : IAsyncDisposable
{
    public const int All = 100;
    public const int Good = 70;

    private readonly bool _areBad;
    private readonly int[] _told = new int[All];
    private readonly int[] _underWay = new int[All];
    private readonly int[] _mostUnderWay = new int[All];
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LoopbackHttp? _server;
    private int _goodLeft = int.MaxValue;
    private int _goodTold;

    private TargetFarm(bool areBad) => _areBad = areBad;

    public IEnumerable<string> Urls => Enumerable.Range(0, All).Select(i => $"'json://{_server!.Address.Authority}/{i.ToString(CultureInfo.InvariantCulture)}'");

    /// <summary>Requests to one of those that hang or fail.</summary>
    public int MostToABadOne => _told[Good..].Max();

    /// <summary>Requests to one of them at the same time.</summary>
    public int MostAtOnce => _mostUnderWay.Max();

    public static async Task<TargetFarm> StartAsync(bool areBad)
    {
        var farm = new TargetFarm(areBad);
        farm._server = await LoopbackHttp.StartAsync(farm.AnswerAsync);
        return farm;
    }

    /// <summary>Ends when each of the good ones was told so often.</summary>
    public Task GoodAreToldAsync(int times)
    {
        Volatile.Write(ref _goodLeft, times * Good);
        if (Volatile.Read(ref _goodTold) >= times * Good)
            _done.TrySetResult();
        return _done.Task.WaitAsync(Patience.Token);
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var target = int.Parse(context.Request.Path.Value!.Trim('/'), CultureInfo.InvariantCulture);
        var underWay = Interlocked.Increment(ref _underWay[target]);
        _mostUnderWay[target] = Math.Max(_mostUnderWay[target], underWay);
        Interlocked.Increment(ref _told[target]);
        try
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            if (target < Good)
                Count();
            else if (_areBad)
                await MisbehaveAsync(context, target);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay[target]);
        }
    }

    private void Count()
    {
        if (Interlocked.Increment(ref _goodTold) >= Volatile.Read(ref _goodLeft))
            _done.TrySetResult();
    }

    private static async Task MisbehaveAsync(HttpContext context, int target)
    {
        if (target < Good + 10)
        {
            var aborted = new TaskCompletionSource();
            await using var registration = context.RequestAborted.Register(aborted.SetResult);
            await aborted.Task;
        }
        else if (target < Good + 20)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = "60";
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }
}
