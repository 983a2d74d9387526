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
    public void Adding_leaves_the_old_labels_as_they_were()
    {
        var before = Labels.Empty.With("a", "1");
        _ = before.With("a", "2");
        before["a"].ShouldBe("1");
    }
}
