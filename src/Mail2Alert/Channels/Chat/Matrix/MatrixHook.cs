using System.Text.Json.Nodes;
using Mail2Alert.Channels.Templates;

namespace Mail2Alert.Channels.Chat.Matrix;

/// <summary>A webhook of a bridge into Matrix, which leads to one room.</summary>
/// <param name="Address">Who knows it may post.</param>
/// <param name="Form">What it takes.</param>
/// <param name="Speaker">What it calls us; null for its own name.</param>
internal sealed record MatrixHook(Secret Address, MatrixHookForm Form, string? Speaker)
{
    /// <param name="letter">In HTML; for <see cref="MatrixHookForm.Slack"/> as Slack writes text.</param>
    /// <param name="plain">The same without markup.</param>
    public JsonObject Of(Letter letter, Letter plain) => Form switch
    {
        MatrixHookForm.Slack => new JsonObject
        {
            ["username"] = Speaker,
            ["mrkdwn"] = false,
            ["attachments"] = new JsonArray(new JsonObject
            {
                ["title"] = AlertLook.Title(letter),
                ["title_link"] = letter.Alert.Link?.AbsoluteUri,
                ["text"] = letter.Text,
                ["color"] = AlertLook.Colour(letter.Alert),
            }),
        },
        MatrixHookForm.Hookshot => new JsonObject
        {
            ["username"] = Speaker,
            ["text"] = AlertLook.Text(plain),
            ["html"] = AlertLook.Text(letter),
        },
        _ => new JsonObject
        {
            ["displayName"] = Speaker,
            ["format"] = "html",
            ["text"] = AlertLook.Text(letter),
        },
    };
}

/// <summary>What a bridge's webhook takes.</summary>
internal enum MatrixHookForm
{
    /// <summary>What matrix-appservice-webhooks and t2bot.io take.</summary>
    Matrix,

    /// <summary>As Slack's webhooks do.</summary>
    Slack,

    /// <summary>What matrix-hookshot takes (its docs/setup/webhooks.md).</summary>
    Hookshot,
}
