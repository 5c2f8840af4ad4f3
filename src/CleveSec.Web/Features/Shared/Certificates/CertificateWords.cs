using CleveSec.Domain.Customers;
using CleveSec.Domain.HandOver;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Ui;
using NodaTime;

namespace CleveSec.Web.Features.Shared.Certificates;

/// <summary>A certificate's sentences in its own language, which is the customer's, whoever looks at it.</summary>
internal sealed class CertificateWords(Language language)
{
    private bool InSpanish => language == Language.Spanish;

    /// <summary>For the lang attribute.</summary>
    public string Lang => InSpanish ? "es" : "en";

    public string Say(string english, string spanish) => InSpanish ? spanish : english;

    public string Date(Instant at)
    {
        using var its = Languages.Use(language);
        return Ui.LocalTime.FullDate(Ui.LocalTime.Today(at));
    }

    public string DateAndTime(Instant at)
    {
        using var its = Languages.Use(language);
        return $"{Ui.LocalTime.FullDate(Ui.LocalTime.Today(at))}, {Ui.LocalTime.Time(at)}";
    }

    public string Of(CertificateOutcome outcome) => outcome switch
    {
        CertificateOutcome.Recovered => Say("Recovered: the owner has a new password", "Recuperado: el dueño tiene una contraseña nueva"),
        CertificateOutcome.PartlyRecovered => Say("Partly recovered: not every recorder was opened", "Recuperado en parte: no se abrieron todos los grabadores"),
        CertificateOutcome.NotRecovered => Say("Not recovered", "No recuperado"),
        _ => Say("Refused: the recorders were not opened", "Rechazado: los grabadores no se abrieron"),
    };

    public string Of(Trouble trouble) => trouble switch
    {
        Trouble.ForgottenPassword => Say(RecoveryWords.Of(trouble), "Contraseña olvidada"),
        Trouble.ForgottenPattern => Say(RecoveryWords.Of(trouble), "Patrón olvidado"),
        Trouble.LockedAfterTries => Say(RecoveryWords.Of(trouble), "Bloqueado tras demasiados intentos"),
        Trouble.SomebodyElseSetItUp => Say(RecoveryWords.Of(trouble), "Otra persona lo configuró"),
        Trouble.ResetAlreadyTried => Say(RecoveryWords.Of(trouble), "Ya se intentó restablecerlo"),
        _ => Say(RecoveryWords.Of(trouble), "Otra cosa"),
    };

    public string Of(VisitStatus status) => status switch
    {
        VisitStatus.NoAccess => Say("nobody let us in; nothing was done", "nadie nos abrió; no se hizo nada"),
        VisitStatus.PartlyDone => Say("partly done", "hecho en parte"),
        VisitStatus.Cancelled => Say("ended on site without work", "terminada en el lugar sin trabajo"),
        _ => Say("done", "hecha"),
    };

    public string Of(RecorderOutcome? outcome) => outcome switch
    {
        RecorderOutcome.Reinitialized => Say("Opened; its owner typed a new password that we do not know", "Abierto; su dueño escribió una contraseña nueva que no conocemos"),
        RecorderOutcome.NotRecovered => Say("Not opened", "No se abrió"),
        _ => Say("Not opened", "No se abrió"),
    };

    public string Of(AttemptOutcome? outcome) => outcome switch
    {
        null => Say("begun and broken off", "empezado e interrumpido"),
        AttemptOutcome.Succeeded => Say("worked", "funcionó"),
        AttemptOutcome.Failed => Say("did not work", "no funcionó"),
        _ => Say("not possible on this recorder", "no es posible en este grabador"),
    };

    public string Of(CertificateVendorCase asked) => asked.State switch
    {
        VendorCaseState.Refused when asked.AnsweredAt is not null => Say("answered, not used", "respondió, pero no se usó"),
        VendorCaseState.Imported => Say("answered, and used", "respondió, y se usó"),
        VendorCaseState.Answered => Say("answered", "respondió"),
        VendorCaseState.Expired => Say("answered too late to be used", "respondió, pero ya no se pudo usar"),
        VendorCaseState.Drafted or VendorCaseState.Sent => Say("no answer yet", "sin respuesta todavía"),
        _ => Say("ended without an answer", "terminó sin respuesta"),
    };

    public string Of(HardeningState state) => state switch
    {
        HardeningState.Done => Say("Done", "Hecho"),
        HardeningState.AlreadySo => Say("Already so", "Ya estaba así"),
        HardeningState.DeclinedByOwner => Say("Declined by the owner", "El dueño no quiso"),
        _ => Say("Does not apply", "No aplica"),
    };

