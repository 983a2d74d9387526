using System.Buffers;
using Mail2Alert.Deliveries;
using Mail2Alert.Messages;
using Mail2Alert.Smtp;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>A store in one SQLite database, with large mails in files beside it. For one process.</summary>
internal sealed class SqliteStore : IStore
{
    private readonly SqliteStoreOptions _options;
    private readonly TimeProvider _clock;
    private readonly StoreLock _lock;
    private readonly SqliteReaders _readers;
    private readonly MailFiles _files;
    private readonly SqliteLeases _leases;
    private long _latest;

    public SqliteStore(SqliteStoreOptions options, TimeProvider clock, StoreLock storeLock)
    {
        (_options, _clock, _lock) = (options, clock, storeLock);
        Writer = new SqliteWriter(options, clock);
        _readers = new SqliteReaders(options);
        _files = new MailFiles(options.MailsDirectory);
        _leases = new SqliteLeases(clock);
        Desk = new SqliteDesk(options, clock, Writer, _readers, _files);
    }

    public IStoreDesk Desk { get; }

    /// <summary>For tests and metrics.</summary>
    public SqliteWriter Writer { get; }

    private long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    public Task<StoreAnswer> KeepAsync(Message mail, CancellationToken cancellationToken) => KeepAsync(mail, null, cancellationToken);

    Task<StoreAnswer> IStore.KeepAsync(Message mail, MailDecision decision, CancellationToken cancellationToken) =>
        KeepAsync(mail, decision, cancellationToken);

    public Task<StoreAnswer> KeepHistoryAsync(Message mail, MailDecision decision) => mail.Length > _options.InlineBytes
        ? KeepCopyAsync(mail, decision)
        : KeepRowAsync(ReadyMail.Of(mail, inFile: false), ReadyDecision.Of(decision), SqliteHaste.Patient, CancellationToken.None);

    public Task<StoreAnswer> DecideAsync(string mailId, MailDecision decision, CancellationToken cancellationToken)
    {
        var ready = ReadyDecision.Of(decision);
        return AnswerAsync(Writer.WriteAsync<StoreAnswer>(
            session => MailRows.Decide(session, mailId, ready, Now)
                ? StoreAnswer.Done.Instance
                : new StoreAnswer.Gone("the mail was decided before, or is not there"),
            cancellationToken));
    }

    public Task<StoreAnswer> AddAsync(string mailId, MailDecision decision, CancellationToken cancellationToken) => AnswerAsync(
        Writer.WriteAsync<StoreAnswer>(
            session => MailRows.Add(session, mailId, decision, Now)
                ? StoreAnswer.Done.Instance
                : new StoreAnswer.Gone("the mail is not decided yet, or is not there"),
            cancellationToken));

    public Task<StoredMail?> ReadAsync(string mailId, CancellationToken cancellationToken) =>
        _readers.ReadAsync(session => MailRows.Read(session, mailId, _files), cancellationToken);

    public Task<Page<string>> UndecidedAsync(long after, int most, CancellationToken cancellationToken) =>
        _readers.ReadAsync(session => MailRows.Undecided(session, after, most), cancellationToken);

    public Task<IReadOnlyList<RememberedAlert>> AlertsAsync(int most, CancellationToken cancellationToken) =>
        _readers.ReadAsync(session => AlertRows.Newest(session, most), cancellationToken);

    public Task<IReadOnlyList<MemoryRow>> MemoryAsync(CancellationToken cancellationToken) => _readers.ReadAsync(MemoryRows.All, cancellationToken);

    public Task<StoreAnswer> RememberAsync(IReadOnlyList<MemoryRow> rows, CancellationToken cancellationToken) => AnswerAsync(
        Writer.WriteAsync<StoreAnswer>(
            session =>
            {
                MemoryRows.Write(session, rows);
                return StoreAnswer.Done.Instance;
            },
            cancellationToken));

