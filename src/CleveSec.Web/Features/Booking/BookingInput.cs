using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Security;

namespace CleveSec.Web.Features.Booking;

/// <summary>The booking form as typed.</summary>
public sealed class BookingInput
{
    /// <summary>Of one visit booked here, the first recorder included.</summary>
    public const int MostRecorders = 4;

    /// <summary>Null where only one is offered.</summary>
    public string? Service { get; set; }
    public RecorderBrand? Brand { get; set; }

    /// <summary>Of further recorders at the same address; null: none.</summary>
    public RecorderBrand? Second { get; set; }
    public RecorderBrand? Third { get; set; }
    public RecorderBrand? Fourth { get; set; }
    public Trouble? Trouble { get; set; }
    public OwnerSituation? Situation { get; set; }
    public FootageNeed? Footage { get; set; }
    public string? Zip { get; set; }

    /// <summary>The chosen window's start, seconds since 1970.</summary>
    public long? Window { get; set; }

    /// <summary>A window whose hold ran out while the form was open; set by the page's script.</summary>
    public long? Lapsed { get; set; }
    public string? Name { get; set; }
    public string? Phone { get; set; }

    /// <summary>Texts to the mobile number are welcome; only asked where text messages are set up.</summary>
    public bool TextConsent { get; set; }
    public string? Email { get; set; }
    public string? Street { get; set; }
    public string? Unit { get; set; }
    public string? GateCode { get; set; }
    public string? Notes { get; set; }

    /// <summary>Somebody who is there instead of the customer.</summary>
    public string? ContactName { get; set; }
    public string? ContactPhone { get; set; }
    public bool ContactAdult { get; set; }
    public bool IdReady { get; set; }

    /// <summary>The form's own id.</summary>
    public Guid Key { get; set; }

    /// <summary>When the form was made, sealed; see <see cref="FormAge"/>.</summary>
    public string? Made { get; set; }

    /// <summary>Looks like a field to programs; people do not see it.</summary>
    public string? Website { get; set; }

    /// <summary>The sum that was asked for, and its answer; see <see cref="ProofOfWork"/>.</summary>
    public string? Challenge { get; set; }
    public string? Proof { get; set; }

    /// <summary>What "which reset works for me?" was answered, carried along; only <see cref="Answers"/> reads it.</summary>
    public string? From { get; set; }

    /// <summary>How many of the free windows are shown.</summary>
    public bool MoreDays { get; set; }

    public bool HasContact => !string.IsNullOrWhiteSpace(ContactName) || !string.IsNullOrWhiteSpace(ContactPhone) || ContactAdult;

    /// <summary>A person has to talk with the customer before anybody comes.</summary>
    public bool CallsFirst => Situation is { } situation && OwnerSituations.CallFirst(situation) is not null;

    public string CleanZip => new([.. (Zip ?? "").Where(char.IsAsciiDigit).Take(Site.ZipLength)]);

    /// <summary>Before the brand is chosen the commonest one stands in, so that the first look already shows real times; the choice refreshes them.</summary>
    public IReadOnlyList<RecorderBrand> Brands() => [Brand ?? RecorderBrand.Dahua, .. Further().OfType<RecorderBrand>().Where(Enum.IsDefined)];

    /// <summary>One entry a field, empty ones included.</summary>
    private IReadOnlyList<RecorderBrand?> Further() => [Second, Third, Fourth];

    /// <summary>Whatever stands in <see cref="From"/>: only answers of the questions come out.</summary>
    public DiagnosisAnswers Answers() => DiagnosisAnswers.Parse(From);

    /// <summary>What was answered before is not asked again, only shown.</summary>
    public void TakeFromAnswers()
    {
        var answers = Answers();
        Situation ??= Enum.TryParse<OwnerSituation>(answers[DiagnosisQuestion.Whose]?.ToString(), out var situation) ? situation : null;
        Footage ??= Enum.TryParse<FootageNeed>(answers[DiagnosisQuestion.Footage]?.ToString(), out var footage) ? footage : null;
    }
}
