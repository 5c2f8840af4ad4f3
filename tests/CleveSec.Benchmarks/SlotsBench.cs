using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace CleveSec.Benchmarks;

/// <summary>The page that shows free windows, with more and more history behind the same fortnight ahead.</summary>
internal sealed class SlotsBench(string owner, Uri site, int sitePid, Uri loggingSite, string log)
{
    private const string Page = "/book?brand=Dahua&zip=44114";
    private const int Requests = 400;
    private static readonly long[] Histories = [10_000, 1_000_000, 10_000_000];
    private readonly HttpClient http = new();

    public static async Task<int> RunAsync(string site, string sitePid, string loggingSite, string log, string most)
    {
        var owner = Environment.GetEnvironmentVariable("ConnectionStrings__CleveSecOwner") ?? throw new InvalidOperationException("ConnectionStrings__CleveSecOwner is not set.");
        var bench = new SlotsBench(owner, new Uri(site), int.Parse(sitePid, CultureInfo.InvariantCulture), new Uri(loggingSite), log);
        await bench.RunAsync(long.Parse(most, CultureInfo.InvariantCulture));
        return 0;
    }

    private async Task RunAsync(long most)
    {
        await SqlAsync(Fortnight);

        // Until everything often used is compiled: else the first history is measured with the compiler at work.
        await TimesAsync(Requests * 4);
        var rounds = new List<(double P50, double P95, double Cpu)>();
        var sql = 0.0;
        long filled = 0;
        foreach (var history in Histories.Where(history => history <= most))
        {
            await SqlAsync(string.Create(CultureInfo.InvariantCulture, $"{History(filled, history)}"));
            await SqlAsync("vacuum (analyze) visits");
            filled = history;
            await TimesAsync(Requests / 2);
            sql = await StatementsAsync();
            var before = await CpuAsync();
            var times = await TimesAsync(Requests);
            var cpu = (await CpuAsync() - before) / Requests;
            times.Sort();
            rounds.Add((times[Requests / 2], times[Requests * 95 / 100], cpu));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{history,10} visits behind: p50 {rounds[^1].P50:F2} ms, p95 {rounds[^1].P95:F2} ms, cpu {cpu:F2} ms (site and PostgreSQL), {sql:F1} statements"));
            Console.WriteLine(await PlanAsync());
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"slots: p50_ms={rounds[^1].P50:F2} p95_ms={rounds[^1].P95:F2} cpu_ms={rounds[^1].Cpu:F2} sql={sql:F0} growth={rounds[^1].P50 / rounds[0].P50:F2}"));
    }

    /// <summary>Ten technicians with hours, a customer with jobs, and three visits on each of everybody's days ahead.</summary>
    private const string Fortnight = """
        insert into staff_members (id, name, email, role, active, home_zip, skills, qualifications, created_at)
          select gen_random_uuid(), 'Technician ' || n, 't' || n || '@bench.example', 'Technician', true, (select zip from service_zips where served order by md5(zip || n) limit 1), '{Dahua,Lorex,Hikvision,Other}', '{}', now() from generate_series(1, 10) n;
        insert into staff_working_hours (staff_id, day, start, "end")
          select id, day, span[1]::time, span[2]::time from staff_members, unnest(array['Monday','Tuesday','Wednesday','Thursday','Friday','Saturday']) day, (values (array['08:00','12:00']), (array['13:00','18:00'])) s(span);
        insert into customers (id, name, phone, created_at, language) values ('00000000-0000-0000-0000-000000000001', 'Bench', '+12165550123', now(), 'English');
        insert into sites (id, customer_id, street, city, state, zip) values ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', '1 Main Street', 'Cleveland', 'OH', '44113');
        insert into jobs (id, number, status, customer_id, site_id, trouble, reported_at, ownership_overridden)
          select gen_random_uuid(), 'B-' || n, 'Cancelled', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', 'ForgottenPassword', now(), false from generate_series(1, 1000) n;
        insert into visits (id, job_id, technician_id, status, zip, window_start, window_end, work_start, work_end, occupied_start, occupied_end, created_at, changed_at, sequence)
          select gen_random_uuid(), j.id, s.id, 'Planned', (select zip from service_zips where served order by md5(zip || d || h || s.id) limit 1), at, at + interval '2 h', at, at + interval '1 h', at - interval '15 min', at + interval '75 min', now(), now(), 0
          from staff_members s, generate_series(0, 14) d, unnest(array[9, 11, 15]) h,
            lateral (select (date_trunc('day', now() at time zone 'America/New_York') + d * interval '1 day' + h * interval '1 h') at time zone 'America/New_York' as at) t, (select id from jobs limit 1) j;
        """;

    private static string History(long from, long to) => $"""
        with t as (select array_agg(id) as ids from staff_members), j as (select array_agg(id) as ids from jobs)
        insert into visits (id, job_id, technician_id, status, zip, window_start, window_end, work_start, work_end, occupied_start, occupied_end, created_at, changed_at, sequence)
          select gen_random_uuid(), j.ids[1 + n % 1000], t.ids[1 + n % 10], 'Done', '44113', at, at + interval '2 h', at, at + interval '1 h', at, at + interval '75 min', at, at, 0
          from t, j, generate_series({from + 1}, {to}) n, lateral (select now() - interval '2 days' - n * interval '30 s' as at) x
        """;

    private async Task<List<double>> TimesAsync(int requests)
    {
        var times = new List<double>(requests);
        for (var i = 0; i < requests; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var page = await http.GetStringAsync(new Uri(site, Page));
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (i == 0 && !page.Contains("Input.Window", StringComparison.Ordinal))
            {
                throw new InvalidOperationException("The page shows no free window.");
            }
        }

        return times;
    }

    /// <summary>Counted in the log of a second instance that logs each statement.</summary>
    private async Task<double> StatementsAsync()
    {
        const int Pages = 20;
        await http.GetStringAsync(new Uri(loggingSite, Page));
        var before = await ExecutedAsync();
        for (var i = 0; i < Pages; i++)
        {
            await http.GetStringAsync(new Uri(loggingSite, Page));
        }

        return (await ExecutedAsync() - before) / (double)Pages;
    }

    private async Task<int> ExecutedAsync()
    {
        await using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return (await reader.ReadToEndAsync()).Split('\n').Count(line => line.Contains("Executed DbCommand", StringComparison.Ordinal));
    }

    /// <summary>Milliseconds the site and its connections' server processes have computed so far.</summary>
    private async Task<double> CpuAsync()
    {
        var pids = (await LinesAsync("select pid::text from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()")).Append(sitePid.ToString(CultureInfo.InvariantCulture));
        var ticks = 0L;
        foreach (var pid in pids.Where(pid => File.Exists($"/proc/{pid}/stat")))
        {
            var fields = (await File.ReadAllTextAsync($"/proc/{pid}/stat")).Split(") ")[1].Split(' ');
            ticks += long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        }

        return ticks * 10.0;
    }

    private async Task<string> PlanAsync() => string.Join('\n', await LinesAsync("""
        explain (analyze, costs off, timing off, summary off) select technician_id, id, zip, work_start, work_end from visits
        where status in ('Held', 'Planned', 'Confirmed', 'EnRoute', 'OnSite') and work_end > now() and work_start < now() + interval '15 days'
        """));

    private async Task<List<string>> LinesAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        return lines;
    }

    private async Task SqlAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
