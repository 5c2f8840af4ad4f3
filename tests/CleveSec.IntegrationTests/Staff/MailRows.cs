using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CleveSec.IntegrationTests.Staff;

internal static class MailRows
{
    /// <summary>A mail with a secret in it, in a state of its life.</summary>
    public static Task<OutboxMail> AddAsync(CleveSecApp app, OutboxState state, string address = "casey@example.com", string subject = "Your visit is booked") => app.WithAsync<IServiceProvider, OutboxMail>(async services =>
    {
        var mail = services.GetRequiredService<Outbox>().Add(address, "Casey Morgan", new Letter(
            "BookingConfirmedMail",
            subject,
            [new MailBlock.Text("Hello Casey,"), new MailBlock.Button("See your visit", "https://clevesec.test/visit/{{visit-link}}")],
            new Dictionary<string, string> { ["visit-link"] = "very-secret-token" }));
        mail.State = state;
        if (state == OutboxState.Failed)
        {
            (mail.Tries, mail.LastError, mail.NextTryAt) = (11, "550 No such mailbox", app.Clock.Now - Duration.FromHours(1));
        }

        await services.GetRequiredService<CleveSecDb>().SaveChangesAsync(TestContext.Current.CancellationToken);
        return mail;
    });
}
