using System.IO.Enumeration;
using System.Text.RegularExpressions;
using Mail2Alert.Smtp;

namespace Mail2Alert.Intake;

/// <summary>The addresses that a rule names. Compared without regard to case; none but <see cref="Null"/> names the null sender.</summary>
internal abstract record AddressPattern
{
    private AddressPattern()
    {
    }

    public abstract bool Names(SmtpPath path);

    /// <summary>As the administrator wrote it.</summary>
    public abstract override string ToString();

    /// <summary>The null sender <c>&lt;&gt;</c> of bounces.</summary>
    public sealed record Null : AddressPattern
    {
        public override bool Names(SmtpPath path) => path.IsNull;

        public override string ToString() => "<>";
    }

    /// <summary>Everybody who has an address.</summary>
    public sealed record Anybody : AddressPattern
    {
        public override bool Names(SmtpPath path) => !path.IsNull;

        public override string ToString() => "*";
    }

    /// <summary>
    /// An address in which <c>*</c> stands for any characters and <c>?</c> for one. The parts are matched one by one, so that nothing in a
    /// quoted local part is taken for the domain.
    /// </summary>
    /// <param name="LocalPart">What stands before the <c>@</c>.</param>
    /// <param name="Domain">What stands behind it; empty for addresses without a domain.</param>
    public sealed record Like(string LocalPart, string Domain) : AddressPattern
    {
        public override bool Names(SmtpPath path) => IsLike(LocalPart, path.LocalPart) && IsLike(Domain, path.Domain);

        public override string ToString() => Domain.Length == 0 ? LocalPart : $"{LocalPart}@{Domain}";

        // The framework matches nothing with an empty text. Its time grows with the product of the lengths, never faster.
        private static bool IsLike(string pattern, string text) =>
            pattern.Length == 0 ? text.Length == 0 : FileSystemName.MatchesSimpleExpression(pattern, text);
    }

    /// <summary>An address in which this expression has a match.</summary>
    public sealed record Found(Regex Expression) : AddressPattern
    {
        public override bool Names(SmtpPath path) => !path.IsNull && IsMatch(path.ToString());

        public override string ToString() => $"/{Expression}/";

        // An expression that takes too long has allowed nothing.
        private bool IsMatch(string address)
        {
            try
            {
                return Expression.IsMatch(address);
            }
            catch (RegexMatchTimeoutException)
            {
                return false;
            }
        }
    }
}
