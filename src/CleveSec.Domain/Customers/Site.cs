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

    /// <summary>The same door under the same customer that was kept; null: this one stands for itself.</summary>
    public Guid? MergedIntoId { get; private set; }

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

    /// <summary>What the office puts right.</summary>
    public void Correct(string street, string? unit, string city, string zip)
    {
        Street = street.Trim();
        Unit = string.IsNullOrWhiteSpace(unit) ? null : unit.Trim();
        City = city.Trim();
        Zip = zip;
    }

    /// <summary>The same door as another one, which is kept.</summary>
    /// <exception cref="InvalidOperationException">Merged already, or into itself.</exception>
    public void MergeInto(Guid kept) =>
        MergedIntoId = MergedIntoId is null && kept != Id ? kept : throw new InvalidOperationException("It is merged once, and into another one.");

    /// <summary>Another door after all.</summary>
    public void StandAlone() => MergedIntoId = null;
}
