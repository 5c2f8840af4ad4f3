using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace CleveSec.Web.Ui;

/// <summary>Every address of the site. Pages and mails build no URL by hand.</summary>
internal static class Links
{
    public const string Home = "/";
    public const string Guide = "/guide";
    public const string Book = "/book";
    public const string Booked = "/book/booked";
    public const string OutsideArea = "/book/outside-area";
    public const string Visit = "/visit";
    public const string VisitCalendar = "/visit/calendar.ics";
    public const string VisitChange = "/visit/change";
    public const string VisitCancel = "/visit/cancel";
    public const string VisitCode = "/visit/code";
    public const string VisitLookUp = "/visit/find";
    public const string VisitSignOut = "/visit/forget";
    public const string Privacy = "/privacy";
    public const string Contact = "/contact";
    public const string Accessibility = "/accessibility";

    public const string SignIn = "/staff/sign-in";
    public const string SignOut = "/staff/sign-out";
    public const string ForgotPassword = "/staff/forgot-password";
    public const string Account = "/staff/account";
    public const string Inbox = "/staff";
    public const string Jobs = "/staff/jobs";
    public const string Mailbox = "/staff/mailbox";
    public const string People = "/staff/people";
    public const string NewPerson = "/staff/people/new";
    public const string TechDay = "/tech";

    public const string HealthLive = "/health/live";
    public const string HealthReady = "/health/ready";

    public static string GuideTopic(string slug) => $"/guide/{slug}";

    public static string BookFor(string? brand, string? zip) => $"/book?brand={Uri.EscapeDataString(brand ?? "")}&zip={Uri.EscapeDataString(zip ?? "")}";

    public static string OutsideAreaFor(string zip) => $"{OutsideArea}?zip={Uri.EscapeDataString(zip)}";

    /// <summary>The address mailed to a customer; the token is the secret.</summary>
    public static string VisitByLink(string token) => $"/visit/{token}";

    /// <summary>The address mailed to staff for setting a password.</summary>
    public static string SetPassword(string token) => $"/staff/set-password/{token}";

    public static string Job(string number) => $"/staff/jobs/{number}";

    public static string JobAction(string number, string action) => $"/staff/jobs/{number}/{action}";

    public static string MailboxItem(Guid id) => $"/staff/mailbox/{id}";

    public static string Person(Guid id) => $"/staff/people/{id}";

    public static string JobSheet(Guid visitId) => $"/tech/visits/{visitId}";

    public static string TechDayOf(LocalDate date) => $"/tech?date={LocalDatePattern.Iso.Format(date)}";

    public static string Map(string street, string city, string state, string zip) =>
        string.Create(CultureInfo.InvariantCulture, $"https://maps.google.com/maps?q={Uri.EscapeDataString($"{street}, {city}, {state} {zip}")}");

    public static string Call(string e164) => $"tel:{e164}";

    public static string Text(string e164) => $"sms:{e164}";
}
