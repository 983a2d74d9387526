using Mail2Alert.Alerts;

namespace Mail2Alert.Sources.GoCd;

/// <summary>One of the kinds of mail that come from GoCD.</summary>
internal abstract record GoCdMail
{
    /// <summary>The pipeline it speaks of; null when it speaks of the server.</summary>
    public virtual string? Pipeline => null;

    /// <summary>The run of a stage it speaks of; null when it speaks of something else or does not say which.</summary>
    public virtual StageLocator? Run => null;

    /// <param name="alert">What every mail says: its subject and text, as an alert without a status.</param>
    /// <param name="settings">Of the source.</param>
    public abstract Alert Describe(Alert alert, GoCdSettings settings);

    /// <returns>Null for a mail that no GoCD sends: the subject and the text are all there is to know of it.</returns>
    public static GoCdMail? Of(string subject, string text) =>
        StageMail.Parse(subject, text) ?? PluginMail.Parse(subject) ?? (GoCdMail?)ServerMail.Parse(subject, text);
}
