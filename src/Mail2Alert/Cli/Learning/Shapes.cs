namespace Mail2Alert.Cli.Learning;

/// <summary>Finds out how many shapes subjects have, and which.</summary>
internal static class Shapes
{
    /// <param name="subjects">Each once, with its tokens.</param>
    /// <returns>Those that say most first, since what is found first counts.</returns>
    public static IReadOnlyList<Shape> Of(IEnumerable<(string Subject, IReadOnlyList<Token> Tokens)> subjects)
    {
        var shapes = new List<Shape>();
        foreach (var (subject, tokens) in subjects)
        {
            var (at, merged) = Nearest(shapes, subject, tokens);
            if (merged is null)
                shapes.Add(Shape.Of(subject, tokens));
            else
                shapes[at] = merged;
        }
        return [.. shapes.OrderByDescending(shape => shape.Fixed)];
    }

    // Of those that could take it, the one that keeps the most words.
    private static (int At, Shape? Merged) Nearest(List<Shape> shapes, string subject, IReadOnlyList<Token> tokens) => shapes
        .Select((shape, at) => (At: at, Merged: shape.With(subject, tokens)))
        .Where(one => one.Merged is not null)
        .OrderByDescending(one => one.Merged!.Fixed)
        .FirstOrDefault();
}
