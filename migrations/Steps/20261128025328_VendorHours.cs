using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;

#nullable disable

namespace CleveSec.Migrations.Steps
{
    /// <inheritdoc />
    public partial class VendorHours : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // The spans move before their columns go.
            migrationBuilder.Sql(CleveSec.Migrations.Sql.SqlFile.Read("vendor-hours.sql"));

            migrationBuilder.DropColumn(
                name: "closes_at",
                table: "vendors");

            migrationBuilder.DropColumn(
                name: "opens_at",
                table: "vendors");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "hours",
                table: "vendors");

            migrationBuilder.AddColumn<LocalTime>(
                name: "closes_at",
                table: "vendors",
                type: "time",
                nullable: true);

            migrationBuilder.AddColumn<LocalTime>(
                name: "opens_at",
                table: "vendors",
                type: "time",
                nullable: true);
        }
    }
}
