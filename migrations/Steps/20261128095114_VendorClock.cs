using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CleveSec.Migrations.Steps
{
    /// <inheritdoc />
    public partial class VendorClock : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(CleveSec.Migrations.Sql.SqlFile.Read("vendor-clock.sql"));

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // What the cases were given is true of them without this step too.
        }
    }
}
