using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CleveSec.Migrations.Steps
{
    /// <inheritdoc />
    public partial class Search : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "status",
                table: "job_search",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            // Every row is written anew there, with its status.
            migrationBuilder.Sql(CleveSec.Migrations.Sql.SqlFile.Read("search.sql"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("Functions were replaced by others: restore a backup instead.");
    }
}
