using System.Text;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Vendors;
using NodaTime;

namespace CleveSec.IntegrationTests.Vendors;

/// <summary>What kind of mail it is, whoever wrote it, and that nothing in it stops the reading.</summary>
public sealed class AnswerReadingTests
{
    private const string Report = "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nwords\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; a@b\r\nAction: {0}\r\n\r\n--b--\r\n";

    [Theory]
    [InlineData("failed", nameof(VendorAnswerKind.Bounce))]
    [InlineData("delayed", nameof(VendorAnswerKind.Automatic))]
    [InlineData("delivered", nameof(VendorAnswerKind.Automatic))]
    public void Of_AReport_IsABounceOnlyWhereItSaysFailed(string action, string kind) =>
        Assert.Equal(kind, Read($"From: MAILER-DAEMON@mx.example.com\r\n{string.Format(System.Globalization.CultureInfo.InvariantCulture, Report, action)}").Kind.ToString());

    [Theory]
    [InlineData("Auto-Submitted: auto-replied", nameof(VendorAnswerKind.Automatic))]
    [InlineData("Precedence: auto_reply", nameof(VendorAnswerKind.Automatic))]
    [InlineData("Auto-Submitted: no", nameof(VendorAnswerKind.Answer))]
    [InlineData("X-Mailer: Pen", nameof(VendorAnswerKind.Answer))]
    public void Of_AReply_KnowsThatAProgramWroteIt(string header, string kind) =>
        Assert.Equal(kind, Read($"From: support@example.com\r\n{header}\r\nContent-Type: text/plain\r\n\r\nWe got your request.\r\n").Kind.ToString());

    /// <summary>Cut in the middle of a character of two, PostgreSQL would refuse it at every reading.</summary>
    [Fact]
    public void Of_AnAddressWithACharacterOfTwoAtTheCut_IsText()
    {
        for (var length = 240; length < 270; length++)
        {
            var reading = Read($"From: {new string('a', length)}\U0001F600@x.y\r\nMessage-ID: <{new string('m', length)}\U0001F600@x>\r\nIn-Reply-To: <caf\u00e9\U0001F600@x>\r\nContent-Type: text/plain\r\n\r\nHello\r\n");

            Assert.Equal(reading.From, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(reading.From)));
            Assert.Equal(reading.MessageId ?? "", Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(reading.MessageId ?? "")));
            Assert.All(reading.InAnswerTo, id => Assert.All(id, c => Assert.True(char.IsAscii(c))));
        }
    }

    private static AnswerReading Read(string mail)
    {
        var raw = Encoding.UTF8.GetBytes(mail);
        return AnswerReading.Of(new FetchedMail(1, 1, Instant.FromUtc(2026, 11, 24, 15, 0), raw.Length, raw, null));
    }
}
