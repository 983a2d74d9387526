using CsCheck;
using Mail2Alert.Alerts;

namespace Mail2Alert.Tests.Alerts;

public sealed class LabelsTests
{
    [Fact]
    public void A_label_is_known_or_unknown_but_not_both()
    {
        var unknown = Labels.Empty.With("group", "shop").WithUnknown("group", "no answer");
        unknown["group"].ShouldBeNull();
        unknown.IsUnknown("group").ShouldBeTrue();

        var known = unknown.With("group", "shop");
        known["group"].ShouldBe("shop");
        known.IsUnknown("group").ShouldBeFalse();
    }

    [Fact]
    public void A_value_that_is_not_there_adds_no_label() => Labels.Empty.With("group", null).ShouldBeEmpty();

    [Fact]
    public void Labels_added_together_are_those_added_one_by_one_in_the_order_of_their_names() =>
        Gen.Select(Gen.Char["abcABC_"].Array[1, 3].Select(name => new string(name)), Gen.Int[0, 5]).Array[0, 12].Sample(added =>
        {
            var values = added.Select(label => (Name: label.Item1, Value: label.Item2 == 0 ? null : $"{label.Item2}")).ToArray();
            var first = Labels.Empty.WithUnknown("a", "no answer").With("b", "0");

            var together = first.With(values);

            var expected = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["b"] = "0" };
            foreach (var (name, value) in values)
            {
                if (value is not null)
                    expected[name] = value;
            }
            together.ShouldBe(expected);
            together.ShouldBe(values.Aggregate(first, (labels, label) => labels.With(label.Name, label.Value)));
            expected.Keys.ShouldAllBe(name => together[name] == expected[name]);
            together["aaaa"].ShouldBeNull();
            together.IsUnknown("a").ShouldBe(!expected.ContainsKey("a"));
        });

    [Fact]
    public void Adding_leaves_the_old_labels_as_they_were()
    {
        var before = Labels.Empty.With("a", "1");
        _ = before.With("a", "2");
        before["a"].ShouldBe("1");
    }
}