    public Task<StoreAnswer> RememberAsync(RememberedAlert alert, IReadOnlyList<MemoryRow> rows, CancellationToken cancellationToken) => AnswerAsync(
        Writer.WriteAsync<StoreAnswer>(
            session =>
            {
                AlertRows.Remember(session, ReadyState.Of(alert.Source, alert.Key, alert.State), Now);
                MemoryRows.Write(session, rows);
                return StoreAnswer.Done.Instance;
            },
            cancellationToken));

    public Task<IReadOnlyList<Arrival>> ArrivalsAsync(string mailbox, CancellationToken cancellationToken) =>
        _readers.ReadAsync(session => ArrivalRows.List(session, mailbox), cancellationToken);

    public Task<StoreAnswer> RememberAsync(Arrival arrival, CancellationToken cancellationToken) => AnswerAsync(
        Writer.WriteAsync<StoreAnswer>(
            session =>
            {
                ArrivalRows.TryAdd(session, arrival, Now);
                return StoreAnswer.Done.Instance;
            },
            cancellationToken));

    public Task<StoreAnswer> ForgetAsync(string mailbox, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) => AnswerAsync(
        Writer.WriteAsync<StoreAnswer>(
            session =>
            {
                ArrivalRows.Remove(session, mailbox, ids);
                return StoreAnswer.Done.Instance;
            },
            cancellationToken));

    public Task<IReadOnlyList<WaitingDestination>> DestinationsAsync(CancellationToken cancellationToken) =>
        _readers.ReadAsync(LeaseRows.Destinations, cancellationToken);

    public Task<IReadOnlyList<LaneState>> LanesAsync(IReadOnlyList<long> lanes, CancellationToken cancellationToken) =>
        Writer.HasQuietLanes
            ? Task.FromResult<IReadOnlyList<LaneState>>([.. Enumerable.Repeat(LaneState.Idle, lanes.Count)])
            : _readers.ReadAsync<IReadOnlyList<LaneState>>(session => [.. lanes.Select(lane => DeliveryRows.Lane(session, lane))], cancellationToken);

    public async Task<IReadOnlyList<LeasedDelivery>> LeaseAsync(
        IReadOnlyDictionary<string, int> room, TimeSpan lease, CancellationToken cancellationToken)
    {
        var over = _leases.Over();
        var now = Now;
        var wasSetBack = now < Interlocked.Read(ref _latest);
        var leased = await Writer.WriteAsync(
            session =>
            {
                if (wasSetBack)
                    LeaseRows.ClockWasSetBack(session, now);
                LeaseRows.EndLost(session, over, now);
                return LeaseRows.Lease(session, room, now, now + (long)lease.TotalMilliseconds);
            },
            cancellationToken,
            SqliteHaste.Lazy);
        Interlocked.Exchange(ref _latest, now);
        foreach (var (id, _) in over)
            _leases.Remove(id);
        _leases.Add(leased, lease);
        return leased;
    }

    public async Task<StoreAnswer> RecordAsync(LeasedDelivery delivery, AttemptEnd end, CancellationToken cancellationToken)
    {
        var answer = await AnswerAsync(Writer.WriteAsync<StoreAnswer>(
            session => LeaseRows.End(session, delivery.Id, delivery.Attempt, end, Now)
                ? StoreAnswer.Done.Instance
                : new StoreAnswer.Gone("the lease was over"),
            cancellationToken));
        if (answer is StoreAnswer.Done)
            _leases.Remove(delivery.Id);
        return answer;
    }

    public Task<IReadOnlyList<LateDelivery>> LateAsync(int most, CancellationToken cancellationToken) =>
        _readers.ReadAsync(session => FollowUpRows.Late(session, most, Now), cancellationToken);

    public Task<StoreAnswer> FallBackAsync(LateDelivery late, FollowUp followUp, CancellationToken cancellationToken) => AnswerAsync(
        Writer.WriteAsync<StoreAnswer>(
            session => FollowUpRows.FallBack(session, late, followUp, Now)
                ? StoreAnswer.Done.Instance
                : new StoreAnswer.Gone("it is open no more, or has fallen back"),
            cancellationToken));

