using CleveSec.Web.Data;

namespace CleveSec.Web.Security;

/// <summary>
/// A PDF from outside. It is not read any further than this: a reader of PDF is the largest way in there is. It is kept byte for byte, encrypted, and handed out as a download that no page of ours
/// can show or run.
/// </summary>
internal static class PdfFile
{
    public const string ContentType = "application/pdf";

    /// <summary>How far before its end the last mark may stand: some programs write a few bytes behind it.</summary>
    private const int Tail = 1024;

    public static bool BeginsLikeOne(ReadOnlySpan<byte> bytes) => bytes.StartsWith("%PDF-"u8);

    /// <summary>Null: it may be kept. Papers come as PDF; a label or a screen is photographed.</summary>
    public static ImageProblem? WhyNot(ReadOnlySpan<byte> bytes, EvidenceKind kind) =>
        bytes.Length > ImageReencoder.MaxBytes ? ImageProblem.TooLarge
        : kind is not (EvidenceKind.Paper or EvidenceKind.Other) || bytes[Math.Max(0, bytes.Length - Tail)..].LastIndexOf("%%EOF"u8) < 0 ? ImageProblem.NoWholePdf
        : null;
}
