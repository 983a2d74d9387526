namespace Mail2Alert.Alerts;

/// <summary>Quantities of one kind between two bounds, of which one may be missing.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Kind">Of both bounds. A text that is none of this kind is not in it.</param>
/// <param name="From">Null for no lower bound.</param>
/// <param name="To">Null for no upper bound.</param>
internal sealed record Interval(string Text, QuantityKind Kind, Bound? From, Bound? To)
{
    public bool Holds(string text) =>
        Quantity.Parse(text, Kind) is { } quantity && From?.IsBelow(quantity) != false && To?.IsAbove(quantity) != false;

    /// <summary>True when all that this one holds is in the other, too.</summary>
    public bool IsWithin(Interval other) =>
        Kind == other.Kind
        && (other.From is not { } from || (From is { } own && (own.At > from.At || (own.At == from.At && (from.IsIn || !own.IsIn)))))
        && (other.To is not { } to || (To is { } end && (end.At < to.At || (end.At == to.At && (to.IsIn || !end.IsIn)))));

    /// <summary>True when no quantity is in both.</summary>
    public bool IsApartFrom(Interval other) => Kind == other.Kind && (EndsBefore(other) || other.EndsBefore(this));

    public bool IsEmpty => EndsBefore(this);

    public override string ToString() => Text;

    private bool EndsBefore(Interval other) =>
        To is { } to && other.From is { } from && (to.At < from.At || (to.At == from.At && !(to.IsIn && from.IsIn)));
}

/// <summary>An end of an interval.</summary>
/// <param name="At">Where it is.</param>
/// <param name="IsIn">True when it belongs to the interval.</param>
internal readonly record struct Bound(decimal At, bool IsIn)
{
    public bool IsBelow(decimal quantity) => At < quantity || (IsIn && At == quantity);

    public bool IsAbove(decimal quantity) => At > quantity || (IsIn && At == quantity);
}
