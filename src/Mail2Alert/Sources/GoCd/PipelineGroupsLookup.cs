using Mail2Alert.Sources.Lookups;
using Reply = Mail2Alert.Sources.GoCd.GoCdReply<Mail2Alert.Sources.GoCd.PipelineGroup[]>;

namespace Mail2Alert.Sources.GoCd;

/// <summary>Finds out which APIs this server and this user have, and asks these for the pipeline groups.</summary>
/// <remarks>
/// No single one tells everything. The administrators' API has just the groups that the user administers, and that a pipeline is missing there
/// says nothing; the dashboard has what the user may view, less what the user hid. So both are asked and the answers united. The oldest API
/// stands in for the dashboard on servers that have none in our version; whichever of the two answered is asked first from then on. The
/// administrators' API is asked every time, since a user's privileges may change and a refusal costs next to nothing.
/// </remarks>
internal sealed class PipelineGroupsLookup(GoCdClient client, string source)
{
    private readonly Place _administered = new(client, PipelineGroupCalls.Administered);
    private readonly Place _dashboard = new(client, PipelineGroupCalls.Dashboard);
    private readonly Place _listing = new(client, PipelineGroupCalls.Listing);

    // Which of the two showed groups last.
    private bool _usesListing;

    public async Task<Fetched<PipelineGroups>> FetchAsync(CancellationToken cancellationToken)
    {
        var administered = _administered.AskAsync(cancellationToken);
        var viewed = ViewAsync(cancellationToken);
        await Task.WhenAll(administered, viewed);
        return United(await administered, await viewed);
    }

    private async Task<Reply> ViewAsync(CancellationToken cancellationToken)
    {
        var (usual, other) = _usesListing ? (_listing, _dashboard) : (_dashboard, _listing);
        var reply = await usual.AskAsync(cancellationToken);
        if (reply is not Reply.Refused || await other.AskAsync(cancellationToken) is not Reply.Answer answer)
            return reply;
        _usesListing = !_usesListing;
        return answer;
    }

    private Fetched<PipelineGroups> United(Reply administered, Reply viewed)
    {
        Reply[] replies = [viewed, administered];
        var answers = replies.OfType<Reply.Answer>().ToList();
        if (answers.Count == 0)
            return Failed(string.Join("; ", replies.Select(reply => reply.Trouble).Distinct()));
        var groups = answers.SelectMany(answer => answer.Value).ToList();
        // There is at least the pipeline that mailed.
        return groups.Count == 0
            ? Failed($"GoCD shows no pipelines at all: the user of source {source} needs permission to view them")
            : new Fetched<PipelineGroups>.Got(new PipelineGroups(groups, IsComplete(administered, viewed)));
    }

    private static bool IsComplete(Reply administered, Reply viewed) =>
        viewed is Reply.Answer && administered is not Reply.Failed;

    private static Fetched<PipelineGroups>.Failed Failed(string why) => new(why);

    private sealed class Place(GoCdClient client, ApiCall<PipelineGroup[]> call)
    {
        private Reply.Answer? _last;

        public async Task<Reply> AskAsync(CancellationToken cancellationToken)
        {
            var reply = await client.AskAsync(call, _last, cancellationToken);
            _last = reply as Reply.Answer ?? _last;
            return reply;
        }
    }
}
