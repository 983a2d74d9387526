using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels;

/// <summary>What every channel needs.</summary>
/// <param name="Letters">Writes what is said.</param>
/// <param name="Web">Sends it over HTTP.</param>
/// <param name="Clock">The clock.</param>
internal sealed record ChannelTools(LetterWriter Letters, WebSender Web, TimeProvider Clock);