    public Task<IReadOnlyList<DateTimeOffset>> NotifiedAsync(
        string receiver, TargetId target, DateTimeOffset since, int most, CancellationToken cancellationToken) =>
        _readers.ReadAsync(session => LimitRows.Notified(session, receiver, target, since, most), cancellationToken);

    public Task<IReadOnlyList<HeldBackNews>> HeldBackAsync(
        string receiver, TargetId target, IReadOnlyCollection<LeasedDelivery> leased, int most, CancellationToken cancellationToken) =>
        _readers.ReadAsync(session => LimitRows.HeldBack(session, receiver, target, leased, most), cancellationToken);

    public async Task<StoreAnswer> SummarizeAsync(
        Message summary, MailDecision decision, IReadOnlyCollection<long> told, CancellationToken cancellationToken)
    {
        var (mail, ready) = (ReadyMail.Of(summary, inFile: false), ReadyDecision.Of(decision));
        var answer = await AnswerAsync(Writer.WriteAsync<StoreAnswer>(
            session =>
            {
                LimitRows.Summarize(session, mail, ready, told, Now);
                return StoreAnswer.Done.Instance;
            },
            cancellationToken));
        foreach (var id in answer is StoreAnswer.Done ? told : [])
            _leases.Remove(id);
        return answer;
    }

    /// <summary>Writes what is queued, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        _readers.Dispose();
        _files.Dispose();
        SqliteOpening.Fold(_options);
        _lock.Dispose();
    }

    // The caller does not wait for the file, nor lend its memory for so long.
    private Task<StoreAnswer> KeepCopyAsync(Message mail, MailDecision decision)
    {
        var length = (int)mail.Length;
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        mail.Raw.CopyTo(bytes);
        var content = new OwnContent(bytes.AsMemory(0, length), mail.HasEightBit);
        var copy = new Message(new SmtpMessage(mail.Id, mail.ReceivedAt, mail.Envelope, content)) { Stays = mail.Stays, Arrival = mail.Arrival };
        return Task.Run(async () =>
        {
            try
            {
                return await KeepAsync(copy, decision, CancellationToken.None, SqliteHaste.Patient);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(bytes);
            }
        });
    }

    private async Task<StoreAnswer> KeepAsync(
        Message mail, MailDecision? decision, CancellationToken cancellationToken, SqliteHaste haste = SqliteHaste.Durable)
    {
        var isLarge = mail.Length > _options.InlineBytes;
        try
        {
            if (isLarge)
                await _files.WriteAsync(mail.Id, mail.Raw, cancellationToken);
            return await KeepRowAsync(ReadyMail.Of(mail, isLarge), decision is null ? null : ReadyDecision.Of(decision), haste, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return MailFiles.Answer(exception);
        }
        finally
        {
            if (isLarge)
                _files.Settle(mail.Id);
        }
    }

    private Task<StoreAnswer> KeepRowAsync(ReadyMail mail, ReadyDecision? decision, SqliteHaste haste, CancellationToken cancellationToken)
    {
        var writing = Writer.TryWrite<StoreAnswer>(
            session => MailRows.Keep(session, mail, decision, Now)
                ? StoreAnswer.Done.Instance
                : new StoreAnswer.Gone("it was taken from its mailbox before"),
            mail.Bytes?.Length ?? 0,
            haste,
            cancellationToken);
        return writing is null
            ? Task.FromResult<StoreAnswer>(new StoreAnswer.Full("more mails wait for the disk than are allowed to"))
            : AnswerAsync(writing);
    }

    private static async Task<StoreAnswer> AnswerAsync(Task<StoreAnswer> writing)
    {
        try
        {
            return await writing;
        }
        catch (StoreException exception)
        {
            return exception.Answer;
        }
    }
}
