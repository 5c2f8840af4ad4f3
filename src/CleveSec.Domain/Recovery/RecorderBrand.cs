namespace CleveSec.Domain.Recovery;

/// <summary>Whose recorder it is by its maker or the name on it. "Other" is answered by phone first: the seller comes before us.</summary>
public enum RecorderBrand
{
    Dahua,
    Lorex,
    Hikvision,
    Other,
}
