using System.Net;
using System.Text;
using CleveSec.Domain.Jobs;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Mail.Texts;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.Jobs.Letters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CleveSec.IntegrationTests.Texts;

/// <summary>The site with a text gateway beside it that takes everything at first.</summary>
public sealed class TextApp : CleveSecApp
{
    internal const string Secret = "what we sign with, to the gateway";
    internal const string ReceiptSecret = "what the gateway signs with, to us";
    private static int numbers;

    public TextApp() : this(TextGatewayServer.Start())
    {
    }

    private TextApp(TextGatewayServer gateway) : base(new AppOptions { Settings = Of(gateway) }) => this.Gateway = gateway;

    public TextGatewayServer Gateway { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal static IReadOnlyDictionary<string, string?> Of(TextGatewayServer gateway) => new Dictionary<string, string?>
    {
        ["Texts:Url"] = gateway.Url,
        ["Texts:Headers:Authorization"] = "Bearer of the account",
        ["Texts:Secret"] = Secret,
        ["Texts:ReceiptSecret"] = ReceiptSecret,
        ["Texts:TimeoutSeconds"] = "1",
    };

    /// <summary>A job whose customer agreed to texts, with a telephone number of its own.</summary>
    internal async Task<(Job Job, string Phone)> AgreedAsync(JobStatus status = JobStatus.Scheduled, string? email = null, Instant? start = null, bool agreed = true)
    {
        var job = await this.Data.JobAsync(status, email: email, start: start);
        var phone = $"+1216555{Interlocked.Increment(ref numbers):0000}";
        var at = agreed ? this.Clock.Now : (Instant?)null;
        await this.DbAsync(db => db.Customers.Where(customer => customer.Id == job.CustomerId)
            .ExecuteUpdateAsync(set => set.SetProperty(customer => customer.Phone, phone).SetProperty(customer => customer.TextConsentAt, at), Ct));
        return (job, phone);
    }

    /// <summary>A letter that has a short form, "your visit has changed", as if it had.</summary>
    internal Task TellAsync(Guid jobId, Action<CustomerLetters, Job>? tell = null) => this.WithAsync<IServiceProvider, int>(async services =>
    {
        var (db, letters) = (services.GetRequiredService<CleveSecDb>(), services.GetRequiredService<CustomerLetters>());
        var job = (await JobChanges.LoadAsync(db, db.Jobs.Where(row => row.Id == jobId), Ct))!;
        (tell ?? ((written, it) => written.Changed(it, it.Visits[0], "Dana")))(letters, job);
        return await db.SaveChangesAsync(Ct);
    });

    internal Task<OutboxText> TextAsync(Guid jobId) => this.DbAsync(db => db.OutboxTexts.AsNoTracking().Where(text => text.JobId == jobId).OrderByDescending(text => text.Id).FirstAsync(Ct));

    internal Task<List<string>> CallsAsync(Guid jobId) => this.DbAsync(db => db.Messages.AsNoTracking()
        .Where(message => message.JobId == jobId && message.Channel == Domain.Customers.MessageChannel.Phone).Select(message => message.Subject).ToListAsync(Ct));

    internal Task<HttpStatusCode> ReceiptAsync(Guid id, string state = "delivered", string? gatewayId = null, string? signature = null) =>
        this.HookAsync($$"""{"type":"receipt","id":"{{id:N}}","gateway_id":{{(gatewayId is null ? "null" : $"\"{gatewayId}\"")}},"state":"{{state}}","at":"{{this.Clock.Now}}"}""", signature);

    internal Task<HttpStatusCode> AnswerAsync(string from, string words, string? id = null, Instant? at = null) =>
        this.HookAsync($$"""{"type":"message","id":"{{id ?? Guid.NewGuid().ToString()}}","from":"{{from}}","text":"{{words}}","at":"{{at ?? this.Clock.Now}}"}""");

    internal async Task<HttpStatusCode> HookAsync(string body, string? signature = null)
    {
        using var http = new HttpClient();
        var bytes = Encoding.UTF8.GetBytes(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(this.Address, "/hooks/texts")) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TryAddWithoutValidation("X-Signature", signature ?? TextSignature.Of(ReceiptSecret, bytes));
        using var response = await http.SendAsync(request, Ct);
        return response.StatusCode;
    }
}
