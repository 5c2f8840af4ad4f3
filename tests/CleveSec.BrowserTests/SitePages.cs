using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Certificates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using Xunit;

namespace CleveSec.BrowserTests;

/// <summary>Who looks at a page.</summary>
public enum Viewer
{
    Anybody,
    Customer,
    Dispatcher,
    Admin,
    Technician,
}

/// <summary>One page in one state.</summary>
/// <param name="Submit">Press this button first: without filling anything in that is the error state. Null: as it opens.</param>
/// <param name="Typed">What is filled in before, by the field's label.</param>
/// <param name="Shows">What the page shows after the button.</param>
public sealed record SiteView(string Name, Viewer Viewer, string Path, string? Submit = null, IReadOnlyDictionary<string, string>? Typed = null, string Shows = ".error-summary")
{
    public override string ToString() => Name;
}

/// <summary>A site with something on every page, and the list of pages. The accessibility test and the screenshots walk it.</summary>
public sealed class SitePages : IAsyncLifetime
{
    private readonly Dictionary<Viewer, IReadOnlyDictionary<string, string>> cookies = [];

    public CleveSecApp App { get; } = new();

    /// <summary>The same site with nothing in it: the empty states.</summary>
    public CleveSecApp Empty { get; } = new();

    public IReadOnlyList<SiteView> Views { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await this.App.InitializeAsync();
        await this.Empty.InitializeAsync();
        var data = this.App.Data;
        var dispatcher = await data.StaffAsync(StaffRole.Dispatcher, "Robin Hale");
        var admin = await data.StaffAsync(StaffRole.Admin, "Alex Novak");
        var technician = await data.StaffAsync(StaffRole.Technician, "Dana Park");
        var soon = this.App.Clock.Now + Duration.FromMinutes(30);
        var onSite = await data.JobAsync(JobStatus.OnSite, technician, soon);
        var verified = await data.JobAsync(JobStatus.OwnershipVerified, technician);
        var reinitialized = await data.JobAsync(JobStatus.Reinitialized, technician);
        var underWay = await this.UnderWayAsync(technician);
        var scheduled = await data.JobAsync(JobStatus.Scheduled, technician);
        await data.PhotoAsync(scheduled.Id);
        await data.PhotoAsync(scheduled.Id, EvidenceKind.Screen);
        var closed = await data.JobAsync(JobStatus.Closed, technician);
        var waiting = await data.JobAsync(JobStatus.AwaitingVendor);
        var reported = await data.JobAsync();
        var refused = await data.JobAsync(JobStatus.Refused);
        var notRecovered = await data.JobAsync(JobStatus.NotRecovered);
        await data.JobAsync(JobStatus.Cancelled);
        var two = await this.HalfLinkedAsync(technician);
        var asking = await data.AskSecondPersonAsync(technician);
        var mail = await this.FailedMailAsync();
        var questions = await ReaderViews.AddAsync(this.App);
        var link = await this.LinkAsync(LinkPurpose.Visit, scheduled.Id);
        var invitation = await this.LinkAsync(LinkPurpose.Invitation, technician.Id);
        await this.KeepAsync(Viewer.Customer, await data.CustomerClientAsync(closed.Id));
        await this.EditGuideAsync(dispatcher);
        await this.KeepAsync(Viewer.Dispatcher, await data.SignInAsync(dispatcher));
        await this.KeepAsync(Viewer.Admin, await data.SignInAsync(admin));
        await this.KeepAsync(Viewer.Technician, await data.SignInAsync(technician));
        var changing = await data.CustomerClientAsync(scheduled.Id);
        this.Views =
        [
            .. SiteViews.Public(link, invitation),
            .. SiteViews.CodeSent(scheduled.Number),
            .. ReaderViews.Public(await this.LinkAsync(LinkPurpose.CommentConfirmation, questions[CommentState.Unconfirmed]), await this.LinkAsync(LinkPurpose.CommentConfirmation, questions[CommentState.Published])),
            .. ReaderViews.Staff(questions),
            new("visit-report", Viewer.Customer, "/visit"),
            .. SiteViews.Office(scheduled, onSite, closed, waiting, mail, technician.Id),
            .. CallViews.Of(scheduled, reported),
            .. await CertificateViews.OfAsync(this.App, closed.Number, await this.VisitOfAsync(closed), scheduled.Number),
            .. GuideEditor,
            .. SiteViews.Acts([scheduled, onSite, verified, reinitialized, closed, waiting, reported, refused, notRecovered]),
            .. SiteViews.Sheet(await this.VisitOfAsync(scheduled), await this.VisitOfAsync(onSite), await this.VisitOfAsync(verified), verified.Recorders[0].Id, await this.VisitOfAsync(reinitialized), reinitialized.Recorders[0].Id),
            .. SiteViews.UnderWay(await this.VisitOfAsync(underWay), underWay.Recorders[0].Id),
            .. await VendorViews.AddAsync(this.App),
            .. SiteViews.SecondPerson(asking.Number, await this.VisitOfAsync(asking), await data.SignedFormAsync(asking.Id)),
            .. await this.OwnerByLinkAsync(technician),
            .. SiteViews.Closing(await this.ClosingAsync(technician)),
            .. SiteViews.HalfLinked(await this.VisitOfAsync(two), two.Recorders.Single(recorder => recorder.IsLinked).Id, two.Recorders.Single(recorder => !recorder.IsLinked).Id),
        ];
        this.ChangingCustomer = changing.Cookies.ToDictionary();
    }

