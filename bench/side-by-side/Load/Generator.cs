using System.Diagnostics;
using Mail2Alert.SideBySide.Net;

namespace Mail2Alert.SideBySide.Load;

/// <summary>Many senders on one thread, none of which allocates while mails go out.</summary>
internal sealed class Generator : IDisposable
{
    // Who refuses so often, or closes, is not what is to be measured.
    private const int MostTroubles = 2000;
    private const int Bystanders = 512;
    private const int OpenAtOnce = 4096;
    private const long BystanderEvery = 25_000_000;

    private readonly LoadOptions _options;
    private readonly Poller _poller = new();
    private readonly Sender[] _senders;
    private readonly Stack<Sender> _free = new();
    private readonly Stack<Sender> _bystanders = new();
    private readonly Histogram _acks = new();
    private readonly Histogram _mails = new();
    private readonly Histogram _banners = new();
    private readonly Ledger _ledger;
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly long _measured;
    private readonly long _end;
    private long _next;
    private long _now;
    private long _inTime;
    private long _refused;
    private long _failures;
    private int _active;
    private string? _words;

    public Generator(LoadOptions options)
    {
        _options = options;
        var mail = new TestMail(options.Size);
        var senders = options.Rate > 0 ? OpenAtOnce : options.Senders;
        _senders = [.. Enumerable.Range(0, senders + Bystanders).Select(name => new Sender(name, mail, options.Pipelining, _poller) { IsBystander = name >= senders })];
        foreach (var sender in _senders.Reverse())
            (sender.IsBystander ? _bystanders : _free).Push(sender);
        _ledger = new Ledger(options.First);
        _next = options.First;
        _measured = _start + Nanoseconds(options.WarmUp);
        _end = _measured + Nanoseconds(options.Seconds);
    }

    private bool IsOver => _now >= _end || _refused + _failures > MostTroubles;

    public LoadReport Run()
    {
        _now = Stopwatch.GetTimestamp();
        if (_options.Rate == 0)
            Open(_options.Senders);
        var (opened, visited) = (0L, 0L);
        while (true)
        {
            _now = Stopwatch.GetTimestamp();
            if (IsOver && (_active == 0 || _now >= _end + Nanoseconds(_options.Grace)))
                return Report();
            var wake = _now < _end ? _end : _end + Nanoseconds(_options.Grace);
            if (_options.Rate > 0 && !IsOver)
                wake = Math.Min(wake, OpenDue(ref opened));
            if (_options.Bystander && !IsOver)
                wake = Math.Min(wake, VisitDue(ref visited));
            var ready = _poller.Wait(Math.Max(0, wake - _now));
            for (var i = 0; i < ready; i++)
                Handle(_senders[_poller.Name(i)]);
        }
    }

    public void Dispose() => _poller.Dispose();

    private static long Nanoseconds(double seconds) => (long)(seconds * Stopwatch.Frequency);

    // Times count from when a mail was due: a subject that is late for one is late for those behind it.
    private long OpenDue(ref long opened)
    {
        long due;
        for (; (due = _start + Nanoseconds(opened / _options.Rate)) <= _now && _free.Count > 0; opened++)
            Open(1);
        return due;
    }

    private long VisitDue(ref long visited)
    {
        long due;
        for (; (due = _measured + (visited * BystanderEvery)) <= _now && _bystanders.Count > 0; visited++)
            _bystanders.Pop().Connect(_options.Port, _now);
        return due;
    }

    private void Open(int count)
    {
        for (; count > 0; count--, _active++)
            _free.Pop().Connect(_options.Port, _now);
    }

    private void Handle(Sender sender)
    {
        if (sender.Step == Step.Free)
            return;
        if (sender.Step == Step.Content)
        {
            Continue(sender, sender.Write());
            return;
        }
        var reply = sender.Read();
        if (reply == 0)
            return;
        _now = Stopwatch.GetTimestamp();
        if (sender.IsBystander)
            Visited(sender);
        else if (reply < 0)
            Continue(sender, sender.Step == Step.Quit && Finished(sender));
        else
            Continue(sender, Advance(sender, reply));
    }

    // False when the connection is lost.
    private bool Advance(Sender sender, int reply) => (sender.Step, reply) switch
    {
        (Step.Banner, 2) => sender.Hello(),
        (Step.Hello, 2) => sender.Begin(_next++, _options.OneEach || _options.Rate > 0 ? sender.ConnectedAt : _now),
        (Step.Sender, 2) => sender.NameRecipient(),
        (Step.Recipient, 2) => sender.Data(),
        (Step.Envelope, 2) => true,
        (Step.Data or Step.Envelope, 3) => sender.BeginContent(_now),
        (Step.Answer, 2) => Acknowledged(sender),
        (Step.Quit, _) => Finished(sender),
        _ => Refused(sender),
    };

    private bool Acknowledged(Sender sender)
    {
        _ledger.Add(sender.Number);
        if (_now >= _measured && _now < _end)
        {
            _inTime++;
            _acks.Add(_now - sender.ContentAt);
            _mails.Add(_now - sender.MailAt);
        }
        return IsOver || _options.OneEach || _options.Rate > 0 ? sender.Quit() : sender.Begin(_next++, _now);
    }

    private bool Refused(Sender sender)
    {
        _refused++;
        _words ??= sender.Words;
        return Finished(sender);
    }

    private bool Finished(Sender sender)
    {
        sender.Close();
        _active--;
        _free.Push(sender);
        if (!IsOver && _options.Rate == 0)
            Open(1);
        return true;
    }

    private void Continue(Sender sender, bool isWell)
    {
        if (isWell)
            return;
        _failures++;
        Finished(sender);
    }

    private void Visited(Sender bystander)
    {
        _banners.Add(_now - bystander.ConnectedAt);
        bystander.Close();
        _bystanders.Push(bystander);
    }

    private LoadReport Report()
    {
        // Who still waits for the banner has waited so long at least.
        foreach (var bystander in _senders.Where(sender => sender.IsBystander && sender.Step == Step.Banner))
            _banners.Add(_now - bystander.ConnectedAt);
        var open = _senders.Count(sender => sender.Step is Step.Content or Step.Answer);
        foreach (var sender in _senders)
            sender.Close();
        if (_options.Ledger is { } path)
            _ledger.Save(path);
        return new LoadReport
        {
            Acknowledged = _ledger.Count,
            Refused = _refused,
            Open = open,
            Failures = _failures,
            Rate = _inTime / _options.Seconds,
            AckP50 = _acks.At(0.5),
            AckP99 = _acks.At(0.99),
            MailP50 = _mails.At(0.5),
            MailP99 = _mails.At(0.99),
            BannerP50 = _banners.At(0.5),
            BannerP99 = _banners.At(0.99),
            Processor = Environment.CpuUsage.TotalTime.TotalSeconds,
            Words = _words,
            Next = _next,
        };
    }
}
