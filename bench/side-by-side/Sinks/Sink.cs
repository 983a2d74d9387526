using System.Diagnostics;
using System.Runtime.InteropServices;
using Mail2Alert.SideBySide.Load;
using Mail2Alert.SideBySide.Net;

namespace Mail2Alert.SideBySide.Sinks;

/// <summary>A mail server that takes all mail, keeps none and knows which came. It is asked on its standard input, a line at a time.</summary>
internal sealed unsafe class Sink : IDisposable
{
    private const int Listener = -1;
    private const int Asked = -2;
    private const int BufferSize = 1 << 18;

    private readonly Poller _poller = new();
    private readonly List<SinkConnection> _connections = [];
    private readonly Stack<SinkConnection> _free = new();
    private readonly Queue<(SinkConnection Connection, int Life, long Due)> _late = new();
    private readonly byte* _buffer = (byte*)NativeMemory.Alloc(BufferSize + SinkConnection.CarryRoom);
    private readonly int _listener = Libc.Socket();
    private readonly TextWriter _output;
    private Ledger _ledger = new(TestMail.First);
    private long _delay;

    public Sink(TextWriter output)
    {
        _output = output;
        Libc.SetNoDelay(_listener);
        Port = Libc.Listen(_listener);
    }

    public int Port { get; }

    /// <summary>Until its input ends.</summary>
    public void Run()
    {
        _poller.Add(_listener, Listener);
        _poller.Add(0, Asked);
        while (true)
        {
            var ready = _poller.Wait(AnswerLate());
            for (var i = 0; i < ready; i++)
            {
                var name = _poller.Name(i);
                if (name == Listener)
                    Accept();
                else if (name != Asked)
                    Serve(_connections[name]);
                else if (!Obey())
                    return;
            }
        }
    }

    public void Dispose()
    {
        _ = Libc.Close(_listener);
        _poller.Dispose();
    }

    /// <summary>Answers now, or makes the mail wait.</summary>
    /// <returns>True when the answer is to be given now.</returns>
    public bool Arrived(SinkConnection connection, long number)
    {
        _ledger.Add(number);
        if (_delay == 0)
            return true;
        _late.Enqueue((connection, connection.Life, Stopwatch.GetTimestamp() + _delay));
        return false;
    }

    // All wait equally long, so the first is the first to be due.
    private long AnswerLate()
    {
        while (_late.TryPeek(out var first))
        {
            var rest = first.Due - Stopwatch.GetTimestamp();
            if (rest > 0)
                return rest;
            _late.Dequeue();
            if (first.Connection.Life == first.Life && !first.Connection.Answer())
                Close(first.Connection);
        }
        return -1;
    }

    private void Accept()
    {
        int socket;
        while ((socket = Libc.Accept(_listener)) >= 0)
        {
            if (_free.Count == 0)
            {
                var another = new SinkConnection(_connections.Count, this);
                _connections.Add(another);
                _free.Push(another);
            }
            var connection = _free.Pop();
            _poller.Add(socket, connection.Name);
            if (!connection.Open(socket))
                Close(connection);
        }
    }

    private void Serve(SinkConnection connection)
    {
        if (connection.IsOpen && !connection.Read(_buffer, BufferSize))
            Close(connection);
    }

    private void Close(SinkConnection connection)
    {
        connection.Close();
        _free.Push(connection);
    }

    // Commands are short, and come one at a time from somebody who waits for the answer.
    private bool Obey()
    {
        var read = (int)Libc.Read(0, _buffer, BufferSize);
        if (read <= 0)
            return false;
        var words = System.Text.Encoding.UTF8.GetString(_buffer, read).TrimEnd().Split(' ', 2);
        switch (words)
        {
            case ["reset", var first]:
                _ledger = new Ledger(long.Parse(first, System.Globalization.CultureInfo.InvariantCulture));
                break;
            case ["delay", var milliseconds]:
                _delay = long.Parse(milliseconds, System.Globalization.CultureInfo.InvariantCulture) * 1_000_000;
                break;
            case ["ledger", var path]:
                _ledger.Save(path);
                break;
        }
        _output.WriteLine(Json.Write(new SinkCount(_ledger.Count, _ledger.Again, _ledger.Strange, Environment.CpuUsage.TotalTime.TotalSeconds)));
        _output.Flush();
        return true;
    }
}
