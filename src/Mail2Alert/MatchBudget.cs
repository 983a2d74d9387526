using System.Text.RegularExpressions;
using Mail2Alert.Alerts;

namespace Mail2Alert;

/// <summary>
/// How long the regular expressions of all conditions together may take over one alert. Each has a limit of its own, but a thousand of them on
/// a mail that was written for them would still stop the router.
/// </summary>
internal sealed class MatchBudget
{
    // As long as one expression may take: two that come near their limit are not the file's habit but the mail's intent.
    private const long Milliseconds = 1000;

    private long _spent;

    /// <summary>True when no expression is asked any more.</summary>
    public bool IsOver => _spent >= Milliseconds;

    /// <summary>An expression that takes too long has denied nothing: rather one mail too many.</summary>
    /// <remarks>Written out, since routing asks this more often than all else.</remarks>
    public Truth IsMatch(Regex expression, string text)
    {
        if (IsOver)
            return Truth.Unknown;
        var start = Environment.TickCount64;
        try
        {
            return expression.IsMatch(text).ToTruth();
        }
        catch (RegexMatchTimeoutException)
        {
            return Truth.Unknown;
        }
        finally
        {
            _spent += Environment.TickCount64 - start;
        }
    }

    /// <summary>A source's predicate may hold expressions, too.</summary>
    public Truth Holds(Func<Alert, Truth> predicate, Alert alert) =>
        Try((predicate, alert), static ask => ask.predicate(ask.alert), Truth.Unknown);

    /// <summary>The first match; null when there is none, or it takes too long to find.</summary>
    public Match? Match(Regex expression, string text) =>
        Try((expression, text), static ask => ask.expression.Match(ask.text) is { Success: true } match ? match : null, null);

    /// <summary>All matches, as far as they are asked for; none behind one that takes too long to find.</summary>
    public IEnumerable<Match> Matches(Regex expression, string text)
    {
        for (var match = Match(expression, text); match is not null; match = Try(match, static last => last.NextMatch() is { Success: true } next ? next : null, null))
            yield return match;
    }

    private TAnswer Try<TQuestion, TAnswer>(TQuestion question, Func<TQuestion, TAnswer> ask, TAnswer otherwise)
    {
        if (IsOver)
            return otherwise;
        var start = Environment.TickCount64;
        try
        {
            return ask(question);
        }
        catch (RegexMatchTimeoutException)
        {
            return otherwise;
        }
        finally
        {
            _spent += Environment.TickCount64 - start;
        }
    }
}
