using System.Diagnostics.Metrics;
using Mail2Alert.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert.Tests.Pipeline;

internal static class TestMeters
{
    public static PipelineMetrics Metrics() =>
        new(Factory(), () => 0, () => 0, () => 0);

    public static IMeterFactory Factory() => new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
}
