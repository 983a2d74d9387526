using System.Net;
using System.Text.RegularExpressions;
using CsCheck;
using Mail2Alert.Alerts;
using Mail2Alert.Routing;

namespace Mail2Alert.Tests.Routing;

public sealed class ConditionLogicTests
{
    private static readonly IReadOnlyList<Alert> Known = Chance.Alerts(withUnknown: false);
    private static readonly IReadOnlyList<Alert> All = Chance.Alerts(withUnknown: true);

    private readonly ConditionLogic _logic = new();

    [Fact]
    public void What_is_said_to_cover_another_always_does() => Gen.Select(Chance.Conditions(2), Chance.Conditions(2)).Sample((wide, narrow) =>
        !_logic.Covers(wide, narrow)
        || (Known.Where(alert => narrow.Matches(alert) == Truth.Yes).All(alert => wide.Matches(alert) == Truth.Yes)
            && All.Where(alert => narrow.Matches(alert) == Truth.Yes).All(alert => wide.Matches(alert) != Truth.No)), iter: 3000);

    [Fact]
    public void What_is_said_never_to_match_never_does() => Chance.Conditions(3).Sample(condition =>
        !_logic.NeverMatches(condition) || All.All(alert => condition.Matches(alert) != Truth.Yes), iter: 3000);

    [Fact]
    public void Of_equalities_nothing_is_missed() => Gen.Select(Equalities(2), Equalities(2)).Sample((wide, narrow) =>
        _logic.Covers(wide, narrow) == Known.All(alert => narrow.Matches(alert) != Truth.Yes || wide.Matches(alert) == Truth.Yes));

    [Fact]
    public void What_must_hold_for_a_match_is_what_the_index_may_count_on() => Chance.Conditions(3).Sample(condition =>
    {
        var requirements = condition.Requirements.ToList();
        return All.Where(alert => condition.Matches(alert) != Truth.No).All(alert => requirements.All(requirement => IsMet(requirement, alert)));
    });

    [Fact]
    public void Expressions_are_compared_by_their_text()
    {
        _logic.Covers(Like("^a"), new Matcher.All([Like("^a"), Is("x")])).ShouldBeTrue();
        _logic.Covers(Like("^a"), Like("^ab")).ShouldBeFalse();
        _logic.NeverMatches(new Matcher.All([Like("^a"), Is("b", "c")])).ShouldBeTrue();
        _logic.NeverMatches(new Matcher.All([Like("^a"), Is("b", "a")])).ShouldBeFalse();
    }

    [Fact]
    public void Networks_hold_smaller_ones_and_shut_out_others()
    {
        _logic.Covers(From("10.0.0.0/8"), From("10.1.0.0/16")).ShouldBeTrue();
        _logic.Covers(From("10.1.0.0/16"), From("10.0.0.0/8")).ShouldBeFalse();
        _logic.Covers(From("::/0"), From("10.0.0.0/8")).ShouldBeFalse();
        _logic.NeverMatches(new Matcher.All([From("10.0.0.0/8"), From("192.0.2.0/24")])).ShouldBeTrue();
    }

    [Fact]
    public void A_condition_with_too_many_alternatives_is_left_alone()
    {
        var many = new Matcher.All([.. Enumerable.Range(0, 20).Select(i => new Matcher.Any([new Matcher.OneOf($"l{i}", new HashSet<string> { "x" }), Like($"{i}")]))]);

        _logic.Covers(many, many).ShouldBeFalse();
    }

    private static bool IsMet(Requirement requirement, Alert alert) =>
        requirement.OneOf.Any(pair => alert.Labels[pair.Label] == pair.Value || alert.Labels.IsUnknown(pair.Label));

    private static Gen<Matcher> Equalities(int depth)
    {
        var simple = Gen.Select(Gen.OneOf("a", "b"), Gen.OneOf("x", "y", "1").Array[1, 2], (label, values) => (Matcher)new Matcher.OneOf(label, values.ToHashSet()));
        return depth == 0 ? simple : Gen.OneOf(
            simple,
            Equalities(depth - 1).Select(condition => (Matcher)new Matcher.Not(condition)),
            Equalities(depth - 1).Array[1, 2].Select(conditions => (Matcher)new Matcher.All(conditions)),
            Equalities(depth - 1).Array[1, 2].Select(conditions => (Matcher)new Matcher.Any(conditions)));
    }

    private static Matcher Is(params string[] values) => new Matcher.OneOf("a", values.ToHashSet());

    private static Matcher Like(string text) => new Matcher.Like("a", new Regex(text, RegexOptions.NonBacktracking));

    private static Matcher From(string network) => new Matcher.Inside(MailFields.Peer, [IPNetwork.Parse(network)]);
}
