using Mail2Alert.Deliveries;
using Mail2Alert.Messages;
using Mail2Alert.Smtp;

namespace Mail2Alert.Pipeline;

/// <summary>What became of one mail, for whoever watches: the log, the metrics, the demo.</summary>
internal sealed record HandledMail(Message Message, Decision Decision, IReadOnlyList<Delivery> Deliveries, SmtpReply Reply, TimeSpan Took);
