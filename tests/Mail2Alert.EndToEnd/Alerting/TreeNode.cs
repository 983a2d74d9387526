using System.Text;
using System.Text.RegularExpressions;
using Mail2Alert.Routing;

namespace Mail2Alert.EndToEnd.Alerting;

/// <summary>A route as both read it.</summary>
/// <param name="Receiver">Its own, so that what it tells can be told apart.</param>
/// <param name="Conditions">All of them must hold.</param>
/// <param name="By">What it groups by; null for all labels.</param>
/// <param name="Continue">Go on after a match.</param>
/// <param name="Inside">Routes inside it.</param>
internal sealed record TreeNode(
    string Receiver, IReadOnlyList<TreeNode.Condition> Conditions, IReadOnlyList<string>? By, bool Continue, IReadOnlyList<TreeNode> Inside)
{
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(6);

    private static readonly string[] Names = ["a", "b", "c"];
    private static readonly string[] Values = ["x", "y", "z"];
    private static readonly string[] Expressions = ["x|y", "[yz]", "x.*", "z"];
    // By a label that nobody has, all are one group. Alertmanager takes an empty list for none at all, and inherits.
    private static readonly IReadOnlyList<string>?[] Groupings = [["nothing"], ["a"], ["b"], ["a", "c"], null];

    public IEnumerable<TreeNode> Tree => Inside.SelectMany(node => node.Tree).Prepend(this);

    public static IReadOnlyList<TreeNode> Generate(Random random, string name, int depth = 0) =>
        [.. Enumerable.Range(0, random.Next(depth == 0 ? 2 : 0, 5 - depth)).Select(i => new TreeNode(
            $"{name}-{i}",
            [.. Enumerable.Range(0, random.Next(0, 3)).Select(_ => Condition.Generate(random))],
            Groupings[random.Next(Groupings.Length)],
            random.Next(3) == 0,
            depth == 2 ? [] : Generate(random, $"{name}-{i}", depth + 1)))];

    public static Dictionary<string, string> Labels(Random random) =>
        Names.Where(_ => random.Next(4) > 0).ToDictionary(name => name, _ => Values[random.Next(Values.Length)]);

    public Route ToRoute() => new(
        Receiver,
        Conditions.Count == 0 ? new Matcher.Always() : new Matcher.All([.. Conditions.Select(condition => condition.ToMatcher())]),
        new RouteOptions([new Receiver(Receiver, [new Target("test", Receiver, Receiver)])]) { Grouping = new Grouping(By, Wait, Interval, TimeSpan.FromHours(1)) },
        Continue)
    {
        Routes = [.. Inside.Select(node => node.ToRoute())],
    };

    public void Write(StringBuilder yaml, string indent)
    {
        yaml.AppendLine($"{indent}- receiver: {Receiver}");
        yaml.AppendLine($"{indent}  group_by: [{string.Join(", ", (By ?? ["..."]).Select(name => $"'{name}'"))}]");
        yaml.AppendLine($"{indent}  matchers: [{string.Join(", ", Conditions.Select(condition => $"'{condition}'"))}]");
        yaml.AppendLine($"{indent}  continue: {(Continue ? "true" : "false")}");
        if (Inside.Count == 0)
            return;
        yaml.AppendLine($"{indent}  routes:");
        foreach (var node in Inside)
            node.Write(yaml, indent + "    ");
    }

    internal sealed record Condition(string Name, string Operator, string Value)
    {
        public static Condition Generate(Random random)
        {
            var @operator = ((string[])["=", "!=", "=~", "!~"])[random.Next(4)];
            var values = @operator.Contains('~') ? Expressions : Values;
            return new Condition(Names[random.Next(Names.Length)], @operator, values[random.Next(values.Length)]);
        }

        public Matcher ToMatcher()
        {
            Matcher matcher = Operator.Contains('~')
                ? new Matcher.Like(Name, new Regex($"^(?:{Value})$"))
                : new Matcher.OneOf(Name, new HashSet<string> { Value });
            return Operator[0] == '!' ? new Matcher.Not(matcher) : matcher;
        }

        public override string ToString() => $"{Name}{Operator}\"{Value}\"";
    }
}
