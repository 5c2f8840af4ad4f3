using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.IntegrationTests.Booking;
using CleveSec.TestSupport;
using CleveSec.Web.Security;
using NodaTime;

namespace CleveSec.IntegrationTests.Bilingual;

/// <summary>A form that is refused says why in its language, keeps what was typed, and stays where it is.</summary>
public sealed class SpanishFormsTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private const string Token = "__RequestVerificationToken";
    private static readonly string[] Prefixes = ["", "/es"];
    private static int browsers;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Input.Name", "")]
    [InlineData("Input.Name", "www.example.com")]
    [InlineData("Input.Phone", "12")]
    [InlineData("Input.Email", "")]
    [InlineData("Input.Email", "ana@")]
    [InlineData("Input.Street", "")]
    [InlineData("Input.Notes", "contraseña: Blue42fish")]
    [InlineData("Input.Zip", "441")]
    [InlineData("Input.Zip", "90210")]
    public async Task Book_OneBadField_IsSaidInEachLanguageAndKept(string name, string value)
    {
        await app.Data.StaffAsync(StaffRole.Technician);

        var spanish = await BothAsync(async (client, prefix) =>
        {
            var window = BookingForm.FirstWindow(await OpenAsync(client, prefix));
            return await client.SubmitAsync($"form[action='{prefix}/book']", [.. BookingForm.Filled(window).Append(("Input.Zip", TestData.Zip)).Where(field => field.Item1 != name), (name, value)]);
        });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, spanish.Status);
        Assert.Equal("Hay un problema", spanish.One(".error-summary h2").TextContent);
        Assert.Equal(name == "Input.Notes" ? ["Conservar mi texto con esa parte tachada: «contraseña: (masked)»"] : [], spanish.All("label:has([name=masked])").Select(label => label.TextContent.Trim()));
        Assert.StartsWith("Error: Reservar una visita", spanish.Document.Title, StringComparison.Ordinal);
        Assert.Equal(value, spanish.One($"[name='{name}']").GetAttribute("value") ?? spanish.One($"[name='{name}']").TextContent.Trim());
        Assert.Equal(name == "Input.Name" ? value : "Ana O'Brien-Muñoz", spanish.One("#Input_Name").GetAttribute("value"));
        Assert.Equal("100 Public Square", name == "Input.Street" ? "100 Public Square" : spanish.One("#Input_Street").GetAttribute("value"));
    }

    [Theory]
    [InlineData("Input.Brand", "99")]
    [InlineData("Input.Brand", "Nothing")]
    [InlineData("Input.Trouble", "12345")]
    [InlineData("Input.Window", "soon")]
    [InlineData("Input.Name", null)]
    [InlineData("Input.Website", "https://example.com")]
    [InlineData("Input.Window", "1")]
    [InlineData("Input.Name", "long")]
    [InlineData("Input.Email", "long")]
    [InlineData("Input.Unit", "long")]
    [InlineData("Input.Notes", "long")]
    public async Task Book_WhatNoPageOfOursSends_IsRefusedInEachLanguage(string name, string? value)
    {
        await app.Data.StaffAsync(StaffRole.Technician);

        var spanish = await BothAsync(async (client, prefix) =>
        {
            var page = await OpenAsync(client, prefix);
            var hidden = page.All($"form[action='{prefix}/book'] input[type=hidden]").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")));
            var sent = value switch { null => null, "long" => name == "Input.Email" ? $"{new string('a', 300)}@example.com" : new string('a', 2500), _ => value };
            return await client.PostAsync($"{prefix}/book", [.. hidden, .. BookingForm.Filled(BookingForm.FirstWindow(page)).Append(("Input.Zip", TestData.Zip)).Where(field => field.Item1 != name), (name, sent)]);
        });

        Assert.InRange((int)spanish.Status, 400, 422);
        Assert.NotEmpty(spanish.All(".error-summary li"));
    }

    [Fact]
    public async Task Book_TooOftenFromOneAddress_IsToldInEachLanguage()
    {
        await app.Data.StaffAsync(StaffRole.Technician);

        var spanish = await BothAsync(async (client, prefix) =>
        {
            var window = BookingForm.FirstWindow(await OpenAsync(client, prefix));
            await this.UseUpAsync(RateLimit.BookingsByAddress, client.ForwardedFor!);
            return await client.SubmitAsync($"form[action='{prefix}/book']", BookingForm.Filled(window));
        });

        Assert.Equal(HttpStatusCode.TooManyRequests, spanish.Status);
    }

    [Fact]
    public async Task Book_SameFormForAnotherBooking_IsRefusedInEachLanguage()
    {
        await app.Data.StaffAsync(StaffRole.Technician);

        var spanish = await BothAsync(async (client, prefix) =>
        {
            var window = BookingForm.FirstWindow(await OpenAsync(client, prefix));
            (await client.SubmitAsync($"form[action='{prefix}/book']", BookingForm.Filled(window, email: "first@example.com"))).ExpectRedirect($"{prefix}/book/booked");
            return await client.SubmitAsync($"form[action='{prefix}/book']", BookingForm.Filled(window, email: "second@example.com"));
        });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, spanish.Status);
    }

    /// <summary>Without JavaScript the buttons for the times lead to the same page; they stay in the language too.</summary>
    [Fact]
    public async Task Times_AskedFor_StayInTheLanguageAndKeepEverything()
    {
        await app.Data.StaffAsync(StaffRole.Technician);

        var spanish = await BothAsync(async (client, prefix) =>
        {
            var page = await OpenAsync(client, prefix);
            var hidden = page.All($"form[action='{prefix}/book'] input[type=hidden]").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")));
            var more = page.All("button[formaction]")[0].GetAttribute("formaction")!;
            return await client.PostAsync(more, [.. hidden, .. BookingForm.Filled(BookingForm.FirstWindow(page)), ("Input.Zip", TestData.Zip), ("Input.MoreDays", "true")]);
        });

        Assert.Equal("/es/book?handler=times", spanish.Expect(HttpStatusCode.OK).Url.PathAndQuery);
        Assert.Equal("Ana O'Brien-Muñoz", spanish.One("#Input_Name").GetAttribute("value"));
    }

    [Theory]
    [InlineData("/visit/change", "")]
    [InlineData("/visit/change", "1")]
    [InlineData("/visit/change", "soon")]
    public async Task Change_NotPossible_IsSaidInEachLanguage(string path, string window)
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);

        var spanish = await BothAsync(async (client, prefix) =>
        {
            var token = (await client.GetAsync(prefix + path)).One($"main form input[name={Token}]").GetAttribute("value");
            return await client.PostAsync(prefix + path, (Token, token), ("Window", window));
        }, job);

        Assert.InRange((int)spanish.Status, 409, 422);
        Assert.NotEmpty(spanish.All(".error-summary li"));
    }

    [Theory]
    [InlineData("/visit/cancel")]
    [InlineData("/visit/change")]
    public async Task CancelOrChange_AfterTheCutOff_IsRefusedInEachLanguage(string path)
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled, await app.Data.StaffAsync(StaffRole.Technician), app.Clock.Now + Duration.FromMinutes(90));

        var spanish = await BothAsync(async (client, prefix) =>
        {
            var page = await client.GetAsync(prefix + path);
            var token = page.One($"main form input[name={Token}]").GetAttribute("value");
            return await client.PostAsync(prefix + path, (Token, token), ("Window", page.All("input[name=Window]") is [{ } first, ..] ? first.GetAttribute("value") : "1"));
        }, job);

        Assert.Equal(HttpStatusCode.Conflict, spanish.Status);
    }

    [Fact]
    public async Task Code_Wrong_IsSaidInEachLanguage()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled, email: "wrong-code@example.com");

        var spanish = await BothAsync(async (client, prefix) =>
        {
            await client.GetAsync($"{prefix}/visit/code?next=/visit/cancel");
            await client.SubmitAsync($"form[action='{prefix}/visit/code?handler=send']");
            return await client.SubmitAsync($"main form[action^='{prefix}/visit/code']:not([action*='handler'])", ("Code", "12"));
        }, job);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, spanish.Status);
        Assert.Equal("/visit/cancel", spanish.All("input[name=Next]")[0].GetAttribute("value"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Code_NotSent_IsExplainedInEachLanguage(bool hasAddress)
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled, email: hasAddress ? "used-up@example.com" : null);
        await this.UseUpAsync(RateLimit.CustomerCodes, "used-up@example.com");

        var spanish = await BothAsync(async (client, prefix) =>
        {
            await client.GetAsync($"{prefix}/visit/code");
            return await client.SubmitAsync($"form[action='{prefix}/visit/code?handler=send']");
        }, job);

        Assert.Equal(hasAddress ? HttpStatusCode.TooManyRequests : HttpStatusCode.Conflict, spanish.Status);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("CS-2026-99999", "44113")]
    public async Task LookUp_EmptyOrUnknown_IsAnsweredInEachLanguage(string number, string zip)
    {
        var spanish = await BothAsync(async (client, prefix) =>
        {
            await client.GetAsync($"{prefix}/visit/find");
            return await client.SubmitAsync("main form", ("Number", number), ("Zip", zip));
        });

        Assert.Equal(number.Length == 0 ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.OK, spanish.Status);
    }

    [Fact]
    public async Task LookUp_WrongCodeOrTooOften_IsToldInEachLanguage()
    {
        await BothAsync(async (client, prefix) =>
        {
            await client.GetAsync($"{prefix}/visit/find");
            await client.SubmitAsync("main form", ("Number", "CS-2026-99999"), ("Zip", "44113"));
            return await client.SubmitAsync("main form", ("Code", "12"));
        });
        var spanish = await BothAsync(async (client, prefix) =>
        {
            await client.GetAsync($"{prefix}/visit/find");
            await this.UseUpAsync(RateLimit.LookUpsByAddress, client.ForwardedFor!);
            return await client.SubmitAsync("main form", ("Number", "CS-2026-99999"), ("Zip", "44113"));
        });

        Assert.Equal(HttpStatusCode.TooManyRequests, spanish.Status);
    }

    [Theory]
    [InlineData("/contact", "Input.About")]
    [InlineData("/guide/qr-code/ask", "Input.Text")]
    public async Task OtherForms_EmptyOrWithASecret_AreRefusedInEachLanguage(string path, string text)
    {
        var empty = await BothAsync(async (client, prefix) =>
        {
            await client.GetAsync(prefix + path);
            app.Clock.Advance(Duration.FromSeconds(5));
            return await client.SubmitAsync($"main form[method=post][action='{prefix}{path}']");
        });
        var secret = await BothAsync(async (client, prefix) =>
        {
            await client.GetAsync(prefix + path);
            app.Clock.Advance(Duration.FromSeconds(5));
            return await client.SubmitAsync($"main form[method=post][action='{prefix}{path}']", ("Input.Name", "Ana O'Brien-Muñoz"), (text, "contraseña: Azul42pez"));
        });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (empty.Status, secret.Status));
        Assert.Equal("contraseña: Azul42pez", secret.One($"[name='{text}']").TextContent.Trim());
        Assert.NotEmpty(empty.All(".error-summary li"));
    }

    [Fact]
    public async Task Forget_Pressed_IsConfirmedInEachLanguage()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);

        var spanish = await BothAsync(async (client, prefix) =>
        {
            await client.GetAsync($"{prefix}/visit");
            return await client.FollowAsync((await client.SubmitAsync($"form[action='{prefix}/visit/forget']")).ExpectRedirect($"{prefix}/visit/find"));
        }, job);

        Assert.Contains("Este navegador ya olvidó su visita.", spanish.One("[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_WithoutItsToken_IsRefusedInEachLanguage()
    {
        var spanish = await BothAsync((client, prefix) => client.PostAsync($"{prefix}/visit/find", ("Number", "CS-2026-00001")));

        Assert.Equal(HttpStatusCode.BadRequest, spanish.Status);
    }

    /// <summary>The pages that ask for a session or a code first.</summary>
    [Theory]
    [InlineData("/visit", "/es/visit/find")]
    [InlineData("/visit/change", "/es/visit/find")]
    [InlineData("/visit/calendar.ics", "/es/visit/find")]
    [InlineData("/visit/forget", "/es/visit")]
    [InlineData("/book/booked", "/es/visit")]
    [InlineData("/guide/overview", "/es/guide")]
    public async Task Get_SpanishPageThatRedirects_LeadsToASpanishPage(string path, string to)
    {
        using var anybody = app.Client();

        (await anybody.GetAsync("/es" + path)).ExpectRedirect(to);
    }

    [Fact]
    public async Task Get_ChangeFromAMailedLinkInSpanish_AsksForTheCodeInSpanish()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var customer = await app.Data.CustomerClientAsync(job.Id, mayChange: false);

        (await customer.GetAsync("/es/visit/cancel")).ExpectRedirect("/es/visit/code?next=%2Fvisit%2Fcancel");
    }

    /// <summary>Does the same in both languages, compares the two answers, and returns the Spanish one.</summary>
    /// <param name="job">Whose customer it is; null: anybody.</param>
    private async Task<SitePage> BothAsync(Func<SiteClient, string, Task<SitePage>> act, Job? job = null)
    {
        var pages = new List<SitePage>();
        foreach (var prefix in Prefixes)
        {
            using var client = job is null ? app.Client() : await app.Data.CustomerClientAsync(job.Id);
            client.ForwardedFor = $"203.0.113.{Interlocked.Increment(ref browsers)}";
            pages.Add(await act(client, prefix));
        }

        Assert.Empty(SpanishPages.Problems(pages[0], pages[1]));
        return pages[1];
    }

    private Task<SitePage> OpenAsync(SiteClient client, string prefix) => BookingForm.OpenAsync(client, app.Clock, prefix: prefix);

    private async Task UseUpAsync(RateLimit limit, string subject)
    {
        for (var i = 0; i < limit.Most; i++)
        {
            await app.WithAsync<RateLimits, bool>(async limits => (await limits.CountAsync(limit, subject, Ct)).Allowed);
        }
    }
}
