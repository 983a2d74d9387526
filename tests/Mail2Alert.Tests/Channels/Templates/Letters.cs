using System.Text;
using Mail2Alert.Alerts;
using Mail2Alert.Channels;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Messages;

namespace Mail2Alert.Tests.Channels.Templates;

/// <summary>A channel that keeps the letters it is given.</summary>
internal sealed class Letters(ChannelKind kind, LetterSettings? settings = null)
{
    private readonly LetterCarrier _carrier = new(new LetterWriter(settings ?? LetterSettings.Default), kind);
    private readonly Queue<Outcome> _outcomes = new();

    public List<Letter> Told { get; } = [];

    public static ChannelKind Kind(MessageLimits limits, Dialect? dialect = null) =>
        new("letters", ["letters"], _ => ParsedTargets.Wrong("")) { Form = "letters://", Limits = limits, Dialect = dialect ?? Dialect.Plain };

    public Letters Answers(params Outcome[] outcomes)
    {
        foreach (var outcome in outcomes)
            _outcomes.Enqueue(outcome);
        return this;
    }

    public Task<Outcome> TellAsync(Alert alert, Memo? memo = null, string? note = null, Message? mail = null, TargetOptions? options = null) =>
        _carrier.CarryAsync(
            new Notification(mail ?? Mail("Subject: x\r\n\r\nx\r\n"), alert, []) { Memo = memo ?? Memo.None, Note = note },
            new LetterTarget(options ?? TargetOptions.Default),
            null,
            letter =>
            {
                Told.Add(letter);
                return Task.FromResult(_outcomes.TryDequeue(out var outcome) ? outcome : new Outcome.Delivered());
            });

    /// <summary>The only one.</summary>
    public async Task<Letter> WriteAsync(Alert alert, string? note = null, Message? mail = null, TargetOptions? options = null)
    {
        await TellAsync(alert, null, note, mail, options);
        return Told.ShouldHaveSingleItem();
    }

    public static Message Mail(string text) => TestMail.OfBytes(Encoding.UTF8.GetBytes(text));

    private sealed class LetterTarget(TargetOptions options) : ChannelTarget(new TargetName("letters", "one", "letters://one"), options);
}
