using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CleveSec.Migrations;

/// <summary>For the dotnet-ef tool only; it needs a provider, not a server.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<CleveSecDb>
{
    public CleveSecDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<CleveSecDb>();
        CleveSecDb.Configure(options, "Host=localhost;Database=design_time");
        return new CleveSecDb(options.Options);
    }
}
