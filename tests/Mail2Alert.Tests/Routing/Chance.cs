using System.Text.RegularExpressions;
using CsCheck;
using Mail2Alert.Alerts;
using Mail2Alert.Messages;
using Mail2Alert.Routing;
using Mail2Alert.Smtp;

namespace Mail2Alert.Tests.Routing;

/// <summary>Conditions, routes and alerts in a world so small that each meets each.</summary>
internal static class Chance
{
    private static readonly string?[] Values = [null, "x", "y", "xy", "1", "5", "9"];
    private static readonly Field Many = MailFields.Texts.Single(field => field.Name == "rcpt-to");
    private static readonly Gen<Field> Fields = Gen.OneOf<Field>(new Field.Label("a"), new Field.Label("b"), Many);

    private static readonly Gen<string[]> Words = Gen.OneOf(Values.OfType<string>().ToArray()).Array[0, 3];
    private static readonly Gen<string> Expressions = Gen.OneOf("x", "^[xy]$", "[0-9]", "^5");
    private static readonly Gen<Bound?> Bounds = Gen.Select(Gen.Int[0, 10], Gen.Bool, Gen.Int[0, 3])
        .Select((at, isIn, kind) => kind == 0 ? default(Bound?) : new Bound(at, isIn));

    private static readonly Gen<Matcher> Simple = Gen.Frequency(
        (6, Gen.Select(Fields, Words, (field, words) => (Matcher)new Matcher.OneOf(field, words.ToHashSet(Comparer(field))))),
        (2, Gen.Select(Fields, Expressions, (field, text) => (Matcher)new Matcher.Like(field, new Regex(text, RegexOptions.NonBacktracking)))),
        (2, Gen.Select(Fields, Bounds, Bounds, (field, from, to) => (Matcher)new Matcher.Within(field, new Interval("an interval", QuantityKind.Number, from, to)))),
        (1, Gen.Const((Matcher)new Matcher.Always())));

    public static Gen<Matcher> Conditions(int depth) => depth == 0 ? Simple : Gen.Frequency(
        (4, Simple),
        (2, Conditions(depth - 1).Select(condition => (Matcher)new Matcher.Not(condition))),
        (3, Conditions(depth - 1).Array[0, 3].Select(conditions => (Matcher)new Matcher.All(conditions))),
        (3, Conditions(depth - 1).Array[0, 3].Select(conditions => (Matcher)new Matcher.Any(conditions))));

    public static Gen<Route[]> Routes(int depth) => Gen.Select(
        Conditions(2), Gen.Int[0, 6], Gen.Bool, depth == 0 ? Gen.Const(Array.Empty<Route>()) : Routes(depth - 1),
        (when, to, goesOn, inside) => new Route($"route to {to}", when, To(to), goesOn) { Routes = inside }).Array[0, depth == 0 ? 3 : 6];

    /// <summary>Every alert there is, without and with labels that nobody knows.</summary>
    public static IReadOnlyList<Alert> Alerts(bool withUnknown) =>
    [
        .. from a in withUnknown ? [.. Values, "?"] : Values
           from b in withUnknown ? [.. Values, "?"] : Values
           from recipients in (string[][])[[], ["x"], ["X", "5"]]
           select TestAlert.Of() with { Labels = With(With(Labels.Empty, "a", a), "b", b), Mail = To(recipients) },
    ];

    private static StringComparer Comparer(Field field) => field.IgnoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    private static Labels With(Labels labels, string name, string? value) => value == "?" ? labels.WithUnknown(name, "no answer") : labels.With(name, value);

    private static Message To(string[] recipients)
    {
        var mail = TestMail.Of("", "");
        return TestMail.With(mail, mail.Envelope with { Recipients = [.. recipients.Select(to => new SmtpRecipient(new SmtpPath(to, "")))] });
    }

    private static Receiver[] To(int number) => number == 0 ? [] : [new Receiver($"receiver {number}", [new Target("test", $"{number}", $"test:{number}")])];
}
