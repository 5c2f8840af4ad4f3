using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;

#nullable disable

namespace CleveSec.Migrations.Steps
{
    /// <inheritdoc />
    public partial class OwnerSignatures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "owner_signature_id",
                table: "ownership_checks",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "owner_signatures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    owner_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    representative_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    language = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    sent_to = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    asked_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    asked_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    signed_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    signed_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    signed_language = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    text_version = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    form_version = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    sealed_strokes = table.Column<byte[]>(type: "bytea", nullable: true),
                    declined_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    declined_words = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    ended_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    ended_by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    purge_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_owner_signatures", x => x.id);
                    table.ForeignKey(
                        name: "fk_owner_signatures_jobs_job_id",
                        column: x => x.job_id,
                        principalTable: "jobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_owner_signatures_declined_at",
                table: "owner_signatures",
                column: "declined_at",
                filter: "state = 'Declined'");

            migrationBuilder.CreateIndex(
                name: "ix_owner_signatures_job_id_asked_at",
                table: "owner_signatures",
                columns: new[] { "job_id", "asked_at" });

            migrationBuilder.CreateIndex(
                name: "ix_owner_signatures_one_open",
                table: "owner_signatures",
                column: "job_id",
                unique: true,
                filter: "state in ('Asked', 'Signed')");

            migrationBuilder.CreateIndex(
                name: "ix_owner_signatures_purge_at",
                table: "owner_signatures",
                column: "purge_at");

            migrationBuilder.Sql(CleveSec.Migrations.Sql.SqlFile.Read("owner-signatures.sql"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop trigger require_owner_signature on ownership_checks;");

            migrationBuilder.DropTable(
                name: "owner_signatures");

            migrationBuilder.Sql("drop function require_owner_signature(), keep_needed_owner_signature(), keep_owner_signatures(), begin_owner_signatures();");

            migrationBuilder.DropColumn(
                name: "owner_signature_id",
                table: "ownership_checks");
        }
    }
}
