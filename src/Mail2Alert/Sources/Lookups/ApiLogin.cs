using System.Net.Http.Headers;
using System.Text;

namespace Mail2Alert.Sources.Lookups;

/// <summary>How we log in to an API: a bearer token, or a user and a password.</summary>
internal abstract record ApiLogin
{
    private ApiLogin()
    {
    }

    public abstract AuthenticationHeaderValue Header { get; }

    public sealed record Bearer(Secret Token) : ApiLogin
    {
        public override AuthenticationHeaderValue Header => new("Bearer", Token.Reveal());
    }

    public sealed record Basic(string User, Secret Password) : ApiLogin
    {
        public override AuthenticationHeaderValue Header =>
            new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password.Reveal()}")));
    }
}
