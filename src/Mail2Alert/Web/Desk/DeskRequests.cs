using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mail2Alert.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mail2Alert.Web.Desk;

internal delegate Task DeskRequest(HttpContext context, IDesk desk, CancellationToken cancellationToken);

/// <summary>Requests to the desk: bounded in size, number and time, and trouble answered in a sentence.</summary>
internal static class DeskRequests
{
    /// <summary>A million deliveries are looked through in a second or two.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task RunAsync(HttpContext context, DeskRequest answer, TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within, context.RequestServices.GetRequiredService<TimeProvider>());
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var time = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, context.RequestAborted, stopping);
        try
        {
            await answer(context, context.RequestServices.GetRequiredService<IDesk>(), time.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, $"that took longer than {within.TotalSeconds} s");
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "the server is stopping");
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer.
        }
        catch (Exception trouble) when (trouble is JsonException or BadHttpRequestException)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, trouble.Message);
        }
        catch (Exception trouble) when (trouble is StoreException or IOException or UnauthorizedAccessException)
        {
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, trouble.Message);
        }
    }

    extension(HttpContext context)
    {
        /// <exception cref="JsonException">It is none, or asks for too much.</exception>
        public async Task<T> AskedAsync<T>(JsonTypeInfo<T> type, Func<T, int> most)
        {
            var asked = await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted)
                ?? throw new JsonException("there is nothing in the request");
            return most(asked) is >= 0 and <= DeskEndpoints.Most
                ? asked
                : throw new JsonException($"one request may be about {DeskEndpoints.Most} at the most");
        }

        public async Task AnswerAsync<T>(Task<T> answer, JsonTypeInfo<T> type)
        {
            var value = await answer;
            context.Response.ContentType = "application/json";
            await JsonSerializer.SerializeAsync(context.Response.Body, value, type, context.RequestAborted);
        }
    }

    private static async Task RefuseAsync(HttpContext context, int code, string why)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }
        context.Response.StatusCode = code;
        await context.AnswerAsync(Task.FromResult(new DeskTrouble(why)), DeskJson.Default.DeskTrouble);
    }
}
