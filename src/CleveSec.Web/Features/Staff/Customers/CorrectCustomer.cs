using System.Security.Claims;
using CleveSec.Domain.Customers;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Jobs.Letters;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Customers;

public sealed class CustomerInput
{
    public string? Name { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }

    /// <summary>Links that were mailed to the address that is replaced open nothing any more.</summary>
    public bool EndLinks { get; set; }
    public string? Version { get; set; }

    internal static CustomerInput Of(CustomerView customer, string? version) => new() { Name = customer.Name, Phone = PhoneNumbers.Display(customer.Phone), Email = customer.Email, Version = version };

    /// <summary>E.164, or empty.</summary>
    public string CleanPhone => PhoneNumbers.TryNormalize(Phone, out var phone) ? phone : "";
    public string? CleanEmail => string.IsNullOrWhiteSpace(Email) ? null : Email.Trim();
}

internal sealed class CustomerInputValidator : AbstractValidator<CustomerInput>
{
    public CustomerInputValidator()
    {
        RuleFor(input => input.Name).NotEmpty().WithMessage("Enter the customer's name.").MaximumLength(Customer.NameMaxLength).WithMessage($"Shorten the name to {Customer.NameMaxLength} characters.")
            .Must(PersonNames.IsPlain).WithMessage(PersonNames.NotPlain);
        RuleFor(input => input.Phone).Must((input, _) => input.CleanPhone.Length > 0).WithMessage("Enter the number the customer can be called at, for example 216-555-0142.");
        RuleFor(input => input.Email).MaximumLength(Customer.EmailMaxLength).WithMessage("This e-mail address is too long.")
            .Must(EmailAddresses.IsPlausible).When(input => input.CleanEmail is not null, ApplyConditionTo.CurrentValidator).WithMessage("Enter an e-mail address like name@example.com, or leave it empty.");
    }
}

/// <summary>Another name, number or address. Mails that wait go to the new address; those that are gone stay as they were.</summary>
internal sealed class CorrectCustomer(CleveSecDb db, Corrections corrections, IClock clock)
{
    /// <summary>A code waits for its reader for ten minutes only, and was asked for from the old address; a link for the owner's signature is worth nothing from another than the one it was sent to.</summary>
    private static readonly string[] OnlyForTheOldAddress = ["CustomerCodeMail", nameof(OwnerSignatureMail)];

    public Task<CorrectionOutcome> RunAsync(Guid id, CustomerInput input, ClaimsPrincipal by, CancellationToken ct) => corrections.RunAsync(Corrected.Customer, id, input.Version, by, async () =>
    {
        var customer = await db.Customers.FirstAsync(row => row.Id == id, ct);
        var (name, phone, email) = (customer.Name, customer.Phone, customer.Email);
        customer.Correct(input.Name!, input.CleanEmail, input.CleanPhone);
        if (email is not null && customer.Email is not null && email != customer.Email)
        {
            await RedirectAsync(id, email, customer, ct);
        }

        var ended = input.EndLinks && email is not null && email != customer.Email ? await EndLinksAsync(id, ct) : 0;
        var what = Corrections.What(("name", name, customer.Name), ("phone", PhoneNumbers.Display(phone), PhoneNumbers.Display(customer.Phone)), ("e-mail", email, customer.Email));
        return (ended > 0 ? $"{what}; links mailed before open nothing any more" : what, null);
    }, ct);

    private Task RedirectAsync(Guid id, string before, Customer customer, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        return db.OutboxMails
            .Where(mail => mail.State == OutboxState.Waiting && mail.ToAddress == before && !OnlyForTheOldAddress.Contains(mail.Kind) && (mail.LeaseUntil == null || mail.LeaseUntil < now) && db.Jobs.Any(job => job.Id == mail.JobId && job.CustomerId == id))
            .ExecuteUpdateAsync(set => set.SetProperty(mail => mail.ToAddress, customer.Email).SetProperty(mail => mail.ToName, customer.Name), ct);
    }

    /// <summary>Whoever had the wrong address may hold links to the visit: those and the browsers they opened.</summary>
    private async Task<int> EndLinksAsync(Guid id, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        await db.CustomerSessions.Where(session => db.Jobs.Any(job => job.Id == session.JobId && job.CustomerId == id)).ExecuteDeleteAsync(ct);
        return await db.SecretLinks.Where(link => link.RevokedAt == null && ((link.Purpose == LinkPurpose.Visit && db.Jobs.Any(job => job.Id == link.SubjectId && job.CustomerId == id))
                || (link.Purpose == LinkPurpose.OwnerSignature && db.OwnerSignatures.Any(one => one.Id == link.SubjectId && db.Jobs.Any(job => job.Id == one.JobId && job.CustomerId == id)))))
            .ExecuteUpdateAsync(set => set.SetProperty(link => link.RevokedAt, now), ct);
    }
}
