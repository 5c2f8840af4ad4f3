using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using FluentValidation;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Settings.Services;

/// <summary>A service as typed.</summary>
public sealed class ServiceInput
{
    public string? NameEnglish { get; set; }
    public string? NameSpanish { get; set; }
    public string? Minutes { get; set; }

    /// <summary>In the order of <see cref="RecorderBrand"/>; empty: the same as any.</summary>
    public List<string?> BrandMinutes { get; set; } = [];
    public string? FurtherPercent { get; set; }
    public string? Needs { get; set; }
    public string? Position { get; set; }
    public bool Online { get; set; }
    public bool Active { get; set; }
    public string? Version { get; set; }

    public static IReadOnlyList<RecorderBrand> Brands { get; } = Enum.GetValues<RecorderBrand>();

    internal static ServiceInput New(int position) => new() { Active = true, Online = true, FurtherPercent = "50", Position = SettingNumber.Format(position), BrandMinutes = [.. Brands.Select(_ => (string?)null)] };

    internal static ServiceInput Of(ServiceRow row)
    {
        var byBrand = row.BrandMinutes.Select(entry => entry.Split(' ')).ToDictionary(parts => parts[0], parts => parts[1]);
        return new ServiceInput
        {
            NameEnglish = row.NameEnglish,
            NameSpanish = row.NameSpanish,
            Minutes = SettingNumber.Format(row.WorkMinutes),
            BrandMinutes = [.. Brands.Select(brand => byBrand.GetValueOrDefault(brand.ToString()))],
            FurtherPercent = SettingNumber.Format(row.FurtherRecorderPercent),
            Needs = string.Join(", ", row.Needs),
            Position = SettingNumber.Format(row.Position),
            Online = row.Online,
            Active = row.Active,
            Version = Facts.VersionOf(ServicesQuery.FactsOf(row)),
        };
    }

    /// <summary>Puts what was typed into the row; only after validation.</summary>
    internal void Apply(ServiceRow row)
    {
        (row.NameEnglish, row.NameSpanish) = (NameEnglish!.Trim(), NameSpanish!.Trim());
        (row.WorkMinutes, row.FurtherRecorderPercent, row.Position) = (SettingNumber.Parse(Minutes)!.Value, SettingNumber.Parse(FurtherPercent)!.Value, SettingNumber.Parse(Position)!.Value);
        row.BrandMinutes = [.. Brands.Zip(BrandMinutes).Where(pair => SettingNumber.Parse(pair.Second) is not null).Select(pair => $"{pair.First} {SettingNumber.Parse(pair.Second)}")];
        row.Needs = [.. QualificationWords.Parse(Needs)];
        (row.Online, row.Active) = (Online, Active);
    }
}

internal sealed class ServiceInputValidator : AbstractValidator<ServiceInput>
{
    public const int LeastMinutes = 10;
    public const int MostMinutes = 480;

    public ServiceInputValidator()
    {
        RuleFor(input => input.NameEnglish).NotEmpty().WithMessage("Enter the name in English.").MaximumLength(Service.NameMaxLength).WithMessage($"Shorten the name to {Service.NameMaxLength} characters.");
        RuleFor(input => input.NameSpanish).NotEmpty().WithMessage("Enter the name in Spanish.").MaximumLength(Service.NameMaxLength).WithMessage($"Shorten the name to {Service.NameMaxLength} characters.");
        RuleFor(input => input.Minutes).IsWhole(LeastMinutes, MostMinutes, "minutes");
        RuleFor(input => input.BrandMinutes).Must(list => list.Count == ServiceInput.Brands.Count).WithMessage("The form came without its brands. Open this page again.");
        RuleForEach(input => input.BrandMinutes).Must(typed => string.IsNullOrWhiteSpace(typed) || SettingNumber.Parse(typed) is >= LeastMinutes and <= MostMinutes)
            .WithMessage($"Enter a number of minutes from {LeastMinutes} to {MostMinutes}, or nothing.");
        RuleFor(input => input.FurtherPercent).IsWhole(0, 100, "percent");
        RuleFor(input => input.Needs).Must(QualificationWords.AreFine).WithMessage(QualificationWords.Problem);
        RuleFor(input => input.Position).IsWhole(1, 999, "order");
    }
}