    public string Of(LockoutHelp help) => Say(NextLockout.Of(help), help switch
    {
        LockoutHelp.ResetMail => "un código a su propio correo",
        LockoutHelp.Questions => "sus preguntas de seguridad",
        LockoutHelp.AppAccount => "su cuenta en la aplicación",
        LockoutHelp.GuidFile => "su archivo GUID en una memoria USB",
        _ => "sus ajustes guardados (no abren el grabador, pero ahorran configurarlo de nuevo)",
    });

    /// <summary>How the owner is prepared for the next forgotten password, as a sentence to them.</summary>
    public string Prepared(NextLockout next) => Say(next.Words, $"Si vuelve a olvidar la contraseña, tiene: {string.Join(", ", next.Has.Select(Of))}.");

    /// <summary>A clip that the owner saved, by the recorder's own clock.</summary>
    public string Of(CertificateClip clip) => Say(
        $"Channel {clip.Channel}, {ClipWords.Span(clip.From, clip.To)} by the recorder’s clock ({ClipWords.Clock(clip.OffsetSeconds)}), saved by {clip.ExportedBy}, {(clip.PlaybackChecked ? "played back" : "not played back")}",
        $"Canal {clip.Channel}, {ClipWords.Span(clip.From, clip.To, "a")} según el reloj del grabador ({ClipWords.SpanishClock(clip.OffsetSeconds)}), lo guardó {clip.ExportedBy}, {(clip.PlaybackChecked ? "reproducido" : "sin reproducir")}");

    /// <summary>What was tried did to settings or recordings, as far as the makers say.</summary>
    public string Effect(string? effect) => effect switch
    {
        null => Say("Nothing that was tried changes them", "Nada de lo que se probó los cambia"),
        "Kept" => Say("Kept", "Se conservan"),
        "KeptExpected" => Say("Should be as before; tell us if something is missing", "Deberían estar como antes; díganos si falta algo"),
        "Lost" => Say("Lost: factory settings, set up again", "Se perdieron: ajustes de fábrica, configurados de nuevo"),
        "MayBeLost" => Say("Some may be lost; tell us if something is missing", "Algo puede haberse perdido; díganos si falta algo"),
        "OnDiskUntilFormatted" => Say("Stay on the disk until it is formatted", "Quedan en el disco hasta que se formatee"),
        _ => Say("Not stated by the maker; tell us if something is missing", "El fabricante no lo dice; díganos si falta algo"),
    };

    public string Of(IdentityKind kind) => kind switch
    {
        IdentityKind.DriversLicense => Say(OwnershipWords.Of(kind), "Licencia de conducir"),
        IdentityKind.StateId => Say(OwnershipWords.Of(kind), "Identificación estatal"),
        IdentityKind.Passport => Say(OwnershipWords.Of(kind), "Pasaporte"),
        IdentityKind.MilitaryId => Say(OwnershipWords.Of(kind), "Identificación militar"),
        _ => Say(OwnershipWords.Of(kind), "Otra identificación oficial con foto"),
    };

    public string Of(AuthorityKind kind) => Say(OwnershipWords.Of(kind), kind switch
    {
        AuthorityKind.IdShowsThisAddress => "La identificación muestra esta dirección",
        AuthorityKind.LeaseDeedOrUtilityBill => "Contrato de alquiler, escritura o factura de servicios de esta dirección",
        AuthorityKind.CompanyLetter => "Carta firmada de la empresa que nombra esta visita",
        AuthorityKind.CompanyOfficer => "Directivo o dueño de la empresa",
        AuthorityKind.EstatePapers => "Papeles del albacea o administrador",
        AuthorityKind.OwnersLetter => "Carta firmada del dueño",
        AuthorityKind.Deed => "Escritura o contrato de compra de la casa o el local",
        AuthorityKind.BillOfSale => "Factura de compra, o alquiler que menciona el equipo",
        AuthorityKind.LessorsLetter => "Carta firmada del arrendador o de la empresa de alarmas",
        AuthorityKind.CourtOrder => "Orden judicial",
        AuthorityKind.ConsentOfBoth => "Consentimiento firmado de ambos",
        AuthorityKind.OwnerSignedByLink => "Firma del dueño por enlace",
        _ => "Carta firmada de la agencia",
    });

    public string Of(HandOverSign sign) => sign switch
    {
        HandOverSign.Signed => Say("Signed", "Firmado"),
        HandOverSign.NotPresent => Say("Not signed: the customer was not present at the hand-over.", "Sin firma: el cliente no estuvo presente en la entrega."),
        HandOverSign.DidNotWant => Say("Not signed: the customer did not want to sign.", "Sin firma: el cliente no quiso firmar."),
        _ => Say("Not signed: nobody was asked to sign.", "Sin firma: no se pidió firma a nadie."),
    };
}
