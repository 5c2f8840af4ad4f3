using CleveSec.Domain.Jobs;
using CleveSec.TestSupport;
using Npgsql;

namespace CleveSec.IntegrationTests.OwnerByLink;

/// <summary>What PostgreSQL refuses, whoever asks: a check that rests on a signature nobody gave, and one that is changed or taken from under it.</summary>
public sealed class OwnerSignatureSqlTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private const string Gate = "CS001";
    private const string Kept = "CS002";

    /// <summary>$1 job, $2 visit, $3 signature.</summary>
    private const string Check = """
        with form as (
          insert into authorizations (id, job_id, visit_id, text_version, language, signed_name, at, witness_id, witness_name, purge_at)
          values (gen_random_uuid(), $1, $2, '2026-11-27', 'English', 'Ana', now(), gen_random_uuid(), 'Terry', now() + interval '3 years')),
        seen as (
          insert into second_person_requests (id, job_id, visit_id, situation, person_name, identity_kind, identity_last_four, authority_kind, links, note, asked_by_id, asked_by_name, asked_at, state, decided_by_id, decided_by_name, decided_at)
          values (gen_random_uuid(), $1, $2, 'OwnerOccupier', 'Ana', 'StateId', '1234', 'OwnerSignedByLink', '{}', 'Note.', '11111111-1111-1111-1111-111111111111', 'Terry', now(), 'Used', '22222222-2222-2222-2222-222222222222', 'Dana', now()))
        insert into ownership_checks (id, job_id, visit_id, outcome, situation, person_name, identity_kind, identity_last_four, authority_kind, owner_signature_id, by_id, by_name, at, approved_by_id, approved_by_name)
        values (gen_random_uuid(), $1, $2, 'Verified', 'OwnerOccupier', 'Ana', 'StateId', '1234', 'OwnerSignedByLink', $3, '11111111-1111-1111-1111-111111111111', 'Terry', now(), '22222222-2222-2222-2222-222222222222', 'Dana')
        """;

    [Fact]
    public async Task InsertCheck_NoSignatureThatStands_IsRefusedAndWithOneItIsNot()
    {
        var job = await app.Data.JobAsync(JobStatus.OnSite);
        var visit = job.Visits[^1].Id;
        var elsewhere = await app.Data.SignByOwnerAsync((await app.Data.JobAsync(JobStatus.Scheduled)).Id);
        await RefusedAsync(PostgresErrorCodes.CheckViolation, Check, job.Id, visit, null);
        await RefusedAsync(Gate, Check, job.Id, visit, Guid.NewGuid());
        await RefusedAsync(Gate, Check, job.Id, visit, elsewhere.Id);

        // Another authority names none.
        await RefusedAsync(PostgresErrorCodes.CheckViolation, Check.Replace("OwnerSignedByLink", "Deed", StringComparison.Ordinal), job.Id, visit, elsewhere.Id);
        var (asked, _) = await app.Data.AskOwnerAsync(job.Id);
        await RefusedAsync(Gate, Check, job.Id, visit, asked.Id);
        var signed = await app.Data.SignByOwnerAsync(job.Id);
        await RefusedAsync(PostgresErrorCodes.CheckViolation, Check.Replace("'Terry', now(), '22222222-2222-2222-2222-222222222222', 'Dana')", "'Terry', now(), null, null)", StringComparison.Ordinal), job.Id, visit, signed.Id);
        await app.Database.AsSiteAsync(Check, job.Id, visit, signed.Id);

        await RefusedAsync(Gate, "update owner_signatures set state = 'Revoked', ended_at = now(), ended_by_name = 'Somebody' where id = $1", signed.Id);
        await app.Database.AsSiteAsync("update ownership_checks set withdrawn_at = now(), withdrawn_by_name = 'Somebody', withdrawn_reason = 'x' where job_id = $1", job.Id);
        await app.Database.AsSiteAsync("update owner_signatures set state = 'Revoked', ended_at = now(), ended_by_name = 'Somebody' where id = $1", signed.Id);
        await RefusedAsync(Gate, Check, job.Id, visit, signed.Id);
    }

    [Fact]
    public async Task InsertSignature_NotAskedFirst_IsRefused()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        await RefusedAsync(Kept, """
            insert into owner_signatures (id, job_id, state, owner_name, representative_name, language, channel, sent_to, asked_by_id, asked_by_name, asked_at, expires_at, purge_at, signed_name, signed_at, signed_language, text_version, form_version)
            values (gen_random_uuid(), $1, 'Signed', 'A', 'B', 'English', 'Email', 'a@example.com', gen_random_uuid(), 'C', now(), now() + interval '7 days', now() + interval '3 years', 'A', now(), 'English', '2026-11-28', '2026-11-27')
            """, job.Id);
        await app.Data.AskOwnerAsync(job.Id);
        await RefusedAsync(PostgresErrorCodes.UniqueViolation, """
            insert into owner_signatures (id, job_id, state, owner_name, representative_name, language, channel, sent_to, asked_by_id, asked_by_name, asked_at, expires_at, purge_at)
            values (gen_random_uuid(), $1, 'Asked', 'A', 'B', 'English', 'Email', 'a@example.com', gen_random_uuid(), 'C', now(), now() + interval '7 days', now() + interval '3 years')
            """, job.Id);
    }

    [Theory]
    [InlineData("update owner_signatures set representative_name = 'Ben Stranger' where job_id = $1")]
    [InlineData("update owner_signatures set sent_to = 'stranger@example.com' where job_id = $1")]
    [InlineData("update owner_signatures set signed_name = 'Somebody Else' where job_id = $1")]
    [InlineData("update owner_signatures set state = 'Asked', signed_name = null, signed_at = null, signed_language = null, text_version = null, form_version = null where job_id = $1")]
    [InlineData("update owner_signatures set purge_at = now() where job_id = $1")]
    [InlineData("update owner_signatures set state = 'Declined', declined_at = now() where job_id = $1")]
    public async Task UpdateSignature_AnythingButItsEnd_IsRefused(string sql)
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        await app.Data.SignByOwnerAsync(job.Id);

        await RefusedAsync(Kept, sql, job.Id);
    }

    [Theory]
    [InlineData("Declined")]
    [InlineData("Revoked")]
    public async Task UpdateSignature_OneThatIsOver_StaysOver(string state)
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        var (asked, _) = await app.Data.AskOwnerAsync(job.Id);
        await app.Data.ActAsync(job.Id, state == "Declined" ? Actor.Homeowner("Casey Morgan") : new Actor(ActorRole.Dispatcher, Guid.NewGuid(), "Robin"), (it, step) =>
        {
            if (state == "Declined")
            {
                it.DeclineByOwner(asked.Id, null, step);
            }
            else
            {
                it.RevokeOwnerSignature(asked.Id, "The wrong person", step);
            }
        });

        await RefusedAsync(Kept, "update owner_signatures set state = 'Signed', declined_at = null, ended_at = null, ended_by_name = null, signed_name = 'Casey Morgan', signed_at = now(), signed_language = 'English', text_version = '2026-11-28', form_version = '2026-11-27' where job_id = $1", job.Id);
    }

    private async Task RefusedAsync(string state, string sql, params object?[] parameters)
    {
        Assert.Equal(state, (await Assert.ThrowsAsync<PostgresException>(() => app.Database.AsSiteAsync(sql, parameters))).SqlState);
        Assert.Equal(state, (await Assert.ThrowsAsync<PostgresException>(() => app.Database.AsOwnerAsync(sql, parameters))).SqlState);
    }
}
