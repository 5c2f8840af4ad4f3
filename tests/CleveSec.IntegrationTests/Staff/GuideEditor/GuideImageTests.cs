using System.Net;
using System.Text;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Staff.GuideEditor;

/// <summary>Pictures come in through one narrow door and go out as something drawn anew (ASVS 5.2.1, 5.2.2, 5.2.6, 5.3.1).</summary>
public sealed class GuideImageTests(GuideDesk app) : IClassFixture<GuideDesk>
{
    private const string Token = "__RequestVerificationToken";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, byte[]> NoPictures => new()
    {
        { "empty", [] },
        { "an SVG called JPEG", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><circle r='9'/></svg>"u8.ToArray() },
        { "an SVG with XML before it", "<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg xmlns='http://www.w3.org/2000/svg'>&x;</svg>"u8.ToArray() },
        { "HTML", "<!doctype html><script>alert(1)</script>"u8.ToArray() },
        { "a GIF", Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7") },
        { "a PDF", "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"u8.ToArray() },
        { "the first bytes of a JPEG, then an SVG", [0xFF, 0xD8, 0xFF, 0xE0, .. "<svg onload='alert(1)'/>"u8] },
        { "the first bytes of a PNG, then HTML", [0x89, .. "PNG\r\n\u001a\n"u8, .. "<script>alert(1)</script>"u8] },
        { "RIFF, but sound", [.. "RIFF\u0010\0\0\0WAVEfmt "u8, .. new byte[40]] },
        { "half a JPEG", Pictures.Jpeg(400, 300)[..9000] },
        { "half a PNG", Pictures.Png(400, 300)[..9000] },
        { "half a WebP", Pictures.WebP(400, 300)[..2000] },
        { "60,000 x 60,000 claimed in sixty bytes", Pictures.Claiming(60_000, 60_000) },
        { "2,000,000,000 x 2,000,000,000 claimed", Pictures.Claiming(2_000_000_000, 2_000_000_000) },
        { "nothing claimed", Pictures.Claiming(0, 0) },
        { "100 megapixels in a small file", Pictures.Bomb(10_000, 10_000) },
        { "9 MB", [.. Pictures.Jpeg(200, 100), .. new byte[9_000_000]] },
    };

    [Fact]
    public async Task Upload_Picture_IsDrawnAnewAndServedToEverybodyForAYear()
    {
        using var robin = await app.EditorAsync("Robin Hale");

        var answer = await UploadAsync(robin, Pictures.Jpeg(2000, 1000), "Back of a recorder", "IMG_1.JPG");

        answer.ExpectRedirect(Links.GuideEditorImages);
        var picture = await OnlyAsync("Back of a recorder");
        Assert.Equal((1600, 800, "Robin Hale"), (picture.Width, picture.Height, picture.ByName));
        Assert.Equal((1600, 800), Pictures.Size(picture.Bytes));
        using var reader = app.Client();
        var address = Links.GuideImage(picture.Id, 1600, 800);
        var file = (await reader.GetAsync(address)).Expect(HttpStatusCode.OK);
        Assert.Equal(picture.Bytes, file.Content);
        Assert.Equal(("RIFF", "WEBP"), (Encoding.ASCII.GetString(file.Content, 0, 4), Encoding.ASCII.GetString(file.Content, 8, 4)));
        Assert.Equal("image/webp", file.ContentHeaders.ContentType?.ToString());
        Assert.Equal("public, max-age=31536000, immutable", string.Join(", ", file.Headers.GetValues("Cache-Control")));
        Assert.Equal("nosniff", Assert.Single(file.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(file.Headers.Contains("Set-Cookie"));
        Assert.Equal(picture.Bytes, (await reader.GetAsync("/es" + address)).Expect(HttpStatusCode.OK).Content);
        var list = await robin.GetAsync(Links.GuideEditorImages);
        Assert.Equal($"![Back of a recorder]({address})", list.One($"#line-{picture.Id}").TextContent.Trim());
        Assert.Equal("Back of a recorder", list.One($"img[src='{address}']").GetAttribute("alt"));
        Assert.Equal("guide picture added", await app.DbAsync(db => db.AuditEntries.Where(entry => entry.Subject == "Back of a recorder").Select(entry => entry.Action).SingleAsync(Ct)));
    }

    [Fact]
    public async Task Upload_FromAPhone_LosesThePlaceAndStandsUpright()
    {
        using var robin = await app.EditorAsync("Robin Hale");
        var upload = Pictures.FromAPhone(300, 200);
        Assert.Contains("exif-ifd3-GPSLatitude", Pictures.Metadata(upload));
        Assert.Contains("icc-profile-data", Pictures.Metadata(upload));

        (await UploadAsync(robin, upload, "From a phone")).ExpectRedirect(Links.GuideEditorImages);

        var picture = await OnlyAsync("From a phone");
        Assert.Equal((200, 300), (picture.Width, picture.Height));
        Assert.Empty(Pictures.Metadata(picture.Bytes));
        Assert.All(new[] { "EXIF", "ICCP", "XMP ", "Cleveland" }, chunk => Assert.Equal(-1, picture.Bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(chunk))));
    }

    [Theory]
    [InlineData("photo.png")]
    [InlineData("photo.php")]
    [InlineData("../../etc/photo.svg")]
    [InlineData("O'Brien-Muñoz <b>.jpg")]
    public async Task Upload_PngUnderAnyName_IsTakenForWhatItIs(string fileName)
    {
        using var robin = await app.EditorAsync("Robin Hale");

        (await UploadAsync(robin, Pictures.Png(60 + fileName.Length, 20), $"Named {fileName.Length}", fileName)).ExpectRedirect(Links.GuideEditorImages);

        Assert.Equal((60 + fileName.Length, 20), Pictures.Size((await OnlyAsync($"Named {fileName.Length}")).Bytes));
    }

    [Fact]
    public async Task Upload_WebPAndPicturesOfOddMeasures_AreTaken()
    {
        using var robin = await app.EditorAsync("Robin Hale");

        (await UploadAsync(robin, Pictures.WebP(50, 40), "WebP")).ExpectRedirect(Links.GuideEditorImages);
        (await UploadAsync(robin, Pictures.Png(1, 20_000), "Thin")).ExpectRedirect(Links.GuideEditorImages);
        (await UploadAsync(robin, Pictures.Bomb(7_000, 7_000), "49 megapixels")).ExpectRedirect(Links.GuideEditorImages);

        Assert.Equal(((50, 40), (1, 4000), (1600, 1600)), (Pictures.Size((await OnlyAsync("WebP")).Bytes), Pictures.Size((await OnlyAsync("Thin")).Bytes), Pictures.Size((await OnlyAsync("49 megapixels")).Bytes)));
    }

    [Fact]
    public async Task Upload_PictureWithSomethingBehindIt_KeepsOnlyThePicture()
    {
        using var robin = await app.EditorAsync("Robin Hale");

        (await UploadAsync(robin, [.. Pictures.Jpeg(120, 80), .. "<script>alert(1)</script>PK\u0003\u0004"u8], "Two in one")).ExpectRedirect(Links.GuideEditorImages);

        Assert.Equal(-1, (await OnlyAsync("Two in one")).Bytes.AsSpan().IndexOf("script"u8));
    }

    [Theory]
    [MemberData(nameof(NoPictures), DisableDiscoveryEnumeration = true)]
    public async Task Upload_NoPicture_IsRefusedBesideTheField(string what, byte[] file)
    {
        using var robin = await app.EditorAsync("Robin Hale");
        var before = await app.DbAsync(db => db.GuideImages.CountAsync(Ct));

        var page = (await UploadAsync(robin, file, $"Named {what}", "picture.jpg")).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.NotEmpty(page.One("#Input_File_error").TextContent);
        Assert.Equal($"Named {what}", page.Typed("Input_Name"));
        Assert.Equal(before, await app.DbAsync(db => db.GuideImages.CountAsync(Ct)));
    }

    [Theory]
    [InlineData(9_000_000, "larger than 8 MB")]
    [InlineData(100, "no JPEG, PNG or WebP")]
    public async Task Upload_WrongFile_SaysWhy(int size, string said)
    {
        using var robin = await app.EditorAsync("Robin Hale");

        Assert.Contains(said, (await UploadAsync(robin, new byte[size], "Zeros")).One("#Input_File_error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_NothingChosenOrNamed_SaysBoth()
    {
        using var robin = await app.EditorAsync("Robin Hale");

        var page = (await UploadAsync(robin, null, " ")).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(["#Input_File", "#Input_Name"], page.All(".error-summary a").Select(link => link.GetAttribute("href")));
        (await UploadAsync(robin, Pictures.Png(4, 4), "Breaks ](out)")).Expect(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Upload_TheSameTwice_IsKeptOnce()
    {
        using var robin = await app.EditorAsync("Robin Hale");
        var file = Pictures.Jpeg(90, 70);

        await UploadAsync(robin, file, "First name");
        var page = await robin.FollowAsync(await UploadAsync(robin, file, "Second name"));

        Assert.Contains("This picture is here already, as “First name”.", page.Text, StringComparison.Ordinal);
        Assert.False(await app.DbAsync(db => db.GuideImages.AnyAsync(image => image.Name == "Second name", Ct)));
    }

    [Fact]
    public async Task Upload_BeyondTheLimitOfThePage_IsTooLarge()
    {
        using var robin = await app.EditorAsync("Robin Hale");

        (await UploadAsync(robin, new byte[13 * 1024 * 1024], "Huge", waitForTheServer: true)).Expect(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Upload_ByNobody_IsNotReadAtAll()
    {
        using var nobody = app.Client();
        using var form = new MultipartFormDataContent { { new StringContent("A\0B"), "Input.Name" } };

        var answer = await nobody.SendAsync(new HttpRequestMessage(HttpMethod.Post, Links.GuideEditorImages) { Content = form });

        // Its text is none, which would be 400, had anybody looked.
        answer.ExpectRedirect($"{Links.SignIn}?next={Uri.EscapeDataString(Links.GuideEditorImages)}");
    }

    [Theory]
    [InlineData("/guide/images/{id}-40x31.webp")]
    [InlineData("/guide/images/{id}-30x40.webp")]
    [InlineData("/guide/images/{id}-40x30.png")]
    [InlineData("/guide/images/{id}.webp")]
    [InlineData("/guide/images/0193c7de-0000-7000-8000-000000000000-40x30.webp")]
    [InlineData("/guide/images/x-40x30.webp")]
    [InlineData("/guide/images/{id}-99999999999x30.webp")]
    public async Task Get_AddressOfNoPicture_IsNotFound(string address)
    {
        var id = await AddAsync(40, 30);
        using var reader = app.Client();

        (await reader.GetAsync(address.Replace("{id}", id.ToString(), StringComparison.Ordinal))).Expect(HttpStatusCode.NotFound);
        (await reader.GetAsync(Links.GuideImage(id, 40, 30))).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Publish_PageWithPictures_LeavesRoomForOursAndDescribesTheOthers()
    {
        const string subject = "topic/lorex/English";
        var id = await AddAsync(800, 450);
        using var robin = await app.EditorAsync("Robin Hale");
        await robin.EditAsync(subject, ("Input.Body", $"![The \"reset\" button]({Links.GuideImage(id, 800, 450)} \"title\")\n\n![elsewhere](https://elsewhere.example/x.webp)\n\n![late][late]\n\n[late]: {Links.GuideImage(id, 800, 450)}"));
        await robin.PublishAsync(subject);
        using var reader = app.Client();

        var pictures = (await reader.GetAsync("/guide/lorex")).All("article img");

        Assert.Equal(["The \"reset\" button", "late"], pictures.Select(picture => picture.GetAttribute("alt")));
        Assert.All(pictures, picture => Assert.Equal((Links.GuideImage(id, 800, 450), "800", "450", "lazy", null), (picture.GetAttribute("src"), picture.GetAttribute("width"), picture.GetAttribute("height"), picture.GetAttribute("loading"), picture.GetAttribute("title"))));
    }

    private Task<GuideImage> OnlyAsync(string name) => app.DbAsync(db => db.GuideImages.AsNoTracking().SingleAsync(image => image.Name == name, Ct));

    private Task<Guid> AddAsync(int width, int height) => app.DbAsync(async db =>
    {
        var picture = new GuideImage { Id = Guid.CreateVersion7(), Name = "Test", Bytes = Pictures.WebP(width, height), Width = width, Height = height, At = app.Clock.Now };
        db.GuideImages.Add(picture);
        await db.SaveChangesAsync(Ct);
        return picture.Id;
    });

    private static async Task<SitePage> UploadAsync(SiteClient editor, byte[]? file, string name, string fileName = "picture.jpg", bool waitForTheServer = false)
    {
        var token = (await editor.GetAsync(Links.GuideEditorImages)).All($"form[enctype] input[name={Token}]")[0].GetAttribute("value")!;
        using var form = new MultipartFormDataContent { { new StringContent(token), Token }, { new StringContent(name), "Input.Name" } };
        if (file is not null)
        {
            form.Add(new ByteArrayContent(file) { Headers = { ContentType = new("image/jpeg") } }, "Input.File", fileName);
        }

        return await editor.SendAsync(new HttpRequestMessage(HttpMethod.Post, Links.GuideEditorImages) { Content = form, Headers = { ExpectContinue = waitForTheServer } });
    }
}
