using System.Runtime.CompilerServices;

namespace Mail2Alert.Fuzz;

internal static class Promise
{
    public static void Holds(bool condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        if (!condition)
        {
            throw new BrokenPromiseException(what);
        }
    }
}
