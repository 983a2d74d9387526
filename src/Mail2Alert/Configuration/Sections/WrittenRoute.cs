using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Routing;

namespace Mail2Alert.Configuration.Sections;

/// <summary>A route, where it stands, and those inside it.</summary>
internal sealed record WrittenRoute(Position At, Route Route, IReadOnlyList<WrittenRoute> Inside);
