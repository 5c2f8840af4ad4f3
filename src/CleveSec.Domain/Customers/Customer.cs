using NodaTime;

namespace CleveSec.Domain.Customers;

/// <summary>Somebody who is or was locked out. Two bookings with one e-mail address make two customers: knowing an address gives nobody another's record.</summary>
public sealed class Customer
{
    public const int NameMaxLength = 120;
    public const int EmailMaxLength = 254;
    public const int PhoneMaxLength = 20;

    private Customer() { }

    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>Null when staff booked for somebody who has only a phone.</summary>
    public string? Email { get; private set; }

    /// <summary>E.164.</summary>
    public string Phone { get; private set; } = "";

    /// <summary>Letters are written in it.</summary>
    public Language Language { get; private set; }
    public Instant CreatedAt { get; private set; }

    /// <summary>When the customer agreed to text messages to <see cref="Phone"/>; null: none are sent.</summary>
    public Instant? TextConsentAt { get; private set; }

    /// <summary>From when until when (next day) no text and no call comes, New York time; null: as the settings say.</summary>
    public LocalTime? QuietFrom { get; private set; }
    public LocalTime? QuietUntil { get; private set; }

    /// <summary>The customer that was kept when this one turned out to be the same person; null: this one stands for itself.</summary>
    public Guid? MergedIntoId { get; private set; }

    public string FirstName => Staff.StaffMember.FirstNameOf(Name);

    public static Customer Register(string name, string? email, string phone, Instant now, Language language = Language.English) => new()
    {
        Id = Guid.CreateVersion7(),
        Name = name.Trim(),
        Email = string.IsNullOrWhiteSpace(email) ? null : email.Trim(),
        Phone = phone,
        Language = language,
        CreatedAt = now,
    };

    /// <summary>In which language we write from now on.</summary>
    public void Speak(Language language) => Language = language;

    public void AgreeToTexts(Instant now) => TextConsentAt ??= now;

    public void RefuseTexts() => TextConsentAt = null;

    /// <summary>Both or neither.</summary>
    public void KeepQuiet(LocalTime? from, LocalTime? until) => (QuietFrom, QuietUntil) = from is null || until is null ? (null, null) : (from, until);

    /// <summary>What the office puts right. Consent to texts was given for a number: it does not go over to another one.</summary>
    public void Correct(string name, string? email, string phone)
    {
        if (phone != Phone)
        {
            TextConsentAt = null;
        }

        Name = name.Trim();
        Email = string.IsNullOrWhiteSpace(email) ? null : email.Trim();
        Phone = phone;
    }

    public CustomerDetails Details => new(Name, Email, Phone, Language, TextConsentAt, QuietFrom, QuietUntil);

    /// <summary>What was chosen from two customers who are one, or what stood before that.</summary>
    public void Take(CustomerDetails details) =>
        (Name, Email, Phone, Language, TextConsentAt, QuietFrom, QuietUntil) = (details.Name, details.Email, details.Phone, details.Language, details.TextConsentAt, details.QuietFrom, details.QuietUntil);

    /// <summary>Turned out to be the same person as another one, who is kept. This row stays as it was, so that it can be taken back.</summary>
    /// <exception cref="InvalidOperationException">Merged already, or into itself.</exception>
    public void MergeInto(Guid kept) =>
        MergedIntoId = MergedIntoId is null && kept != Id ? kept : throw new InvalidOperationException("A customer is merged once, and into another one.");

    /// <summary>A different person after all.</summary>
    public void StandAlone() => MergedIntoId = null;
}

/// <summary>What is kept of one of two customers: how they are called and reached.</summary>
public sealed record CustomerDetails(string Name, string? Email, string Phone, Language Language, Instant? TextConsentAt, LocalTime? QuietFrom, LocalTime? QuietUntil);
