using System.Globalization;
using Mail2Alert.IdleConnections;

return args switch
{
    ["receive"] => await Receiver.RunAsync(),
    [] => await Measurement.RunAsync(10_000),
    [var number] when int.TryParse(number, CultureInfo.InvariantCulture, out var connections) && connections > 0 => await Measurement.RunAsync(connections),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: Mail2Alert.IdleConnections [NUMBER]");
    return 2;
}
