using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using Npgsql;

namespace CleveSec.IntegrationTests.Vendors;

/// <summary>What the database itself refuses, whoever writes.</summary>
public sealed class VendorSqlTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    [Fact]
    public async Task States_EveryPair_AreMovedAsTheDomainSays()
    {
        var technician = await app.Data.StaffAsync(StaffRole.Technician, more: staff => staff.WorkWeekly([]));
        var legal = 0;
        foreach (var from in Enum.GetValues<VendorCaseState>())
        {
            foreach (var to in Enum.GetValues<VendorCaseState>().Where(to => to != from))
            {
                var id = await InAsync(from);
                var may = VendorCaseMoves.All.Contains((from, to));
                var failed = await Record.ExceptionAsync(() => app.Database.AsSiteAsync("update vendor_cases set state = $1 where id = $2", to.ToString(), id));
                Assert.Equal(may ? null : "CS002", (failed as PostgresException)?.SqlState);
                legal += may ? 1 : 0;
            }
        }

        Assert.Equal(VendorCaseMoves.All.Count, legal);

        async Task<Guid> InAsync(VendorCaseState state)
        {
            VendorCaseState[] way = state switch
            {
                VendorCaseState.Drafted => [],
                VendorCaseState.Sent => [VendorCaseState.Sent],
                VendorCaseState.Refused => [VendorCaseState.Refused],
                VendorCaseState.Answered => [VendorCaseState.Sent, VendorCaseState.Answered],
                _ => [VendorCaseState.Sent, VendorCaseState.Answered, state],
            };
            shared ??= await VendorLetters.DraftedAsync(app, technician);
            var id = Guid.CreateVersion7();
            await app.Database.AsSiteAsync("insert into vendor_cases (id, job_id, job_recorder_id, vendor, method_id, state, asked_at, by_name) values ($1, $2, $3, 'Dahua', 'dahua-xml', 'Drafted', now(), 'Somebody')", id, shared.Id, shared.Recorders[0].Id);
            foreach (var step in way)
            {
                await app.Database.AsSiteAsync("update vendor_cases set state = $1 where id = $2", step.ToString(), id);
            }

            return id;
        }
    }

    private Job? shared;

    [Theory]
    [InlineData("insert into vendor_cases (id, job_id, job_recorder_id, vendor, method_id, state, asked_at, by_name) select gen_random_uuid(), job_id, job_recorder_id, vendor, method_id, 'Answered', now(), 'Somebody' from vendor_cases where id = $1")]
    [InlineData("update vendor_cases set token = 'AAAAAAAAAAAAAAAA' where id = $1")]
    [InlineData("insert into vendor_answers (id, vendor_case_id, uid_validity, uid, fingerprint, from_address, kind, state, match, sender, sender_unproven, problem, parts, scan, size, came_at, read_at, decided_at, decided_by_id) values (gen_random_uuid(), $1, 1, 99, '\\x01', '', 'Answer', 'Accepted', 'Reply', 'Recipient', false, 'None', '[]', 'NotScanned', 0, now(), now(), now(), gen_random_uuid())")]
    public async Task Rows_WrittenPastTheSite_AreRefused(string sql)
    {
        var job = await VendorLetters.DraftedAsync(app);

        var failed = await Assert.ThrowsAsync<PostgresException>(() => app.Database.AsSiteAsync(sql, job.VendorCases[0].Id));

        Assert.Equal("CS002", failed.SqlState);
    }

    [Fact]
    public async Task Answer_AcceptedPastTheGate_IsRefused()
    {
        var technician = await app.Data.StaffAsync(StaffRole.Technician);
        var job = await VendorLetters.SentAsync(app, technician);
        var id = await AddAsync(job.VendorCases[0].Id, 7);
        await app.Database.AsOwnerAsync("update ownership_checks set withdrawn_at = now(), withdrawn_by_name = 'X', withdrawn_reason = 'X' where job_id = $1", job.Id);

        var failed = await Assert.ThrowsAsync<PostgresException>(() => app.Database.AsSiteAsync("update vendor_answers set state = 'Accepted', decided_at = now(), decided_by_id = gen_random_uuid() where id = $1", id));

        Assert.Equal("CS001", failed.SqlState);
    }

    [Fact]
    public async Task Answer_OnceDeleted_DoesNotComeBack()
    {
        var job = await VendorLetters.SentAsync(app);
        var id = await AddAsync(job.VendorCases[0].Id, 8);
        await app.Database.AsSiteAsync("update vendor_cases set state = 'Refused' where id = $1", job.VendorCases[0].Id);

        Assert.Equal(nameof(VendorAnswerState.Late), await app.Database.AsSiteAsync("select state from vendor_answers where id = $1 and sealed_bytes is null", id));
        var failed = await Assert.ThrowsAsync<PostgresException>(() => app.Database.AsSiteAsync("update vendor_answers set sealed_bytes = '\\x01', sealed_key = '\\x01' where id = $1", id));
        Assert.Equal("CS002", failed.SqlState);
    }

    private async Task<Guid> AddAsync(Guid vendorCase, long uid)
    {
        var id = Guid.CreateVersion7();
        await app.DbAsync(db =>
        {
            db.VendorAnswers.Add(new VendorAnswer { Id = id, VendorCaseId = vendorCase, Uid = uid, Fingerprint = id.ToByteArray(), CameAt = app.Clock.Now, ReadAt = app.Clock.Now, SealedBytes = [1], SealedKey = [1] });
            return db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        return id;
    }
}
