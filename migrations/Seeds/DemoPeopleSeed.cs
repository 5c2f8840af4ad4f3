using CleveSec.Domain.Recovery;
using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CleveSec.Migrations.Seeds;

/// <summary>Demo staff with hours, so that a fresh development site can be signed in to and booked. Somebody who is there already is left as they are.</summary>
internal static class DemoPeopleSeed
{
    private static readonly LocalTime Eight = new(8, 0);
    private static readonly LocalTime Six = new(18, 0);

    private static readonly IReadOnlyList<Person> People =
    [
        new("Alex (demo)", DemoData.AdminEmail, StaffRole.Admin, null, []),
        new("Sam (demo)", DemoData.DispatcherEmail, StaffRole.Dispatcher, null, []),
        new("Dana (demo)", DemoData.DanaEmail, StaffRole.Technician, "44107", [RecorderBrand.Dahua, RecorderBrand.Lorex, RecorderBrand.Hikvision, RecorderBrand.Other]),
        new("Luis (demo)", DemoData.LuisEmail, StaffRole.Technician, "44122", [RecorderBrand.Dahua, RecorderBrand.Lorex, RecorderBrand.Hikvision]),
        new("Priya (demo)", DemoData.PriyaEmail, StaffRole.Technician, "44256", [RecorderBrand.Dahua, RecorderBrand.Lorex, RecorderBrand.Other]),
    ];

    public static async Task RunAsync(CleveSecDb db, CancellationToken ct)
    {
        await using var services = StaffServices.Build(db);
        var users = services.GetRequiredService<UserManager<StaffAccount>>();
        var now = services.GetRequiredService<IClock>().GetCurrentInstant();
        foreach (var person in People)
        {
            if (!await db.Staff.AnyAsync(staff => staff.Email == person.Email, ct))
            {
                db.Staff.Add(person.Join(now));
                var made = await users.CreateAsync(StaffPasswords.AccountOf(db.Staff.Local.Single(staff => staff.Email == person.Email)), DemoData.Password);
                if (!made.Succeeded)
                {
                    throw new InvalidOperationException(string.Join(' ', made.Errors.Select(error => error.Description)));
                }
            }
        }

        Console.WriteLine($"Demo sign-ins (password: {DemoData.Password})\n{string.Join('\n', People.Select(person => $"  {person.Role,-11} {person.Email}"))}");
    }

    private sealed record Person(string Name, string Email, StaffRole Role, string? HomeZip, RecorderBrand[] Skills)
    {
        public StaffMember Join(Instant now)
        {
            var member = StaffMember.Join(Name, Email, Role, now);
            member.Describe(Name, null, Role, HomeZip, Skills);
            if (Role == StaffRole.Technician)
            {
                member.WorkWeekly(Week());
            }

            return member;
        }

        /// <summary>Every day, so that the demo's board is one of a working day whenever it is started.</summary>
        private static IEnumerable<WorkingHours> Week() => Enumerable.Range(1, 7).Select(day => new WorkingHours((IsoDayOfWeek)day, Eight, Six));
    }
}
