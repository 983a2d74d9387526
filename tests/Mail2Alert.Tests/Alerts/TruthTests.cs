using Mail2Alert.Alerts;

namespace Mail2Alert.Tests.Alerts;

public sealed class TruthTests
{
    [Fact]
    public void What_does_not_depend_on_the_unknown_is_known()
    {
        Truth.Unknown.And(Truth.No).ShouldBe(Truth.No);
        Truth.Unknown.Or(Truth.Yes).ShouldBe(Truth.Yes);
    }

    [Fact]
    public void What_depends_on_the_unknown_is_unknown()
    {
        Truth.Unknown.And(Truth.Yes).ShouldBe(Truth.Unknown);
        Truth.Unknown.Or(Truth.No).ShouldBe(Truth.Unknown);
        Truth.Unknown.Not().ShouldBe(Truth.Unknown);
    }

    [Fact]
    public void Not_turns_yes_and_no_around()
    {
        Truth.Yes.Not().ShouldBe(Truth.No);
        Truth.No.Not().ShouldBe(Truth.Yes);
    }
}
