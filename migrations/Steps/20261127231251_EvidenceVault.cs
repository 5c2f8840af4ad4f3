using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;

#nullable disable

namespace CleveSec.Migrations.Steps
{
    /// <inheritdoc />
    public partial class EvidenceVault : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "format",
                table: "evidence_files",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Picture");

            migrationBuilder.CreateTable(
                name: "legal_holds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    since = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    ended_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    ended_by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    end_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_legal_holds", x => x.id);
                    table.ForeignKey(
                        name: "fk_legal_holds_jobs_job_id",
                        column: x => x.job_id,
                        principalTable: "jobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_legal_holds_job_id_since",
                table: "legal_holds",
                columns: new[] { "job_id", "since" });

            migrationBuilder.CreateIndex(
                name: "ix_legal_holds_one_stands",
                table: "legal_holds",
                column: "job_id",
                unique: true,
                filter: "ended_at is null");

            migrationBuilder.Sql(CleveSec.Migrations.Sql.SqlFile.Read("evidence.sql"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop trigger keep_held_evidence on evidence_files; drop trigger keep_held_evidence on authorizations; drop function keep_held_evidence();
                drop trigger keep_legal_holds on legal_holds; drop function keep_legal_holds();
                create or replace function keep_authorizations() returns trigger language plpgsql as $$
                begin
                  raise exception 'a signed form stays as it was signed' using errcode = 'CS002';
                end $$;
                """);

            migrationBuilder.DropTable(
                name: "legal_holds");

            migrationBuilder.DropColumn(
                name: "format",
                table: "evidence_files");
        }
    }
}
