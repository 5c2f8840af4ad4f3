using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using NodaTime;

namespace CleveSec.Migrations.Seeds;

/// <summary>Somebody made up and their recorder. The name and the address say that they are not real.</summary>
internal sealed record DemoCustomer(string Name, string Street, string Zip, RecorderBrand Brand, string Model, Trouble Trouble = Trouble.ForgottenPassword)
{
    public string FullName => $"{Name} (demo)";

    public string Email => $"{Name.ToLowerInvariant().Replace(' ', '.')}@demo.invalid";
}

/// <summary>One stop of a technician's day.</summary>
/// <param name="At">In minutes: from the moment it is seeded for today, from midnight for another day. It starts later where the drive before it takes longer.</param>
/// <param name="Who">Null: other work.</param>
/// <param name="ByCustomer">Booked on the site and not accepted yet.</param>
internal sealed record DemoStop(int At, int Minutes, DemoCustomer? Who, bool ByCustomer = false, string? Work = null, string? Zip = null);

/// <summary>A working day of three technicians in which everything a dispatcher meets stands somewhere.</summary>
internal static class DemoDay
{
    public const string Dana = DemoData.DanaEmail;
    public const string Luis = DemoData.LuisEmail;
    public const string Priya = DemoData.PriyaEmail;

    /// <summary>Read on two labels.</summary>
    public const string SharedSerial = "DEMO7H0815PAZ00042";

    public static IReadOnlyDictionary<string, DemoStop[]> Today { get; } = new Dictionary<string, DemoStop[]>
    {
        [Dana] =
        [
            new(-270, 60, Of("Walter Pruitt", "660 Sample Street", "44107", RecorderBrand.Dahua, "NVR4108")),
            new(-155, 60, Of("Marisol Vega", "1208 Sample Street", "44111", RecorderBrand.Dahua, "NVR4108")),
            new(-40, 80, Of("Terrence Boyd", "77 Example Avenue", "44126", RecorderBrand.Lorex, "N841A8")),
            new(85, 60, Of("Ingrid Solberg", "5 Placeholder Lane", "44116", RecorderBrand.Hikvision, "DS-7608NI")),
            new(195, 60, Of("Paul Adeyemi", "310 Sample Street", "44145", RecorderBrand.Dahua, "XVR5108")),
        ],
        [Luis] =
        [
            new(-345, 60, Of("Simone Archer", "12 Placeholder Lane", "44124", RecorderBrand.Lorex, "D841A8")),
            new(-255, 60, Of("Hana Kim", "42 Example Avenue", "44118", RecorderBrand.Dahua, "NVR5216")),
            new(-125, 60, Of("Rosa Delgado", "900 Placeholder Lane", "44120", RecorderBrand.Hikvision, "DS-7732NI")),
            new(110, 55, null, Work: "Install four cameras (demo)", Zip: "44124"),
            new(200, 60, Of("Owen Fitzgerald", "18 Sample Street", "44121", RecorderBrand.Lorex, "D862B")),
            new(295, 60, Of("Lena Fischer", "230 Example Avenue", "44143", RecorderBrand.Dahua, "NVR4232")),
        ],
        [Priya] =
        [
            new(-260, 60, Of("Ruth Castellano", "88 Sample Street", "44256", RecorderBrand.Dahua, "NVR5208")),
            new(-145, 75, Of("Grace Whitfield", "64 Example Avenue", "44212", RecorderBrand.Dahua, "NVR2104")),
            new(10, 60, Of("Sunil Rao", "211 Placeholder Lane", "44136", RecorderBrand.Lorex, "N882A")),
            new(100, 60, Of("Beatriz Lima", "7 Sample Street", "44130", RecorderBrand.Dahua, "XVR4104"), ByCustomer: true),
        ],
    };

    /// <summary>When Priya leaves today, on the same scale.</summary>
    public const int PriyaLeaves = 195;

    public static IReadOnlyDictionary<string, DemoStop[]> Tomorrow { get; } = new Dictionary<string, DemoStop[]>
    {
        [Dana] =
        [
            new(510, 60, Of("Callum Reid", "15 Example Avenue", "44107", RecorderBrand.Dahua, "NVR4216")),
            new(625, 60, Of("Amina Yusuf", "802 Sample Street", "44102", RecorderBrand.Hikvision, "DS-7104NI")),
            new(780, 90, Of("Victor Hahn", "33 Placeholder Lane", "44140", RecorderBrand.Lorex, "N843A")),
            new(930, 60, Of("Leila Haddad", "4 Example Avenue", "44070", RecorderBrand.Dahua, "XVR1B08"), ByCustomer: true),
        ],
        [Luis] =
        [
            new(520, 60, Of("Nadia Petrova", "61 Sample Street", "44122", RecorderBrand.Dahua, "NVR608")),
            new(660, 45, null, Work: "Estimate for a bakery (demo)", Zip: "44117"),
            new(810, 60, Of("Quentin Moss", "1400 Placeholder Lane", "44132", RecorderBrand.Hikvision, "DS-7616NI")),
            new(960, 60, Of("Yolanda Price", "29 Example Avenue", "44143", RecorderBrand.Lorex, "N862A6")),
        ],
        [Priya] =
        [
            new(500, 60, Of("Dmitri Novak", "8 Sample Street", "44256", RecorderBrand.Dahua, "NVR4832")),
            new(630, 60, Of("Fiona Clarke", "517 Example Avenue", "44017", RecorderBrand.Lorex, "D441A6"), ByCustomer: true),
            new(780, 60, Of("Hector Ruiz", "120 Placeholder Lane", "44129", RecorderBrand.Dahua, "XVR5216")),
        ],
    };

    /// <summary>Whose visit ended without anybody at the door.</summary>
    public static DemoCustomer NobodyHome { get; } = Of("Gail Sorensen", "96 Sample Street", "44134", RecorderBrand.Dahua, "NVR4104");

    /// <summary>Whose recorder waits for a code from its maker.</summary>
    public static DemoCustomer WaitsForVendor { get; } = Of("Marguerite Oduya", "72 Sample Street", "44134", RecorderBrand.Dahua, "DVR3104");

    /// <summary>Of whom we do not know yet whose recorder it is.</summary>
    public static DemoCustomer CallFirst { get; } = Of("Tobias Lang", "3 Placeholder Lane", "44113", RecorderBrand.Hikvision, "DS-7204HQ");

    public static IReadOnlyList<DemoCustomer> Reported { get; } =
    [
        Of("Joan Abernathy", "250 Example Avenue", "44109", RecorderBrand.Lorex, "N841A8"),
        Of("Emeka Obi", "19 Sample Street", "44125", RecorderBrand.Dahua, "NVR5464", Trouble.LockedAfterTries),
    ];

    private static DemoCustomer Of(string name, string street, string zip, RecorderBrand brand, string model, Trouble trouble = Trouble.ForgottenPassword) => new(name, street, zip, brand, model, trouble);
}
