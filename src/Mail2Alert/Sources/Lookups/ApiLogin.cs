using System.Net.Http.Headers;
using System.Text;

namespace Mail2Alert.Sources.Lookups;

/// <summary>How we log in to an API: a bearer token, or a user and a password.</summary>
internal abstract record ApiLogin
{
    private ApiLogin()
    {
    }

    /// <summary>As a request carries it. No property: records print those.</summary>
    public abstract AuthenticationHeaderValue ToHeader();

    public sealed record Bearer(Secret Token) : ApiLogin
    {
        public override AuthenticationHeaderValue ToHeader() => new("Bearer", Token.Reveal());
    }

    public sealed record Basic(string User, Secret Password) : ApiLogin
    {
        public override AuthenticationHeaderValue ToHeader() =>
            new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password.Reveal()}")));
    }
}
