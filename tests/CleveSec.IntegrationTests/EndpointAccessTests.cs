using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.IntegrationTests.Vendors;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CleveSec.IntegrationTests;

/// <summary>Everybody at every endpoint, from <see cref="EndpointTable"/> (ASVS 8.2.1, 8.2.2, 8.3.1).</summary>
public sealed class EndpointAccessTests(EndpointAccessTests.World world) : IClassFixture<EndpointAccessTests.World>
{
    /// <summary>Who comes to the door.</summary>
    public enum Principal
    {
        Anonymous,
        Customer,
        CustomerByLink,
        CustomerOfAnotherJob,
        VisitsTechnician,
        OtherTechnician,
        Dispatcher,
        Admin,
    }

    public static TheoryData<string, Principal> Cells
    {
        get
        {
            var cells = new TheoryData<string, Principal>();
            foreach (var row in EndpointTable.Rows)
            {
                foreach (var principal in Enum.GetValues<Principal>())
                {
                    cells.Add(row.Key, principal);
                }
            }

            return cells;
        }
    }

    [Fact]
    public async Task Endpoints_OfTheSite_AreExactlyTheRowsOfTheTable()
    {
        var real = await RealEndpointsAsync();

        Assert.Equal(EndpointTable.Rows.Select(row => row.Key).Order(StringComparer.Ordinal), real.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void StaticFiles_All_AreForEverybody() =>
        Assert.All(Endpoints().Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null), endpoint => Assert.NotNull(endpoint.Metadata.GetMetadata<IAllowAnonymous>()));

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Request_EveryEndpointAndPrincipal_IsAllowedOrNotAsInTheTable(string endpoint, Principal principal)
    {
        var row = EndpointTable.Rows.Single(it => it.Key == endpoint);
        var may = May(row.Who, principal);
        using var client = await world.ClientAsync(principal);

        // Who may not, comes with everything else in order: a form token that is good.
        var page = row.Method == "GET" ? await client.GetAsync(world.Filled(row)) : await client.PostAsync(world.Filled(row), may ? [] : [await TokenAsync(client, principal)]);

        if (may)
        {
            Allowed(row, page);
        }
        else
        {
            Denied(row, principal, page);
        }
    }

    private static bool May(Who who, Principal principal) => who switch
    {
        Who.Everybody => true,
        Who.Customer => principal is Principal.Customer or Principal.CustomerByLink or Principal.CustomerOfAnotherJob,
        Who.CustomerWithCode => principal is Principal.Customer or Principal.CustomerOfAnotherJob,
        Who.AnyStaff => principal is Principal.VisitsTechnician or Principal.OtherTechnician or Principal.Dispatcher or Principal.Admin,
        Who.Office => principal is Principal.Dispatcher or Principal.Admin,
        Who.Admin => principal is Principal.Admin,
        Who.AnyTechnician => principal is Principal.VisitsTechnician or Principal.OtherTechnician,
        Who.VisitsTechnician => principal is Principal.VisitsTechnician,
        _ => throw new ArgumentOutOfRangeException(nameof(who), who, null),
    };

    /// <summary>Let in: for a post without its form token that is the token's refusal, which comes after the question who is asking.</summary>
    private static void Allowed(EndpointRow row, SitePage page)
    {
        if (row.Method == "POST" && row.Route != Links.SignOut)
        {
            page.Expect(HttpStatusCode.BadRequest);
            return;
        }

        if (row.Route.StartsWith(Links.Error, StringComparison.Ordinal))
        {
            // Anybody may see it; typed by hand it is the page of something that is not there.
            page.Expect(HttpStatusCode.NotFound);
            return;
        }

        Assert.True((int)page.Status is >= 200 and < 400 or 400 or 409 or 422, page.ToString());
        Assert.False(SentToSignIn(page), page.ToString());
        Assert.NotEqual(Links.VisitLookUp, page.Location);
    }

    private static void Denied(EndpointRow row, Principal principal, SitePage page)
    {
        if (row.Who is Who.Customer or Who.CustomerWithCode)
        {
            var to = row.Route is Links.Booked or Links.BookedCall ? Links.Visit
                : principal == Principal.CustomerByLink ? $"{Links.VisitCode}?next={Uri.EscapeDataString(row.Route)}"
                : Links.VisitLookUp;
            page.ExpectRedirect(to);
        }
        else if (principal is Principal.VisitsTechnician or Principal.OtherTechnician or Principal.Dispatcher or Principal.Admin)
        {
            page.Expect(HttpStatusCode.NotFound);
        }
        else
        {
            Assert.True(SentToSignIn(page), page.ToString());
        }
    }

    private static bool SentToSignIn(SitePage page) => page.Status == HttpStatusCode.Redirect && page.Location?.StartsWith($"{Links.SignIn}?next=", StringComparison.Ordinal) == true;

    private static async Task<(string, string?)> TokenAsync(SiteClient client, Principal principal)
    {
        const string field = "__RequestVerificationToken";
        var page = await client.GetAsync(principal >= Principal.VisitsTechnician ? Links.Account : Links.SignIn);
        return (field, page.All($"input[name={field}]")[0].GetAttribute("value"));
    }

    /// <summary>The second kind serves a developer the files added since the build; like everything that is listed nowhere, to staff only.</summary>
    private static bool IsStaticFile(Endpoint endpoint) => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || endpoint is RouteEndpoint { RoutePattern.RawText: "{**path:file}" };

    private IEnumerable<RouteEndpoint> Endpoints() => world.Services.GetRequiredService<EndpointDataSource>().Endpoints.Cast<RouteEndpoint>();

    private async Task<IReadOnlyList<string>> RealEndpointsAsync()
    {
        var loader = world.Services.GetRequiredService<PageLoader>();
        var found = new List<string>();
        foreach (var endpoint in Endpoints().Where(endpoint => !IsStaticFile(endpoint)))
        {
            var route = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            var page = endpoint.Metadata.GetMetadata<PageActionDescriptor>();
            if (page is null)
            {
                found.Add($"{(endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? string.Join(',', methods.Where(method => method != HttpMethods.Head)) : "GET")} {route}");
                continue;
            }

            // A page without any handler only shows itself.
            // "OnPage…" overrides a filter method of the page model; PAGE is no method of HTTP.
            var handlers = ((await loader.LoadAsync(page, EndpointMetadataCollection.Empty)).HandlerMethods ?? []).Where(handler => handler.HttpMethod != "Page").ToList();
            found.AddRange(handlers.Select(handler => $"{handler.HttpMethod.ToUpperInvariant()} {route}{(handler.Name is null ? "" : $"?handler={handler.Name}")}").DefaultIfEmpty($"GET {route}"));
            if (handlers.All(handler => handler.HttpMethod != "Get"))
            {
                found.Add($"GET {route}");
            }
        }

        return [.. found.Distinct()];
    }

    /// <summary>A site in which each address of the table leads somewhere.</summary>
    public sealed class World : CleveSecApp, IAsyncLifetime
    {
        private StaffMember technician = null!;
        private StaffMember other = null!;
        private StaffMember dispatcher = null!;
        private StaffMember admin = null!;
        private Job job = null!;
        private Job foreign = null!;
        private string visitToken = "";
        private string passwordToken = "";
        private string confirmation = "";
        private string sign = "";
        private Guid comment;
        private Guid mail;
        private Guid photo;
        private Guid form;
        private Guid work;
        private Guid answer;
        private Guid vendorCase;
        private readonly GuideImage picture = new() { Id = Guid.CreateVersion7(), Name = "Test", Bytes = [1], Width = 4, Height = 3 };

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await this.InitializeAsync();
            this.technician = await this.Data.StaffAsync(StaffRole.Technician);
            this.other = await this.Data.StaffAsync(StaffRole.Technician);
            this.dispatcher = await this.Data.StaffAsync(StaffRole.Dispatcher);
            this.admin = await this.Data.StaffAsync(StaffRole.Admin);
            this.job = await this.Data.JobAsync(JobStatus.OwnershipVerified, this.technician, recorders: 2);
            this.foreign = await this.Data.JobAsync(JobStatus.Scheduled, this.other);
            (_, this.sign) = await this.Data.AskOwnerAsync(this.foreign.Id);
            this.photo = await this.Data.PhotoAsync(this.job.Id);
            this.form = await this.Data.SignedFormAsync(this.job.Id);
            this.vendorCase = (await VendorLetters.DraftedAsync(this)).VendorCases[0].Id;
            this.answer = Guid.CreateVersion7();
            await this.WithAsync<IServiceProvider, int>(async services =>
            {
                var links = services.GetRequiredService<SecretLinks>();
                this.visitToken = links.Issue(LinkPurpose.Visit, this.job.Id, this.Clock.Now, this.Clock.Now + Duration.FromDays(14));
                this.passwordToken = links.Issue(LinkPurpose.PasswordReset, this.technician.Id, this.Clock.Now, this.Clock.Now + Duration.FromHours(1));
                this.comment = Guid.CreateVersion7();
                this.confirmation = links.Issue(LinkPurpose.CommentConfirmation, this.comment, this.Clock.Now, this.Clock.Now + Duration.FromDays(7));
                var db = services.GetRequiredService<CleveSecDb>();
                db.GuideComments.Add(new GuideComment { Id = this.comment, Slug = "qr-code", Name = "Casey", Email = "casey@example.com", Text = "Why?", State = CommentState.Waiting, At = this.Clock.Now });
                this.mail = Guid.CreateVersion7();
                db.OutboxMails.Add(new OutboxMail { Id = this.mail, JobId = this.job.Id, Kind = "Test", ToAddress = "casey@example.com", Subject = "Test", TextBody = "Text", HtmlBody = "<p>Text</p>", MessageId = $"{this.mail}@clevesec.test", CreatedAt = this.Clock.Now, NextTryAt = this.Clock.Now });
                db.GuideImages.Add(this.picture);
                db.VendorAnswers.Add(new VendorAnswer { Id = this.answer, Uid = 1, Fingerprint = [1], CameAt = this.Clock.Now, ReadAt = this.Clock.Now });
                var work = Domain.Scheduling.OtherWork.Enter(Domain.Scheduling.OtherWorkKind.Errand, "Test", null, "44107", new Interval(this.Clock.Now, this.Clock.Now + Duration.FromHours(1)), "Test", this.Clock.Now);
                this.work = work.Id;
                db.OtherWork.Add(work);
                return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            });
        }

        public Task<SiteClient> ClientAsync(Principal principal) => principal switch
        {
            Principal.Customer => this.Data.CustomerClientAsync(this.job.Id),
            Principal.CustomerByLink => this.Data.CustomerClientAsync(this.job.Id, mayChange: false),
            Principal.CustomerOfAnotherJob => this.Data.CustomerClientAsync(this.foreign.Id),
            Principal.VisitsTechnician => this.Data.SignInAsync(this.technician),
            Principal.OtherTechnician => this.Data.SignInAsync(this.other),
            Principal.Dispatcher => this.Data.SignInAsync(this.dispatcher),
            Principal.Admin => this.Data.SignInAsync(this.admin),
            _ => Task.FromResult(this.Client()),
        };

        /// <summary>The row's address with this world's values in it.</summary>
        internal string Filled(EndpointRow row)
        {
            var id = row.Route.Split('/') switch
            {
                ["", "tech", ..] => this.job.Visits[0].Id,
                ["", "staff", "mailbox", ..] => this.mail,
                ["", "staff", "customers", ..] => this.job.CustomerId,
                ["", "staff", "sites", ..] => this.job.SiteId,
                ["", "staff", "recorders", ..] => this.job.Recorders[0].RecorderId,
                ["", "staff", "comments", ..] => this.comment,
                ["", "staff", "other-work", ..] => this.work,
                ["", "guide", "images", ..] => this.picture.Id,
                _ => this.technician.Id,
            };
            var address = row.Route + (row.Query.Length == 0 ? "" : (row.Route.Contains('?', StringComparison.Ordinal) ? "&" : "?") + row.Query);
            return address
                .Replace("{id:guid}", id.ToString(), StringComparison.Ordinal)
                .Replace("{other}", this.foreign.CustomerId.ToString(), StringComparison.Ordinal)
                .Replace("{visit}", this.job.Visits[0].Id.ToString(), StringComparison.Ordinal)
                .Replace("{recorder}", this.job.Recorders[0].Id.ToString(), StringComparison.Ordinal)
                .Replace("{number}", this.job.Number, StringComparison.Ordinal)
                .Replace("{act}", "give-up", StringComparison.Ordinal)
                .Replace("{topic}", "qr-code", StringComparison.Ordinal)
                .Replace("{name}", "home", StringComparison.Ordinal)
                .Replace("{**rest}", "how-to", StringComparison.Ordinal)
                .Replace("{confirmation:length(43)}", this.confirmation, StringComparison.Ordinal)
                .Replace("{slug}/{language}", "qr-code/Spanish", StringComparison.Ordinal)
                .Replace("{service}", "recovery", StringComparison.Ordinal)
                .Replace("{method}", TestData.MethodId, StringComparison.Ordinal)
                .Replace("{**subject}", $"method/{TestData.MethodId}", StringComparison.Ordinal)
                .Replace("{answer:guid}", this.answer.ToString(), StringComparison.Ordinal)
                .Replace("{vendorCase:guid}", this.vendorCase.ToString(), StringComparison.Ordinal)
                .Replace("{vendor}", "dahua-xml", StringComparison.Ordinal)
                .Replace("{part:int}", "0", StringComparison.Ordinal)
                .Replace("{form:guid}", this.form.ToString(), StringComparison.Ordinal)
                .Replace("{photo:guid}", this.photo.ToString(), StringComparison.Ordinal)
                .Replace("{format:regex(^(webp|pdf)$)}", "webp", StringComparison.Ordinal)
                .Replace("{width:int}x{height:int}", "4x3", StringComparison.Ordinal)
                .Replace("{offer:length(43)}", Keys.New(), StringComparison.Ordinal)
                .Replace("{sign:length(43)}", this.sign, StringComparison.Ordinal)
                .Replace("{token:length(43)}", this.visitToken, StringComparison.Ordinal)
                .Replace("{token}", this.passwordToken, StringComparison.Ordinal)
                .Replace("/{code:int?}", "", StringComparison.Ordinal);
        }
    }
}
