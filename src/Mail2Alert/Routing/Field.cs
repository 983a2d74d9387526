using Mail2Alert.Alerts;
using Mail2Alert.Messages;
using Microsoft.Extensions.Primitives;

namespace Mail2Alert.Routing;

/// <summary>What a condition looks at: a label of the alert, or a part of its mail.</summary>
/// <param name="Name">What it is called in conditions and explanations; no two fields share one.</param>
internal abstract record Field(string Name)
{
    /// <summary>True when there may be more than one value at a time.</summary>
    public bool IsMany { get; init; }

    /// <summary>True when values are compared without regard to case.</summary>
    public bool IgnoresCase { get; init; }

    /// <summary>None, one, or several.</summary>
    public abstract StringValues Values(Alert alert);

    /// <summary>True when nobody knows what there is: what depends on it can be neither affirmed nor denied.</summary>
    public virtual bool IsUnknown(Alert alert) => false;

    /// <summary>Names and values that sources give an alert.</summary>
    public sealed record Label(string Name) : Field(Name)
    {
        public override StringValues Values(Alert alert) => alert.Labels[Name];

        public override bool IsUnknown(Alert alert) => alert.Labels.IsUnknown(Name);
    }

    /// <summary>All fields of one name in the mail's header.</summary>
    public sealed record Header(string FieldName) : Field($"header {FieldName}")
    {
        public override StringValues Values(Alert alert) => alert.Mail?.Headers(FieldName).ToArray();
    }

    /// <summary>A part of the mail. An alert that no mail made has none.</summary>
    /// <param name="Name">As it is called in conditions.</param>
    /// <param name="Read">Takes it out of a mail.</param>
    public sealed record OfMail(string Name, Func<Message, StringValues> Read) : Field(Name)
    {
        public override StringValues Values(Alert alert) => alert.Mail is { } mail ? Read(mail) : StringValues.Empty;
    }
}