    /// <summary>Cookies of the customer whose visit can still be changed.</summary>
    public IReadOnlyDictionary<string, string> ChangingCustomer { get; private set; } = new Dictionary<string, string>();

    public async ValueTask DisposeAsync()
    {
        await this.App.DisposeAsync();
        await this.Empty.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens a view in a person's browser, signed in as its viewer.</summary>
    public async Task OpenAsync(Person person, SiteView view)
    {
        await this.SignInAsync(person, view.Viewer, IsChanging(view));
        var answer = await person.Page.GotoAsync(view.Path);
        Assert.True(answer!.Status < 400 || view.Name.StartsWith("error", StringComparison.Ordinal) || view.Name.Contains("dead", StringComparison.Ordinal), $"{view.Name}: {answer.Status} {view.Path}");
        if (view.Submit is { } button)
        {
            foreach (var (label, text) in view.Typed ?? new Dictionary<string, string>())
            {
                await person.TypeAsync(label, text);
            }

            await person.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = button }).First.ClickAsync();
            await Assertions.Expect(person.Page.Locator(view.Shows)).ToBeVisibleAsync();

            // What is there may have been seen before the style sheet came.
            await person.Page.WaitForLoadStateAsync(LoadState.Load);
        }
    }

    public async Task SignInAsync(Person person, Viewer viewer, bool changing = false)
    {
        await person.Page.Context.ClearCookiesAsync();
        await person.Page.Context.AddCookiesAsync(this.CookiesOf(viewer, changing).Select(cookie => new Cookie { Name = cookie.Key, Value = cookie.Value, Url = this.App.Address.ToString().Replace("http:", "https:", StringComparison.Ordinal), Secure = true }));
    }

    /// <summary>Who looks at it, without a browser.</summary>
    public SiteClient Client(SiteView view)
    {
        var client = this.App.Client();
        foreach (var (name, value) in this.CookiesOf(view.Viewer, IsChanging(view)))
        {
            client.SetCookie(name, value);
        }

        return client;
    }

    private static bool IsChanging(SiteView view) => view.Name.StartsWith("visit-change", StringComparison.Ordinal) || view.Name.StartsWith("visit-cancel", StringComparison.Ordinal) || view.Name == "visit-open";

    private IReadOnlyDictionary<string, string> CookiesOf(Viewer viewer, bool changing) => changing ? this.ChangingCustomer : this.cookies.GetValueOrDefault(viewer) ?? new Dictionary<string, string>();

    /// <summary>Owners who were asked by link, who signed, and who said no.</summary>
    private async Task<SiteView[]> OwnerByLinkAsync(StaffMember technician)
    {
        var data = this.App.Data;
        var (asked, signed, declined) = (await data.JobAsync(JobStatus.OnSite, technician), await data.JobAsync(JobStatus.Scheduled), await data.JobAsync(JobStatus.Scheduled));
        var (_, open) = await data.AskOwnerAsync(asked.Id);
        var signature = await data.SignByOwnerAsync(signed.Id);
        var (no, noKey) = await data.AskOwnerAsync(declined.Id);
        await data.ActAsync(declined.Id, Actor.Homeowner("Casey Morgan"), (job, step) => job.DeclineByOwner(no.Id, "I know nobody of that name.", step));
        return SiteViews.OwnerByLink(asked.Number, await this.VisitOfAsync(asked), (open, await this.LinkAsync(LinkPurpose.OwnerSignature, signature.Id), noKey), signed.Number, signature.Id);
    }

    private static SiteView[] GuideEditor =>
    [
        new("guide-editor", Viewer.Dispatcher, "/staff/guide"),
        new("guide-editor-topic", Viewer.Dispatcher, "/staff/guide/topic/qr-code/English"),
        new("guide-editor-topic-spanish", Viewer.Dispatcher, "/staff/guide/topic/reset-button/Spanish"),
        new("guide-editor-method", Viewer.Dispatcher, "/staff/guide/method/dahua-email"),
        new("guide-editor-draft", Viewer.Dispatcher, "/staff/guide/versions/topic/qr-code/English"),
        new("guide-editor-compare", Viewer.Dispatcher, "/staff/guide/versions/topic/qr-code/English?from=1&to=2"),
        new("guide-editor-never-edited", Viewer.Dispatcher, "/staff/guide/versions/method/dahua-email"),
        new("guide-editor-pictures", Viewer.Dispatcher, "/staff/guide/images"),
        new("guide-editor-pictures-errors", Viewer.Dispatcher, "/staff/guide/images", "Add picture"),
    ];

    /// <summary>The visit of a job that can be closed: the recorder is open again, the checklist was gone through. The customer reads Spanish, so the page has everything that it can have.</summary>
    private async Task<Guid> ClosingAsync(StaffMember technician)
    {
        var job = await this.App.Data.JobAsync(JobStatus.Reinitialized, technician);
        await this.App.Data.ActAsync(job.Id, technician, (it, step) => this.App.Services.GetRequiredService<IChecklistTexts>().Texts.ToList().ForEach(item => it.Harden(it.Recorders[0].Id, item.Id, HardeningState.Done, step)));
        await this.App.Database.AsOwnerAsync("update customers set language = 'Spanish' where id = (select customer_id from jobs where id = $1)", job.Id);
        return await this.VisitOfAsync(job);
    }

    /// <summary>Two recorders: one linked and already opened, nothing seen that ties anybody to the other.</summary>
    private async Task<Job> HalfLinkedAsync(StaffMember technician)
    {
        var job = await this.App.Data.JobAsync(JobStatus.OnSite, technician, recorders: 2);
        var verified = await this.App.Data.ActAsync(job.Id, technician, (it, step) =>
            it.Verify(new OwnershipSeen(OwnershipSituation.Business, new IdentitySeen("Casey Morgan", IdentityKind.StateId, "1234", NameMatches: true), AuthorityKind.CompanyOfficer, new Dictionary<Guid, LinkKind> { [it.Recorders[0].Id] = LinkKind.Receipt }), TestData.Signed, step));
        return await this.App.Data.ActAsync(job.Id, technician, (it, step) =>
            it.RecordAttempt(verified.Recorders.Single(recorder => recorder.IsLinked).Id, ResetMethod.Find(TestData.MethodId)!, AttemptOutcome.Succeeded, null, step));
    }

    /// <summary>A code is on its way, and the recorder has locked itself.</summary>
    private async Task<Job> UnderWayAsync(StaffMember technician)
    {
        var job = await this.App.Data.JobAsync(JobStatus.OwnershipVerified, technician);
        var method = ResetMethod.Find("dahua-email")!;
        return await this.App.Data.ActAsync(job.Id, technician, (it, step) =>
        {
            it.SeeLockout(it.Recorders[0].Id, step);
            it.StartAttempt(Guid.CreateVersion7(), it.Recorders[0].Id, method, new AttemptTerms([.. AttemptPreconditions.Of(method).Select(needed => needed.Id)], EffectAcknowledged: true), step);
        });
    }

    /// <summary>A page with a published version and a draft, a picture, and pages to be checked again.</summary>
    private async Task EditGuideAsync(StaffMember editor)
    {
        const string path = "/staff/guide/topic/qr-code/English";
        using var client = await this.App.Data.SignInAsync(editor);
        var picture = new GuideImage { Id = Guid.CreateVersion7(), Name = "Back of a recorder", Bytes = Picture(800, 450), Width = 800, Height = 450, ByName = editor.Name, At = this.App.Clock.Now };
        await this.App.DbAsync(db =>
        {
            db.GuideImages.Add(picture);
            return db.SaveChangesAsync();
        });
        var body = (await client.GetAsync(path)).One("#Input_Body").TextContent;
        await client.SubmitAsync($"form[action='{path}']", ("Input.CheckedOn", "2026-11-24"), ("Input.Body", $"![Back of a recorder](/guide/images/{picture.Id}-800x450.webp)\n\n{body}"), ("Input.Note", "A picture"));
        await client.GetAsync("/staff/guide/versions/topic/qr-code/English");
        await client.SubmitAsync("form[action$='handler=Publish']");
        body = (await client.GetAsync(path)).One("#Input_Body").TextContent;
        await client.SubmitAsync($"form[action='{path}']", ("Input.Body", body.Replace("Allow about 10 minutes.", "Allow about 15 minutes, or longer.", StringComparison.Ordinal) + "\nOne line more."), ("Input.Note", "Time was too short"));
        await this.App.Database.AsOwnerAsync("update guide_topics set checked_on = '2026-05-01' where slug = 'lorex'");
    }

    private static byte[] Picture(int width, int height)
    {
        using var black = NetVips.Image.Black(width, height);
        using var picture = black + 130;
        return picture.WebpsaveBuffer();
    }

    private async Task KeepAsync(Viewer viewer, SiteClient client)
    {
        this.cookies[viewer] = client.Cookies.ToDictionary();
        client.Dispose();
        await Task.CompletedTask;
    }

    private Task<Guid> VisitOfAsync(Job job) => this.App.DbAsync(db => db.Visits.Where(visit => visit.JobId == job.Id).OrderByDescending(visit => visit.CreatedAt).Select(visit => visit.Id).FirstAsync());

    private Task<string> LinkAsync(LinkPurpose purpose, Guid subject) => this.App.WithAsync<IServiceProvider, string>(async services =>
    {
        var token = services.GetRequiredService<SecretLinks>().Issue(purpose, subject, this.App.Clock.Now, this.App.Clock.Now + Duration.FromDays(1));
        await services.GetRequiredService<CleveSecDb>().SaveChangesAsync();
        return token;
    });

    private Task<Guid> FailedMailAsync() => this.App.DbAsync(async db =>
    {
        var now = this.App.Clock.Now;
        var mail = new OutboxMail
        {
            Id = Guid.CreateVersion7(),
            Kind = "BookingConfirmedMail",
            ToAddress = "casey@example.com",
            ToName = "Casey Morgan",
            Subject = "Your visit is booked",
            TextBody = "Hello Casey,\n\nSee your visit:\nhttps://clevesec.test/visit/{{visit-link}}\n",
            HtmlBody = "<p>Hello Casey</p>",
            MessageId = $"{Guid.NewGuid():N}@clevesec.test",
            State = OutboxState.Failed,
            Tries = 3,
            CreatedAt = now,
            NextTryAt = now,
            LastError = "The mail server refused it: 550 no such user",
        };
        db.Add(mail);
        await db.SaveChangesAsync();
        return mail.Id;
    });
}
