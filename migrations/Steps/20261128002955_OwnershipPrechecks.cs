using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;

#nullable disable

namespace CleveSec.Migrations.Steps
{
    /// <inheritdoc />
    public partial class OwnershipPrechecks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ownership_prechecks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    situation = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    authority_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    links = table.Column<string>(type: "jsonb", nullable: false),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ownership_prechecks", x => x.id);
                    table.ForeignKey(
                        name: "fk_ownership_prechecks_jobs_job_id",
                        column: x => x.job_id,
                        principalTable: "jobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_ownership_prechecks_job_id_at",
                table: "ownership_prechecks",
                columns: new[] { "job_id", "at" });

            migrationBuilder.Sql(CleveSec.Migrations.Sql.SqlFile.Read("precheck.sql"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop trigger keep_ownership_prechecks on ownership_prechecks; drop function keep_ownership_prechecks();");

            migrationBuilder.DropTable(
                name: "ownership_prechecks");
        }
    }
}
