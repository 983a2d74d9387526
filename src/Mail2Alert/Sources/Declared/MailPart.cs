using Mail2Alert.Alerts;

namespace Mail2Alert.Sources.Declared;

/// <summary>Where in a mail something is looked for.</summary>
internal abstract record MailPart
{
    /// <summary>None, one or several texts.</summary>
    public abstract IEnumerable<string> Texts(OpenMail mail);

    /// <summary>What is so when no text of it is: there may be one that could not be looked up.</summary>
    public virtual Truth WithoutText(OpenMail mail) => Truth.No;

    /// <summary>A field found before, or one of <see cref="CommonFields"/>.</summary>
    public sealed record Field(string Name) : MailPart
    {
        public override IEnumerable<string> Texts(OpenMail mail) => mail[Name] is { } value ? [value] : [];

        public override Truth WithoutText(OpenMail mail) => mail.Unknown.ContainsKey(Name) ? Truth.Unknown : Truth.No;

        public override string ToString() => Name;
    }

    /// <summary>All fields of one name in the mail's header.</summary>
    public sealed record Header(string Name) : MailPart
    {
        public override IEnumerable<string> Texts(OpenMail mail) => mail.Message.Header(Name) is null ? [] : mail.Message.Headers(Name);

        public override string ToString() => $"header {Name}";
    }
}
