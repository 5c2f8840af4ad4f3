namespace CleveSec.Domain.Customers;

/// <summary>An address with recorders in it.</summary>
public sealed class Site
{
    public const int StreetMaxLength = 120;
    public const int UnitMaxLength = 60;
    public const int CityMaxLength = 60;
    public const int GateCodeMaxLength = 60;
    public const int ZipLength = 5;

    private Site() { }

    public Guid Id { get; private set; }
    public Guid CustomerId { get; private set; }
    public string Street { get; private set; } = "";

    /// <summary>Apartment, unit or buzzer.</summary>
    public string? Unit { get; private set; }
    public string City { get; private set; } = "";
    public string State { get; private set; } = "OH";
    public string Zip { get; private set; } = "";

    /// <summary>How the technician gets in. Shown to the assigned technician only and erased after close; kept out of events, mails and logs. Holds what the site's cipher made of it, never clear text.</summary>
    public string? GateCode { get; private set; }

    public static Site At(Guid customerId, string street, string? unit, string city, string zip, string? sealedGateCode) => new()
    {
        Id = Guid.CreateVersion7(),
        CustomerId = customerId,
        Street = street.Trim(),
        Unit = string.IsNullOrWhiteSpace(unit) ? null : unit.Trim(),
        City = city,
        Zip = zip,
        GateCode = sealedGateCode,
    };

    public void EraseGateCode() => GateCode = null;
}
