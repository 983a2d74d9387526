using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;

namespace Mail2Alert.Intake.Mailboxes.Imap;

/// <summary>
/// A folder on an IMAP server. UIDs only rise: what is above the highest that was taken is new, whoever has read it meanwhile. Of a folder that is seen
/// for the first time, what is unread is taken.
/// </summary>
internal sealed class ImapMailbox(ImapSettings settings, MailboxTerms terms, ImapConnection connection, TimeProvider clock) : IMailbox
{
    // A look lasts no longer than that takes; the rest is there at the next.
    private const int Most = 1000;

    // What is known by Message-ID when the server numbers its mails anew.
    private const int Remembered = 10_000;

    // How far back mail that somebody has read meanwhile is looked for when the server numbers its mails anew.
    private static readonly TimeSpan Recent = TimeSpan.FromDays(7);

    // Firewalls forget connections on which nothing is said; RFC 2177 has 29 minutes as the most.
    private static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(9);

    private TakenMails? _taken;
    private bool _isRenumbered;
    private bool _isSettled;
    private int _count;

    public Task<IReadOnlyList<string>> LookAsync(TakenMails taken, CancellationToken cancellationToken) => connection.DoAsync<IReadOnlyList<string>>(
        async (_, folder, token) =>
        {
            (_taken, _count) = (taken, folder.Count);
            var names = taken.Ids.Select(ImapName.Parse).ToList();
            var known = names.Where(name => name.Validity == folder.UidValidity).ToList();
            var unsettled = await UnsettledAsync(folder, [.. known.Where(name => !name.IsMark)], token);
            _isRenumbered = known.Count < names.Count && !known.Exists(name => name.IsMark);
            return [.. unsettled, .. known.Exists(name => name.IsMark)
                ? await AboveAsync(folder, known.Max(name => name.Uid), token)
                : await FirstAsync(folder, known, token)];
        },
        cancellationToken);

    public Task<FetchedMail> ReadAsync(string id, CancellationToken cancellationToken) => connection.DoAsync<FetchedMail>(
        async (_, folder, token) =>
        {
            var name = ImapName.Parse(id);
            if (name.IsMark)
                return new FetchedMail.Known();
            if (await SummaryAsync(folder, name, token) is not { } there)
                return new FetchedMail.Gone();
            if (there.Size > terms.MaxMessageSize)
                return FetchedMail.Unfit.TooLarge(there.Size.Value, terms.MaxMessageSize);
            return _isRenumbered && await IsKnownAsync(folder, there, token) ? new FetchedMail.Known() : await WholeAsync(folder, name.UniqueId, token);
        },
        cancellationToken);

    public Task PutAwayAsync(string id, bool isTaken, CancellationToken cancellationToken) => connection.DoAsync(
        async (client, folder, token) =>
        {
            var (name, isSettled) = (ImapName.Parse(id), _isSettled);
            _isSettled = false;
            if (isTaken && !name.IsMark && name.Validity == folder.UidValidity)
                await PutAwayAsync(client, folder, name.UniqueId, token);
            _isSettled = isSettled;
            return true;
        },
        cancellationToken);

    public Task<IReadOnlyList<string>> SettleAsync(TakenMails taken, CancellationToken cancellationToken)
    {
        var validity = connection.Folder?.UidValidity;
        IReadOnlyList<string> old =
        [
            .. taken.Ids.Take(Math.Max(0, taken.Ids.Count - Remembered))
                .Where(id => ImapName.Parse(id) is not { IsMark: true } name || name.Validity != validity),
        ];
        // Not one by one: each time is a commit.
        return Task.FromResult(old.Count > Remembered / 10 ? old : []);
    }

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var isIdle = await connection.DoAsync(
            async (client, folder, token) => client.Capabilities.HasFlag(ImapCapabilities.Idle) && await IdleAsync(client, folder, token),
            cancellationToken,
            LongestIdle * 2);
        if (!isIdle)
            await Task.Delay(terms.Every, clock, cancellationToken);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    // What a crash, or a connection that broke, left between the commit and the putting away: among what is only marked, the last one at the most.
    private async Task<IReadOnlyList<string>> UnsettledAsync(IMailFolder folder, List<ImapName> known, CancellationToken cancellationToken)
    {
        if (_isSettled || known.Count == 0)
            return [];
        _isSettled = true;
        var last = known.TakeLast(settings.Then is ImapThen.Seen ? 1 : Most).Select(name => name.UniqueId).ToList();
        var left = await folder.SearchAsync(SearchQuery.Uids(last).And(SearchQuery.NotDeleted), cancellationToken);
        return [.. left.Select(uid => $"{new ImapName(folder.UidValidity, uid.Id)}")];
    }

