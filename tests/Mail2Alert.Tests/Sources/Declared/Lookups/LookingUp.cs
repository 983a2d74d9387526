using Mail2Alert.Alerts;
using Mail2Alert.Sources;
using Mail2Alert.Sources.Declared;
using Mail2Alert.Sources.Declared.Lookups;
using Mail2Alert.Sources.Lookups;
using Mail2Alert.Tests.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert.Tests.Sources.Declared.Lookups;

/// <summary>A source with one lookup, as the program puts it together.</summary>
internal sealed class LookingUp : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly ISource _source;

    private LookingUp(ServiceProvider services) => (_services, _source) = (services, services.GetRequiredService<ISource>());

    /// <param name="address">What is asked.</param>
    /// <param name="more">More keys of the lookup.</param>
    /// <param name="labels">What is read.</param>
    /// <param name="key">Of its alerts.</param>
    /// <param name="replace">Replaces parts.</param>
    public static LookingUp At(
        string address, string more = "timeout: 5s", string labels = "{ owner: owner.name, tier: tier }",
        string key = "{{ job }}", Action<IServiceCollection>? replace = null)
    {
        var settings = Loaded.Valid($$$"""
            sources:
              s:
                extract: { subject: 'job (?<job>.*) (?<result>\w+)' }
                lookups:
                  job: { get: '{{{address}}}', labels: {{{labels}}}, {{{more}}} }
                status: { firing: { result: failed }, resolved: { result: done } }
                severity: { critical: { tier: gold }, otherwise: error }
                key: '{{{key}}}'
                labels: { team: 'team-{{ owner }}', place: here }
            """).Sources[0].ShouldBeOfType<Mail2Alert.Configuration.SourceSettings.Declared>();
        var services = new ServiceCollection().AddLogging().AddDeclared(settings.Name, settings.Claim, settings.Definition);
        replace?.Invoke(services);
        return new LookingUp(services.BuildServiceProvider());
    }

    /// <summary>The same with answers that a test gives, by address.</summary>
    public static LookingUp With(Func<string, Fetched<FoundLabels>> answer, string more = "timeout: 5s", TimeProvider? time = null, string key = "{{ job }}") =>
        At("http://127.0.0.1/{{ job }}", more, key: key, replace: services =>
        {
            services.AddKeyedSingleton("s", new AskedApis((_, address) => _ => Task.FromResult(answer(address))));
            if (time is not null)
                services.AddSingleton(time);
        });

    public ValueTask<Reading> ReadAsync(string subject = "job photos failed") =>
        _source.ReadAsync(TestMail.Of(subject, ""), TestContext.Current.CancellationToken);

    public async Task<Alert> AlertAsync(string subject = "job photos failed") => (await ReadAsync(subject)).ShouldBeOfType<Reading.Understood>().Alert;

    /// <summary>An alert came out, nobody knows its owner, and this is why.</summary>
    public async Task<string> TroubleAsync()
    {
        var reading = (await ReadAsync()).ShouldBeOfType<Reading.Understood>();
        reading.Alert.Labels.IsUnknown("owner").ShouldBeTrue();
        return reading.Notes.ShouldHaveSingleItem();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
