using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;

#nullable disable

namespace CleveSec.Migrations.Steps
{
    /// <inheritdoc />
    public partial class Authorizations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "authorizations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text_version = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    language = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    signed_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    sealed_strokes = table.Column<byte[]>(type: "bytea", nullable: true),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    witness_id = table.Column<Guid>(type: "uuid", nullable: false),
                    witness_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    purge_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_authorizations", x => x.id);
                    table.ForeignKey(
                        name: "fk_authorizations_jobs_job_id",
                        column: x => x.job_id,
                        principalTable: "jobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_authorizations_visits_visit_id",
                        column: x => x.visit_id,
                        principalTable: "visits",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_authorizations_job_id",
                table: "authorizations",
                column: "job_id");

            migrationBuilder.CreateIndex(
                name: "ix_authorizations_purge_at",
                table: "authorizations",
                column: "purge_at");

            migrationBuilder.CreateIndex(
                name: "ix_authorizations_visit_id",
                table: "authorizations",
                column: "visit_id");

            migrationBuilder.Sql(CleveSec.Migrations.Sql.SqlFile.Read("authorizations.sql"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop trigger require_authorization on ownership_checks; drop function require_authorization();");

            migrationBuilder.DropTable(
                name: "authorizations");
        }
    }
}
