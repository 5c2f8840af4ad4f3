using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using Microsoft.Playwright;
using Xunit;

namespace CleveSec.BrowserTests;

/// <summary>A board with 400 visits on it.</summary>
public sealed class FullBoardTests(Browser browser, CleveSecApp app) : IClassFixture<Browser>, IClassFixture<CleveSecApp>
{
    /// <summary>Fifty technicians with eight visits each in every state there is on a Tuesday at ten, and a few jobs that wait.</summary>
    private const string FullDay = """
        insert into staff_members (id, name, email, role, active, home_zip, skills, qualifications, created_at)
          select gen_random_uuid(), (array['Dana','Luis','Priya','Kim','Robin','Sam','Alex','Noor','Ines','Theo'])[1 + n % 10] || ' ' || (array['Park','O''Brien-Muñoz','Shah','Novak','Hale'])[1 + n % 5] || ' ' || n, 'full' || n || '@clevesec.test', 'Technician', true,
            (select zip from service_zips where served order by md5(zip || n) limit 1), case when n % 4 = 0 then '{Dahua,Lorex}' else '{Dahua,Lorex,Hikvision,Other}' end::text[], '{}', now() from generate_series(1, 50) n;
        insert into staff_working_hours (staff_id, day, start, "end")
          select id, 'Tuesday', span[1]::time, span[2]::time from staff_members, (values (array['07:30','12:00']), (array['12:30','19:00'])) s(span) where email like 'full%';
        insert into customers (id, name, phone, created_at, language) select gen_random_uuid(), (array['Casey Morgan','Ana O''Brien-Muñoz','Bakery on West 25th','J. Li'])[1 + n % 4] || ' ' || n, '+1216555' || lpad(n::text, 4, '0'), now(), 'English' from generate_series(1, 412) n;
        insert into sites (id, customer_id, street, city, state, zip) select gen_random_uuid(), c.id, '1 Main Street', z.city, 'OH', z.zip from customers c, lateral (select zip, city from service_zips where served order by md5(zip || c.id::text) limit 1) z;
        insert into recorders (id, site_id, brand, created_at) select gen_random_uuid(), id, (array['Dahua','Hikvision','Lorex'])[1 + (hashtext(id::text) & 1023) % 3], now() from sites;
        insert into jobs (id, number, status, customer_id, site_id, trouble, reported_at, ownership_overridden)
          select gen_random_uuid(), 'CS-2026-' || lpad((5000 + row_number() over (order by c.name))::text, 5, '0'), 'Reported', c.id, s.id, 'ForgottenPassword', timestamptz '2026-11-24 15:00Z' - interval '3 h', false from customers c join sites s on s.customer_id = c.id;
        insert into job_recorders (id, job_id, recorder_id) select gen_random_uuid(), j.id, r.id from jobs j join recorders r on r.site_id = j.site_id;
        with t as (select id, row_number() over (order by email) as n from staff_members where email like 'full%'), j as (select id, site_id, row_number() over (order by number) - 1 as n from jobs)
        insert into visits (id, job_id, technician_id, status, zip, window_start, window_end, work_start, work_end, occupied_start, occupied_end, created_at, changed_at, sequence, arrived_at, ended_at)
          select gen_random_uuid(), j.id, t.id, case when k = 0 then 'Done' when k = 1 then 'OnSite' when k = 2 and t.n % 5 = 0 then 'Planned' else 'Confirmed' end, s.zip,
            at - interval '30 min', at + interval '90 min', at, at + interval '60 min', at - interval '15 min', at + interval '65 min', at, at, 0,
            case when k < 2 then at end, case when k = 0 then at + interval '55 min' end
          from j join t on t.n = 1 + j.n / 8 join sites s on s.id = j.site_id, lateral (select (j.n % 8)::int as k) x,
            lateral (select timestamptz '2026-11-24 08:00-05' + x.k * interval '82 min' + (t.n % 3) * interval '4 min' as at) y where j.n < 400;
        update visits v set zip = near.zip from staff_members m join service_zips home on home.zip = m.home_zip, lateral (
            select zip, row_number() over (order by (latitude - home.latitude) ^ 2 + (longitude - home.longitude) ^ 2) as place from service_zips where served) near
          where v.technician_id = m.id and near.place = 1 + abs(hashtext(v.id::text)) % 4;
        update sites s set zip = v.zip, city = z.city from visits v join jobs j on j.id = v.job_id join service_zips z on z.zip = v.zip where s.id = j.site_id;
        update jobs set status = 'Scheduled' where id in (select job_id from visits where status in ('Planned', 'Confirmed'));
        update jobs set status = 'OnSite' where id in (select job_id from visits where status = 'OnSite');
        update jobs set status = 'Cancelled' where id in (select job_id from visits where status = 'Done');
        insert into staff_absences (id, staff_id, start, "end", reason) select gen_random_uuid(), id, '2026-11-24 17:00-05', '2026-11-24 19:00-05', 'School' from staff_members where email in ('full7@clevesec.test', 'full12@clevesec.test');
        """;

    [Fact]
    public async Task Board_With400Visits_IsAccessibleAtEveryWidthInBothSchemes()
    {
        await app.Database.AsOwnerAsync(FullDay);
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        Assert.Equal(400, (await client.GetAsync("/staff/board")).All(".row a.visit").Count);
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            foreach (var width in new[] { 320, Browser.Phone, Browser.Tablet, Browser.Desk })
            {
                await using var person = await browser.PersonAsync(app, width, scheme: scheme, javaScript: width != 320);
                await person.Page.Context.AddCookiesAsync(client.Cookies.Select(cookie => new Cookie { Name = cookie.Key, Value = cookie.Value, Url = app.Address.ToString().Replace("http:", "https:", StringComparison.Ordinal), Secure = true }));
                foreach (var view in new[] { "", "?view=week", "?view=map" })
                {
                    await person.GoAsync("/staff/board" + view);
                    Assert.True(await person.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{view} is wider than {width}");
                    if (width is Browser.Phone or Browser.Desk)
                    {
                        await person.AssertAccessibleAsync($"board{view} {width} {scheme}");
                    }
                }
            }
        }
    }
}
