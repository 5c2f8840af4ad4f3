using System.Text;
using CleveSec.Migrations.Production;

namespace CleveSec.IntegrationTests.Operations;

public sealed class DnsTextTests
{
    [Fact]
    public void Question_Name_IsWrittenAsLabels()
    {
        var packet = DnsText.Question(0x1234, "_dmarc.example.com");

        Assert.Equal([0x12, 0x34], packet[..2]);
        Assert.Equal("\u0006_dmarc\u0007example\u0003com\0", Encoding.ASCII.GetString(packet[12..32]));
    }

    [Fact]
    public void Texts_AliasThenLongRecordInTwoStrings_JoinsTheStrings()
    {
        byte[] answer =
        [
            0x12, 0x34, 0x81, 0x80, 0, 1, 0, 2, 0, 0, 0, 0,
            1, (byte)'k', 0, 0, 16, 0, 1,
            0xC0, 12, 0, 5, 0, 1, 0, 0, 0, 60, 0, 2, 0xC0, 12,
            0xC0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, 9, 4, (byte)'p', (byte)'=', (byte)'A', (byte)'B', 3, (byte)'C', (byte)'D', (byte)'E',
        ];

        Assert.Equal(["p=ABCDE"], DnsText.Texts(answer));
    }
}
