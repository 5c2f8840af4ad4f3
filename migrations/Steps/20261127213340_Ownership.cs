using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;

#nullable disable

namespace CleveSec.Migrations.Steps
{
    /// <inheritdoc />
    public partial class Ownership : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "approved_by_id",
                table: "ownership_checks",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "approved_by_name",
                table: "ownership_checks",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "situation",
                table: "ownership_checks",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

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

            migrationBuilder.CreateTable(
                name: "second_person_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    situation = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    person_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    identity_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    identity_last_four = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    authority_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    links = table.Column<string>(type: "jsonb", nullable: false),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    asked_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    asked_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    phone_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    phone_by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    decided_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    decided_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_second_person_requests", x => x.id);
                    table.ForeignKey(
                        name: "fk_second_person_requests_jobs_job_id",
                        column: x => x.job_id,
                        principalTable: "jobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_second_person_requests_visits_visit_id",
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

            migrationBuilder.CreateIndex(
                name: "ix_second_person_requests_job_id",
                table: "second_person_requests",
                column: "job_id");

            migrationBuilder.CreateIndex(
                name: "ix_second_person_requests_one_waits",
                table: "second_person_requests",
                column: "visit_id",
                unique: true,
                filter: "state = 'Waiting'");

            migrationBuilder.Sql(CleveSec.Migrations.Sql.SqlFile.Read("ownership.sql"));
            migrationBuilder.Sql(CleveSec.Migrations.Sql.SqlFile.Read("authorizations.sql"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop trigger require_authorization on ownership_checks; drop trigger require_second_person on ownership_checks; drop trigger require_situation on ownership_checks;
                drop function require_authorization(); drop function require_second_person(); drop function require_situation();
                drop trigger keep_authorizations on authorizations; drop function keep_authorizations();
                drop trigger keep_second_person_requests on second_person_requests; drop function keep_second_person_requests();
                alter table ownership_checks drop constraint ck_ownership_checks_second_person;
                """);

            migrationBuilder.DropTable(
                name: "authorizations");

            migrationBuilder.DropTable(
                name: "second_person_requests");

            migrationBuilder.DropColumn(
                name: "approved_by_id",
                table: "ownership_checks");

            migrationBuilder.DropColumn(
                name: "approved_by_name",
                table: "ownership_checks");

            migrationBuilder.DropColumn(
                name: "situation",
                table: "ownership_checks");
        }
    }
}
