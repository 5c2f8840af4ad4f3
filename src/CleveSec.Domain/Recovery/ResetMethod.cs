namespace CleveSec.Domain.Recovery;

/// <summary>The reset methods by id. Their texts are content; the domain knows what decides rules: for which brand, and whether settings are lost.</summary>
/// <param name="Id">Stable, used in rows and addresses.</param>
/// <param name="Brand">Null: for every brand.</param>
/// <param name="Destructive">Settings are or may be lost, so the owner's signed consent comes first.</param>
public sealed record ResetMethod(string Id, string Name, RecorderBrand? Brand, bool Destructive)
{
    public const int IdMaxLength = 40;

    public static IReadOnlyList<ResetMethod> All { get; } =
    [
        new("wait-lockout", "Wait out the lock", null, false),
        new("other-admin", "Another administrator or saved sign-in", null, false),
        new("dahua-email", "QR code and security code by e-mail (DMSS)", RecorderBrand.Dahua, false),
        new("dahua-app-bound", "QR code for the bound DMSS account", RecorderBrand.Dahua, false),
        new("dahua-questions", "Security questions", RecorderBrand.Dahua, false),
        new("dahua-xml", "XML file with ConfigTool", RecorderBrand.Dahua, false),
        new("dahua-vendor-code", "Code from the seller by serial and date", RecorderBrand.Dahua, false),
        new("dahua-button", "Reset button on the mainboard", RecorderBrand.Dahua, true),
        new("lorex-app", "Lorex app, temporary password", RecorderBrand.Lorex, false),
        new("lorex-connect", "Lorex Connect app verification", RecorderBrand.Lorex, false),
        new("lorex-questions", "Security questions", RecorderBrand.Lorex, false),
        new("lorex-support", "Temporary password from Lorex support", RecorderBrand.Lorex, false),
        new("hik-email", "Reserved e-mail", RecorderBrand.Hikvision, false),
        new("hik-questions", "Security questions", RecorderBrand.Hikvision, false),
        new("hik-guid", "GUID file from a USB stick", RecorderBrand.Hikvision, false),
        new("hik-connect", "Hik-Connect account", RecorderBrand.Hikvision, true),
        new("hik-sadp", "SADP file and Hikvision support", RecorderBrand.Hikvision, false),
        new("hik-partner-pro", "Hik-Partner Pro reset case", RecorderBrand.Hikvision, false),
    ];

    /// <summary>The method with this id, or null.</summary>
    public static ResetMethod? Find(string? id) => All.FirstOrDefault(method => method.Id == id);

    /// <summary>Between asking and using, a code or file is pending that a restart may make worthless. Facts 1.8, 2, 3.</summary>
    public bool AwaitsAnswer => Id is "dahua-email" or "dahua-app-bound" or "dahua-xml" or "dahua-vendor-code" or "lorex-app" or "lorex-support" or "hik-email" or "hik-connect" or "hik-sadp" or "hik-partner-pro";

    /// <summary>Whoever answers wants a photo of the recorder's label with the request. Facts 2, 3.</summary>
    public bool NeedsLabelPhoto => Id is "lorex-support" or "hik-sadp" or "hik-partner-pro";

    /// <summary>Whether the method is meant for recorders of this brand. For "Other" brands only the methods for every brand are.</summary>
    public bool Fits(RecorderBrand brand) => Brand is null || Brand == brand;
}
