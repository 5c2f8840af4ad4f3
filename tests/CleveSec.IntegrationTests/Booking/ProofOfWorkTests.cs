using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Booking;

/// <summary>Who books too often from one network pays with a sum, and nobody is sent away for good (ASVS 2.4.1, 6.1.1).</summary>
public sealed class ProofOfWorkTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Without the check of the answer the first try is booked.</summary>
    [Fact]
    public async Task Post_AfterTheLimit_IsBookedWithTheSumAndNotWithoutIt()
    {
        const string network = "198.51.100.81";
        await app.Data.StaffAsync(StaffRole.Technician);
        await UseUpAsync(network);
        using var client = app.Client();
        client.ForwardedFor = network;
        var window = BookingForm.FirstWindow(await BookingForm.OpenAsync(client, app.Clock));
        var typed = BookingForm.Filled(window, email: "sum@example.com");

        var asked = (await client.SubmitAsync(BookingForm.Form, typed)).Expect(HttpStatusCode.TooManyRequests);

        Assert.NotNull(asked.Headers.RetryAfter);
        Assert.Equal("Ana O'Brien-Muñoz", asked.One("#Input_Name").GetAttribute("value"));
        Assert.Equal(window, asked.One("input[name='Input.Window'][checked]").GetAttribute("value"));
        Assert.Contains("216-333-8245", asked.One(".without-script").TextContent, StringComparison.Ordinal);
        var wrong = (await client.SubmitAsync(BookingForm.Form, [.. typed, ("Input.Proof", "1,2,3,4,5,6,7,8")])).Expect(HttpStatusCode.TooManyRequests);
        Assert.False(await app.DbAsync(db => db.Customers.AnyAsync(customer => customer.Email == "sum@example.com", Ct)));

        var box = wrong.One("#proof");
        var answer = Solve(box.GetAttribute("data-seed")!, int.Parse(box.GetAttribute("data-bits")!, CultureInfo.InvariantCulture));
        (await client.SubmitAsync(BookingForm.Form, [.. typed, ("Input.Proof", answer)])).ExpectRedirect("/book/booked");

        // The same click again is answered as before, without another sum.
        (await client.SubmitAsync(BookingForm.Form, [.. typed, ("Input.Proof", "")])).ExpectRedirect("/book/booked");
        Assert.Equal(1, await app.DbAsync(db => db.Customers.CountAsync(customer => customer.Email == "sum@example.com", Ct)));
    }

    [Fact]
    public async Task Accept_SameAnswerOnTwoNodesAtOnce_CountsOnce()
    {
        await using var second = new CleveSecApp(new AppOptions { Database = app.Database });
        await second.InitializeAsync();
        second.Clock.Now = app.Clock.Now;
        var form = Guid.NewGuid();
        var asked = await AskAsync(app, form, 1);
        var answer = Solve(asked.Seed, asked.Bits);

        var accepted = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => AcceptAsync(i % 2 == 0 ? app : second, form, asked.Text, answer)));

        Assert.Equal(1, accepted.Count(yes => yes));
    }

    [Fact]
    public async Task Accept_OtherFormTooLateForgedOrTooEasy_IsRefused()
    {
        var form = Guid.NewGuid();
        var asked = await AskAsync(app, form, 1);
        var answer = Solve(asked.Seed, asked.Bits);

        Assert.False(await AcceptAsync(app, Guid.NewGuid(), asked.Text, answer));
        Assert.False(await AcceptAsync(app, form, asked.Text + "x", answer));
        Assert.False(await AcceptAsync(app, form, null, answer));
        Assert.False(await AcceptAsync(app, form, asked.Text, answer[..answer.LastIndexOf(',')]));
        Assert.False(await AcceptAsync(app, form, asked.Text, Solve(asked.Seed, 4)));
        var before = app.Clock.Now;
        app.Clock.Now = before + ProofOfWork.Life;
        Assert.False(await AcceptAsync(app, form, asked.Text, answer));
        app.Clock.Now = before;
        Assert.True(await AcceptAsync(app, form, asked.Text, answer));
        Assert.False(await AcceptAsync(app, form, asked.Text, answer));
    }

    [Theory]
    [InlineData(1, 16)]
    [InlineData(9, 16)]
    [InlineData(10, 17)]
    [InlineData(25, 18)]
    [InlineData(1_000_000, 20)]
    public async Task Ask_TheMoreTooMany_TheHarder(int over, int bits) => Assert.Equal((bits, 8), (await AskAsync(app, Guid.NewGuid(), over) is var asked ? (asked.Bits, asked.Pieces) : default));

    private static Task<ProofChallenge> AskAsync(CleveSecApp node, Guid form, int over) => node.WithAsync<ProofOfWork, ProofChallenge>(proof => Task.FromResult(proof.Ask(form, over)));

    private static Task<bool> AcceptAsync(CleveSecApp node, Guid form, string? challenge, string answer) => node.WithAsync<ProofOfWork, bool>(proof => proof.AcceptAsync(form, challenge, answer, Ct));

    private Task<bool> UseUpAsync(string network) => app.WithAsync<RateLimits, bool>(async limits =>
    {
        for (var i = 0; i < RateLimit.BookingsByAddress.Most; i++)
        {
            await limits.CountAsync(RateLimit.BookingsByAddress, network, Ct);
        }

        return true;
    });

    /// <summary>Written anew from the description, not from the site's code.</summary>
    private static string Solve(string seed, int bits) => string.Join(',', Enumerable.Range(0, 8).Select(piece =>
    {
        for (var number = 0; ; number++)
        {
            var hash = SHA256.HashData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}:{piece}:{number}")));
            if ((hash[0] << 24 | hash[1] << 16 | hash[2] << 8 | hash[3]) is var word && (uint)word < 1u << (32 - bits))
            {
                return number.ToString(CultureInfo.InvariantCulture);
            }
        }
    }));
}
