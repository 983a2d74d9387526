using Mail2Alert.Storage;

namespace Mail2Alert.Tests.Storage;

public sealed class StoreRoomTests
{
    private const long MiB = 1 << 20;

    private readonly StoreRoom _room;
    private long? _free = 1000 * MiB;

    public StoreRoomTests() => _room = new StoreRoom(() => _free, reserve: 80 * MiB, warning: 400 * MiB);

    [Fact]
    public void Warns_before_it_refuses_and_refuses_before_the_disk_is_full()
    {
        Look(1000).ShouldBe(RoomState.Ample);
        Look(399).ShouldBe(RoomState.Low);
        _room.Has(MiB).ShouldBeTrue();
        Look(79).ShouldBe(RoomState.Short);
        _room.Has(0).ShouldBeFalse();
        _room.Refused.ShouldBe(1);
    }

    [Fact]
    public void A_mail_must_leave_the_reserve_alone()
    {
        Look(100);

        _room.Has(9 * MiB).ShouldBeTrue();
        _room.Has(10 * MiB).ShouldBeFalse();
    }

    [Fact]
    public void What_comes_between_two_looks_is_counted()
    {
        Look(100);

        _free = 70 * MiB;

        Enumerable.Range(0, 100).Count(_ => _room.TryTake(MiB)).ShouldBe(9);
        _room.State.ShouldBe(RoomState.Short);
    }

    [Fact]
    public void A_count_that_was_too_careful_refuses_nothing()
    {
        Look(100);

        Enumerable.Range(0, 100).Count(_ => _room.TryTake(MiB)).ShouldBe(100);
    }

    [Fact]
    public void Goes_on_only_when_there_is_an_eighth_more_than_where_it_stopped()
    {
        Look(79);
        Look(85).ShouldBe(RoomState.Short);
        Look(90).ShouldBe(RoomState.Low);
        Look(420).ShouldBe(RoomState.Low);
        Look(450).ShouldBe(RoomState.Ample);
    }

    [Fact]
    public void A_disk_that_tells_nothing_refuses_nothing()
    {
        _free = null;

        _room.Look().ShouldBe(RoomState.Ample);
        _room.Has(1000 * MiB).ShouldBeTrue();
        _room.Free.ShouldBeNull();
    }

    private RoomState Look(long mebibytes)
    {
        _free = mebibytes * MiB;
        return _room.Look();
    }
}
