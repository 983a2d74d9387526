using Mail2Alert.Routing;
using Mail2Alert.Routing.Expectations;
using Mail2Alert.Routing.Groups;

namespace Mail2Alert.Tests.Routing;

/// <summary>Decides about alerts as the program does, by these routes.</summary>
internal static class TestEngine
{
    public static AlertEngine Of(
        IReadOnlyList<Route> routes, AlertMemory? memory = null, TimeProvider? clock = null, ExpectationBook? expectations = null,
        ExpiryBook? expiries = null)
    {
        var time = clock ?? TimeProvider.System;
        var groups = new GroupBook(new GroupTermsBook(routes).Find, new GroupLimits(), time);
        return new AlertEngine(
            new Router(routes),
            new Planner(new Holds(new SilenceBook()), groups),
            memory ?? new AlertMemory(100),
            groups,
            expectations ?? new ExpectationBook([]),
            expiries ?? new ExpiryBook(new Dictionary<string, TimeSpan>()),
            time);
    }
}
