using Mail2Alert.Deliveries;
using Mail2Alert.Messages;

namespace Mail2Alert.Storage;

/// <summary>
/// What survives the process: mails, what was decided of them, and the deliveries that are owed. It is the queue: whoever delivers asks it what
/// is due.
/// </summary>
/// <remarks>
/// <para>
/// A task that ends in <see cref="StoreAnswer.Done"/> means that the change is on disk, whatever happens next. Any other answer means that
/// nothing was changed, and that a crash of the program does not bring it back; only a power failure on a disk that fails just then may.
/// </para>
/// <para>
/// Methods without a <see cref="StoreAnswer"/> throw <see cref="StoreException"/> when the store cannot be used. Cancelling ends the
/// waiting; a change that is on its way by then may still happen.
/// </para>
/// </remarks>
internal interface IStore : IAsyncDisposable
{
    /// <summary>What operators and housekeeping ask for.</summary>
    IStoreDesk Desk { get; }

    /// <summary>Keeps a mail that nobody decided about yet. The message's memory is the caller's again when the task ends.</summary>
    /// <returns><see cref="StoreAnswer.Gone"/> when it was taken from its mailbox before.</returns>
    Task<StoreAnswer> KeepAsync(Message mail, CancellationToken cancellationToken);

    /// <summary>Keeps a mail together with its decision, in one commit.</summary>
    /// <returns><see cref="StoreAnswer.Gone"/> when it was taken from its mailbox before.</returns>
    Task<StoreAnswer> KeepAsync(Message mail, MailDecision decision, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps a mail of which nothing is owed any more, for those who look back. It waits for company, and a power failure may undo it. What it needs of
    /// the mail it has taken when it returns; the task ends when that is kept.
    /// </summary>
    Task<StoreAnswer> KeepHistoryAsync(Message mail, MailDecision decision);

    /// <summary>Adds the decision to a mail that is kept, with its deliveries and the alert's state, in one commit.</summary>
    /// <returns><see cref="StoreAnswer.Gone"/> when it was decided before.</returns>
    Task<StoreAnswer> DecideAsync(string mailId, MailDecision decision, CancellationToken cancellationToken);

    /// <summary>
    /// Adds deliveries to a mail that was decided before, in one commit. Alert and story take the place of those that were there, unless there is
    /// no new alert, or the story is to be told behind the other; what is remembered of the alert stays as it is.
    /// </summary>
    /// <returns><see cref="StoreAnswer.Gone"/> when it was not decided yet, or is not there.</returns>
    Task<StoreAnswer> AddAsync(string mailId, MailDecision decision, CancellationToken cancellationToken);

    /// <summary>A mail as it came, and what was decided of it; null when it is not there or its bytes are lost.</summary>
    Task<StoredMail?> ReadAsync(string mailId, CancellationToken cancellationToken);

    /// <summary>Mails without a decision, in the order in which they came: after a crash these are taken up again.</summary>
    /// <param name="after">0, or where the page before ended.</param>
    /// <param name="most">How many at the most.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    Task<Page<string>> UndecidedAsync(long after, int most, CancellationToken cancellationToken);

    /// <summary>The alerts heard of last, newest first.</summary>
    Task<IReadOnlyList<RememberedAlert>> AlertsAsync(int most, CancellationToken cancellationToken);

    /// <summary>All that is remembered besides mails, deliveries and alerts.</summary>
    Task<IReadOnlyList<MemoryRow>> MemoryAsync(CancellationToken cancellationToken);

    /// <summary>Remembers, or forgets, in one commit.</summary>
    Task<StoreAnswer> RememberAsync(IReadOnlyList<MemoryRow> rows, CancellationToken cancellationToken);

    /// <summary>Remembers an alert that no new mail is about, and what else belongs to it, in one commit.</summary>
    Task<StoreAnswer> RememberAsync(RememberedAlert alert, IReadOnlyList<MemoryRow> rows, CancellationToken cancellationToken);

    /// <summary>What was taken from a mailbox and is not forgotten, in the order in which it was taken.</summary>
    Task<IReadOnlyList<Arrival>> ArrivalsAsync(string mailbox, CancellationToken cancellationToken);

    /// <summary>Counts a mail as taken without keeping it.</summary>
    Task<StoreAnswer> RememberAsync(Arrival arrival, CancellationToken cancellationToken);

    /// <summary>Forgets that these were taken: they lie in their mailbox no more, or nobody looks there.</summary>
    Task<StoreAnswer> ForgetAsync(string mailbox, IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    /// <summary>Where something waits to be sent, and since or until when. Deliveries behind others of their lane do not count.</summary>
    Task<IReadOnlyList<WaitingDestination>> DestinationsAsync(CancellationToken cancellationToken);

    /// <summary>How things stand in these lanes, in their order.</summary>
    Task<IReadOnlyList<LaneState>> LanesAsync(IReadOnlyList<long> lanes, CancellationToken cancellationToken);

    /// <summary>
    /// Takes what is due, of each destination the longest due, never a delivery before an earlier open one of its lane. Each is the caller's
    /// until its end is recorded, at the most for as long as the lease.
    /// </summary>
    /// <param name="room">How many each destination has room for; others are left alone.</param>
    /// <param name="lease">After this long without an end it is taken for lost, and due again.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    Task<IReadOnlyList<LeasedDelivery>> LeaseAsync(
        IReadOnlyDictionary<string, int> room, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Records how an attempt ended, and adds what that calls for. Many at a time share a commit.</summary>
    /// <returns><see cref="StoreAnswer.Gone"/> when the lease was over, or an operator was faster.</returns>
    Task<StoreAnswer> RecordAsync(LeasedDelivery delivery, AttemptEnd end, CancellationToken cancellationToken);

    /// <summary>Open deliveries that fall back at some time, the first of them first.</summary>
    Task<IReadOnlyList<LateDelivery>> LateAsync(int most, CancellationToken cancellationToken);

    /// <summary>Adds what a late delivery calls for; its own attempts go on. With no fallback in it, it never falls back for being late.</summary>
    /// <returns><see cref="StoreAnswer.Gone"/> when it is open no more, or has fallen back.</returns>
    Task<StoreAnswer> FallBackAsync(LateDelivery late, FollowUp followUp, CancellationToken cancellationToken);

    /// <summary>When a target was notified on behalf of a receiver, the last time first.</summary>
    /// <param name="receiver">Its name.</param>
    /// <param name="target">The target.</param>
    /// <param name="since">What was before does not count.</param>
    /// <param name="most">How many at the most.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    Task<IReadOnlyList<DateTimeOffset>> NotifiedAsync(
        string receiver, TargetId target, DateTimeOffset since, int most, CancellationToken cancellationToken);

    /// <summary>What a limit holds back from a target, these that are leased, and what waits behind either in its lane; the earliest first.</summary>
    Task<IReadOnlyList<HeldBackNews>> HeldBackAsync(
        string receiver, TargetId target, IReadOnlyCollection<LeasedDelivery> leased, int most, CancellationToken cancellationToken);

    /// <summary>Keeps a summary and its delivery, and ends those that it tells, in one commit. What an operator took away meanwhile stays as it is.</summary>
    Task<StoreAnswer> SummarizeAsync(Message summary, MailDecision decision, IReadOnlyCollection<long> told, CancellationToken cancellationToken);
}
