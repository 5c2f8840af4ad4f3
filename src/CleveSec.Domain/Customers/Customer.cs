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
}
