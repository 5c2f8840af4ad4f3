using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;

#nullable disable

namespace CleveSec.Migrations.Steps
{
    /// <inheritdoc />
    public partial class Certificates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "certificates",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    closing = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(25)", maxLength: 25, nullable: false),
                    closed_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    language = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    code_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    sealed_code = table.Column<byte[]>(type: "bytea", nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    sign = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    signed_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    sealed_strokes = table.Column<byte[]>(type: "bytea", nullable: true),
                    issued_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    issued_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    issued_by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    purge_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_certificates", x => x.id);
                    table.ForeignKey(
                        name: "fk_certificates_jobs_job_id",
                        column: x => x.job_id,
                        principalTable: "jobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_certificates_code_hash",
                table: "certificates",
                column: "code_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_certificates_job_id_closing",
                table: "certificates",
                columns: new[] { "job_id", "closing" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_certificates_purge_at",
                table: "certificates",
                column: "purge_at");

            migrationBuilder.Sql(CleveSec.Migrations.Sql.SqlFile.Read("certificates.sql"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop trigger require_closing on certificates; drop trigger keep_certificates on certificates;
                drop function require_closing(); drop function keep_certificates();
                """);

            migrationBuilder.DropTable(
                name: "certificates");
        }
    }
}
