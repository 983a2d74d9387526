using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Messages;

namespace Mail2Alert.Configuration.RuleTests;

/// <summary>Something that happens in a test.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Moment">When it happens.</param>
/// <param name="Mail">What comes; null when only time passes.</param>
/// <param name="Expect">What is to become of it; null when that does not matter.</param>
internal sealed record TestStep(Position At, Moment Moment, Message? Mail, ExpectedOutcome? Expect);
