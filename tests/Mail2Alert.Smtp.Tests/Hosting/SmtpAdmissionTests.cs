using System.Net;

namespace Mail2Alert.Smtp.Tests.Hosting;

public sealed class SmtpAdmissionTests
{
    [Fact]
    public void An_address_has_as_many_as_it_may_and_its_neighbour_too()
    {
        var admission = new SmtpAdmission(new SmtpServerOptions { MaxConnectionsPerAddress = 2 });

        admission.TryAdd(IPAddress.Parse("192.0.2.1")).ShouldBeTrue();
        admission.TryAdd(IPAddress.Parse("192.0.2.1")).ShouldBeTrue();
        admission.TryAdd(IPAddress.Parse("192.0.2.1")).ShouldBeFalse();
        admission.TryAdd(IPAddress.Parse("192.0.2.2")).ShouldBeTrue();
    }

    [Fact]
    public void A_connection_that_ended_makes_room()
    {
        var admission = new SmtpAdmission(new SmtpServerOptions { MaxConnectionsPerAddress = 1 });
        admission.TryAdd(IPAddress.Loopback);
        admission.Release(IPAddress.Loopback);

        admission.TryAdd(IPAddress.Loopback).ShouldBeTrue();
    }

    [Fact]
    public void All_addresses_of_an_IPv6_network_are_one_client()
    {
        var admission = new SmtpAdmission(new SmtpServerOptions { MaxConnectionsPerAddress = 1 });

        admission.TryAdd(IPAddress.Parse("2001:db8:1:1::1")).ShouldBeTrue();
        admission.TryAdd(IPAddress.Parse("2001:db8:1:1:ffff::2")).ShouldBeFalse();
        admission.TryAdd(IPAddress.Parse("2001:db8:1:2::1")).ShouldBeTrue();
    }

    [Fact]
    public void An_IPv4_address_is_the_same_client_however_it_is_written()
    {
        var admission = new SmtpAdmission(new SmtpServerOptions { MaxConnectionsPerAddress = 1 });

        admission.TryAdd(IPAddress.Parse("192.0.2.1")).ShouldBeTrue();
        admission.TryAdd(IPAddress.Parse("::ffff:192.0.2.1")).ShouldBeFalse();
        admission.TryAdd(IPAddress.Parse("192.0.2.2")).ShouldBeTrue();
    }
}
