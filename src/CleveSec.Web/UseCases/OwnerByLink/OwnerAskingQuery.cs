using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Web.Data;
using CleveSec.Web.Mail.Texts;
using CleveSec.Web.UseCases.Jobs;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.UseCases.OwnerByLink;

/// <summary>What the page that asks an owner begins with.</summary>
/// <param name="Contact">Who was said to be there instead; null: nobody was.</param>
/// <param name="To">Where the link would go, masked; null: there is no channel on file.</param>
/// <param name="WhyNot">Why nobody is to be asked now; null: somebody may be.</param>
internal sealed record OwnerAskingState(string Number, Guid CustomerId, string Customer, Language Language, string? Contact, string? To, bool ByText, string? WhyNot, IReadOnlyList<OwnerSignatureView> Asked);

/// <summary>Whom a link to the owner of a job would reach, and what came of those before.</summary>
internal sealed class OwnerAskingQuery(CleveSecDb db, TextOutbox texts, IClock clock)
{
    /// <summary>Null: no such job, or not this person's.</summary>
    public async Task<OwnerAskingState?> FindAsync(IQueryable<Job> which, CancellationToken ct)
    {
        if (await JobChanges.LoadAsync(db, which.AsNoTracking(), ct) is not { } job)
        {
            return null;
        }

        var byText = job.Customer.Email is null && await IsTextedAsync(job.Customer, ct);
        var to = job.Customer.Email is { } email ? OwnerSignatureView.Masked(MessageChannel.Email, email) : byText ? OwnerSignatureView.Masked(MessageChannel.Text, job.Customer.Phone) : null;
        return new OwnerAskingState(job.Number, job.CustomerId, job.Customer.Name, job.Customer.Language, job.ContactName, to, byText, job.WhyNoOwnerSignature, OwnerSignatureView.ListOf(job, clock.GetCurrentInstant()));
    }

    /// <summary>Texts are set up, this customer agreed to them, and the number did not answer STOP.</summary>
    public async Task<bool> IsTextedAsync(Customer customer, CancellationToken ct) =>
        texts.Reaches(customer) && !await db.TextStops.AnyAsync(stop => stop.Phone == customer.Phone, ct);
}
