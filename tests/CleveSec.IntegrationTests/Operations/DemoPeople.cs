using CleveSec.TestSupport;
using CleveSec.Web.Data;

namespace CleveSec.IntegrationTests.Operations;

/// <summary>Somebody made up, as ./run leaves them behind.</summary>
internal static class DemoPeople
{
    public static Task AddAsync(TestDatabase database) => database.AsOwnerAsync(
        "insert into staff_members (id, name, email, role, active, skills, created_at) values (gen_random_uuid(), 'Alex (demo)', $1, 'Admin', false, '{}', now())", DemoData.AdminEmail);
}
