using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Security;

/// <summary>Another master key, while the site runs: both open everything until it is sealed anew, and then the old one opens nothing.</summary>
public sealed class MasterKeyRotationTests : IAsyncLifetime
{
    private readonly CleveSecApp app = new();
    private readonly string next = Convert.ToBase64String(RandomNumberGenerator.GetBytes(MasterKey.Length));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => this.app.InitializeAsync();

    public ValueTask DisposeAsync() => this.app.DisposeAsync();

    [Fact]
    public async Task Rotate_WithBothKeysNamed_EverythingOpensUnderTheNewOneAlone()
    {
        var job = await this.app.Data.JobAsync(JobStatus.Scheduled);
        var photo = await this.app.Data.PhotoAsync(job.Id);
        var admin = await this.app.Data.StaffAsync(StaffRole.Admin);
        using var before = await this.app.Data.SignInAsync(admin);
        await using (var both = await this.SiteAsync(this.next, CleveSecApp.MasterKey))
        {
            using var meanwhile = await both.Data.SignInAsync(admin);
            (await meanwhile.GetAsync(Links.JobPhoto(job.Number, photo))).Expect(HttpStatusCode.OK);
        }

        var (code, said, trouble) = await this.RotateAsync(this.next, CleveSecApp.MasterKey);

        Assert.True(code == 0, trouble);
        Assert.Contains("evidence_files.sealed_key: 1 sealed anew, 0 already were.", said, StringComparison.Ordinal);
        await using var alone = await this.SiteAsync(this.next);
        using var after = await alone.Data.SignInAsync(admin);
        (await after.GetAsync(Links.JobPhoto(job.Number, photo))).Expect(HttpStatusCode.OK);
        Assert.Null(await this.StartsAsync(this.next));
        Assert.NotNull(await this.StartsAsync(CleveSecApp.MasterKey));
        (code, said, _) = await this.RotateAsync(this.next);
        Assert.Equal(0, code);
        Assert.Contains("evidence_files.sealed_key: 0 sealed anew, 1 already were.", said, StringComparison.Ordinal);
        Assert.Equal(2, await this.app.DbAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == "master key rotated", Ct)));
    }

    [Fact]
    public async Task Rotate_WithoutTheOldKey_ChangesNothingAndSaysWhatToDo()
    {
        var job = await this.app.Data.JobAsync(JobStatus.Scheduled);
        var photo = await this.app.Data.PhotoAsync(job.Id);

        var (code, _, trouble) = await this.RotateAsync(this.next);

        Assert.Equal(1, code);
        Assert.Contains("1 of evidence_files.sealed_key open under none of the keys: name the key they were sealed under", trouble, StringComparison.Ordinal);
        using var admin = await this.app.Data.SignInAsync(StaffRole.Admin);
        (await admin.GetAsync(Links.JobPhoto(job.Number, photo))).Expect(HttpStatusCode.OK);
    }

    /// <summary>A sealed column that is in neither list would be lost with the old key.</summary>
    [Fact]
    public async Task SealedColumns_EveryOneOfTheModel_IsInOneOfTheLists()
    {
        var ofTheModel = await this.app.DbAsync(db => Task.FromResult(db.Model.GetEntityTypes()
            .SelectMany(type => type.GetProperties().Where(property => property.ClrType == typeof(byte[]) && property.Name.StartsWith("Sealed", StringComparison.Ordinal)).Select(property => $"{type.GetTableName()}.{property.GetColumnName()}"))
            .Distinct().Order(StringComparer.Ordinal).ToList()));

        Assert.Equal(ofTheModel, SealedColumns.UnderMasterKey.Concat(SealedColumns.UnderOtherKeys).Select(column => $"{column.Table}.{column.Column}").Order(StringComparer.Ordinal));
    }

    private async Task<CleveSecApp> SiteAsync(string key, string? other = null)
    {
        var site = new CleveSecApp(new AppOptions { Database = this.app.Database, Settings = new Dictionary<string, string?> { ["Security:MasterKey"] = key, ["Security:OtherMasterKeys:0"] = other } });
        await site.InitializeAsync();
        return site;
    }

    /// <summary>What is wrong when the site starts with this key; null: it starts.</summary>
    private async Task<Exception?> StartsAsync(string key) => await Record.ExceptionAsync(async () =>
    {
        await using var connection = new Npgsql.NpgsqlConnection(this.app.Database.Site);
        await connection.OpenAsync(Ct);
        await CleveSec.Web.Setup.MasterKeyCheck.RunAsync(connection, MasterKey.TryParse(key, out _)!, Ct);
    });

    private async Task<(int Code, string Said, string Trouble)> RotateAsync(string key, string? other = null)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Repository.Built("migrations", "CleveSec.Migrations.dll"), "rotate-master-key"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["ConnectionStrings__CleveSecOwner"] = this.app.Database.Owner;
        start.Environment["Security__MasterKey"] = key;
        if (other is not null)
        {
            start.Environment["Security__OtherMasterKeys__0"] = other;
        }

        using var process = Process.Start(start)!;
        var (said, trouble) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        await process.WaitForExitAsync(Ct);
        return (process.ExitCode, await said, await trouble);
    }
}
