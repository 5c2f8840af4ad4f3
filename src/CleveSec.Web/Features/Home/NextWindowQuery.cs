using CleveSec.Domain.Customers;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.UseCases.Scheduling;
using NodaTime;

namespace CleveSec.Web.Features.Home;

/// <summary>When somebody could come to a typed ZIP code.</summary>
internal abstract record NextWindow
{
    internal sealed record Free(string Zip, string City, Interval Window) : NextWindow;

    internal sealed record NoneFree(string City) : NextWindow;

    internal sealed record Outside(string Zip) : NextWindow;

    internal sealed record NotAZip : NextWindow;
}

internal sealed class NextWindowQuery(FreeWindowsQuery free)
{
    /// <summary>Null while nothing was typed. The brand is not known yet: the commonest one stands in, as on the booking page.</summary>
    public async Task<NextWindow?> RunAsync(string? typed, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        var zip = new string([.. typed.Where(char.IsAsciiDigit).Take(Site.ZipLength)]);
        if (zip.Length < Site.ZipLength)
        {
            return new NextWindow.NotAZip();
        }

        var (place, offers) = await free.InAreaAsync(new WindowWish(zip, Service.RecoveryId, [RecorderBrand.Dahua]), ct);
        return place is null ? new NextWindow.Outside(zip) : offers.Count == 0 ? new NextWindow.NoneFree(place.City) : new NextWindow.Free(zip, place.City, offers[0].Window);
    }
}
