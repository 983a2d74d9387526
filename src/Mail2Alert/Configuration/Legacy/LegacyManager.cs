using Mail2Alert.Routing;

namespace Mail2Alert.Configuration.Legacy;

/// <summary>A manager compiled: the source it is here, and a route for each of its rules.</summary>
internal sealed record LegacyManager(SourceSettings Source, IReadOnlyList<Route> Routes);