    // A range that ends in * holds the last mail, too, however low its UID is (RFC 3501 §6.4.8).
    private static async Task<IReadOnlyList<string>> AboveAsync(IMailFolder folder, uint mark, CancellationToken cancellationToken)
    {
        if (mark == uint.MaxValue)
            return [];
        var range = new UniqueIdRange(new UniqueId(folder.UidValidity, mark + 1), UniqueId.MaxValue);
        var found = await folder.SearchAsync(SearchQuery.Uids(range).And(SearchQuery.NotDeleted), cancellationToken);
        return [.. found.Where(uid => uid.Id > mark).OrderBy(uid => uid.Id).Take(Most).Select(uid => $"{new ImapName(folder.UidValidity, uid.Id)}")];
    }

    // The mark comes last: until all of it is taken, the next look asks the same.
    private async Task<IReadOnlyList<string>> FirstAsync(IMailFolder folder, List<ImapName> known, CancellationToken cancellationToken)
    {
        if (folder.UidNext is null)
            await folder.StatusAsync(StatusItems.UidNext, cancellationToken);
        var last = (folder.UidNext?.Id ?? 1) - 1;
        var found = (await folder.SearchAsync(First().And(SearchQuery.NotDeleted), cancellationToken))
            .Select(uid => uid.Id).Where(uid => uid <= last).Except(known.Select(name => name.Uid)).Order().ToList();
        IEnumerable<ImapName> names = found.Take(Most).Select(uid => new ImapName(folder.UidValidity, uid));
        return [.. names.Concat(found.Count > Most ? [] : [new ImapName(folder.UidValidity, last, IsMark: true)]).Select(name => $"{name}")];
    }

    private SearchQuery First() =>
        settings.Then is not ImapThen.Seen ? SearchQuery.All
        : _isRenumbered ? SearchQuery.NotSeen.Or(SearchQuery.DeliveredAfter((clock.GetUtcNow() - Recent).UtcDateTime))
        : SearchQuery.NotSeen;

    private static async Task<IMessageSummary?> SummaryAsync(IMailFolder folder, ImapName name, CancellationToken cancellationToken) =>
        name.Validity != folder.UidValidity ? null
        : (await folder.FetchAsync(
            [name.UniqueId], MessageSummaryItems.UniqueId | MessageSummaryItems.Size | MessageSummaryItems.Flags, cancellationToken)).FirstOrDefault();

    // What we took is marked as seen; what says no Message-ID, and is, was taken.
    private async Task<bool> IsKnownAsync(IMailFolder folder, IMessageSummary there, CancellationToken cancellationToken)
    {
        var header = await folder.GetHeadersAsync(there.UniqueId, cancellationToken);
        return header[MimeKit.HeaderId.MessageId] is { } messageId
            ? _taken!.HasMessage(messageId)
            : there.Flags?.HasFlag(MessageFlags.Seen) == true;
    }

    // No more than is said to be there, whatever the server sends.
    private async Task<FetchedMail> WholeAsync(IMailFolder folder, UniqueId uid, CancellationToken cancellationToken)
    {
        await using var stream = await folder.GetStreamAsync(uid, 0, (int)Math.Min(int.MaxValue, terms.MaxMessageSize + 1), cancellationToken);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellationToken);
        return bytes.Length > terms.MaxMessageSize ? FetchedMail.Unfit.TooLarge(bytes.Length, terms.MaxMessageSize) : new FetchedMail.Whole(bytes.ToArray());
    }

    private async Task PutAwayAsync(ImapClient client, IMailFolder folder, UniqueId uid, CancellationToken cancellationToken)
    {
        switch (settings.Then)
        {
            case ImapThen.Move { Folder: var name }:
                await folder.MoveToAsync(uid, await client.GetFolderAsync(name, cancellationToken), cancellationToken);
                break;
            case ImapThen.Delete:
                await folder.AddFlagsAsync(uid, MessageFlags.Deleted, silent: true, cancellationToken);
                // Without UIDPLUS (RFC 4315) what others have marked would go, too: then it stays marked.
                if (client.Capabilities.HasFlag(ImapCapabilities.UidPlus))
                    await folder.ExpungeAsync([uid], cancellationToken);
                break;
            default:
                await folder.AddFlagsAsync(uid, MessageFlags.Seen, silent: true, cancellationToken);
                break;
        }
    }

    private async Task<bool> IdleAsync(ImapClient client, IMailFolder folder, CancellationToken cancellationToken)
    {
        using var done = new CancellationTokenSource(LongestIdle, clock);
        void Stop(object? sender, EventArgs e) => done.Cancel();
        folder.CountChanged += Stop;
        try
        {
            // What came since the look began is not announced again.
            await client.NoOpAsync(cancellationToken);
            if (folder.Count == _count && !done.IsCancellationRequested)
                await client.IdleAsync(done.Token, cancellationToken);
            return true;
        }
        finally
        {
            folder.CountChanged -= Stop;
        }
    }
}
