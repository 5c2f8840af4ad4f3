using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;

#nullable disable

namespace CleveSec.Migrations.Steps
{
    /// <inheritdoc />
    public partial class VendorLetters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Instant>(
                name: "answer_expected_by",
                table: "vendor_cases",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Instant>(
                name: "answered_at",
                table: "vendor_cases",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<LocalDate>(
                name: "date_on_screen",
                table: "vendor_cases",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "device_id",
                table: "vendor_cases",
                type: "character varying(80)",
                maxLength: 80,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "letter_mail_id",
                table: "vendor_cases",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "recipient",
                table: "vendor_cases",
                type: "character varying(254)",
                maxLength: 254,
                nullable: true);

            migrationBuilder.AddColumn<Instant>(
                name: "sent_at",
                table: "vendor_cases",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "token",
                table: "vendor_cases",
                type: "character varying(16)",
                maxLength: 16,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "validity_hours",
                table: "vendor_cases",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "outbox_attachments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    outbox_mail_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    media_type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    sealed_bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    sealed_key = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_attachments", x => x.id);
                    table.ForeignKey(
                        name: "fk_outbox_attachments_outbox_mails_outbox_mail_id",
                        column: x => x.outbox_mail_id,
                        principalTable: "outbox_mails",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "vendor_answers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    vendor_case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    uid_validity = table.Column<long>(type: "bigint", nullable: false),
                    uid = table.Column<long>(type: "bigint", nullable: false),
                    fingerprint = table.Column<byte[]>(type: "bytea", nullable: false),
                    message_id = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: true),
                    from_address = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    match = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    sender = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    sender_unproven = table.Column<bool>(type: "boolean", nullable: false),
                    problem = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    parts = table.Column<string>(type: "jsonb", nullable: false),
                    scan = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    scan_words = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    came_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    read_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    sealed_bytes = table.Column<byte[]>(type: "bytea", nullable: true),
                    sealed_key = table.Column<byte[]>(type: "bytea", nullable: true),
                    decided_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    decided_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vendor_answers", x => x.id);
                    table.ForeignKey(
                        name: "fk_vendor_answers_vendor_cases_vendor_case_id",
                        column: x => x.vendor_case_id,
                        principalTable: "vendor_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "vendor_files",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    vendor_case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    size = table.Column<int>(type: "integer", nullable: false),
                    sealed_bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    sealed_key = table.Column<byte[]>(type: "bytea", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vendor_files", x => x.id);
                    table.ForeignKey(
                        name: "fk_vendor_files_vendor_cases_vendor_case_id",
                        column: x => x.vendor_case_id,
                        principalTable: "vendor_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "vendor_mailboxes",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    uid_validity = table.Column<long>(type: "bigint", nullable: false),
                    last_uid = table.Column<long>(type: "bigint", nullable: false),
                    read_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    failing_since = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    error = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vendor_mailboxes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "vendors",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    recipient = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    letter_text = table.Column<string>(type: "character varying(1500)", maxLength: 1500, nullable: false),
                    validity_hours = table.Column<int>(type: "integer", nullable: false),
                    reply_hours = table.Column<int>(type: "integer", nullable: false),
                    needs = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    opens_at = table.Column<LocalTime>(type: "time", nullable: true),
                    closes_at = table.Column<LocalTime>(type: "time", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vendors", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_vendor_cases_answer_valid_until",
                table: "vendor_cases",
                column: "answer_valid_until",
                filter: "state = 'Answered'");

            migrationBuilder.CreateIndex(
                name: "ix_vendor_cases_letter_mail_id",
                table: "vendor_cases",
                column: "letter_mail_id");

            migrationBuilder.CreateIndex(
                name: "ix_vendor_cases_token",
                table: "vendor_cases",
                column: "token",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_attachments_outbox_mail_id",
                table: "outbox_attachments",
                column: "outbox_mail_id");

            migrationBuilder.CreateIndex(
                name: "ix_vendor_answers_came_at",
                table: "vendor_answers",
                column: "came_at",
                filter: "state = 'Quarantined'");

            migrationBuilder.CreateIndex(
                name: "ix_vendor_answers_fingerprint",
                table: "vendor_answers",
                column: "fingerprint",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_vendor_answers_uid_validity_uid",
                table: "vendor_answers",
                columns: new[] { "uid_validity", "uid" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_vendor_answers_vendor_case_id",
                table: "vendor_answers",
                column: "vendor_case_id");

            migrationBuilder.CreateIndex(
                name: "ix_vendor_files_vendor_case_id",
                table: "vendor_files",
                column: "vendor_case_id",
                unique: true);
            migrationBuilder.Sql(CleveSec.Migrations.Sql.SqlFile.Read("vendor.sql"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop trigger move_vendor_cases on vendor_cases;
                drop function move_vendor_cases();
                drop trigger purge_vendor_case on vendor_cases;
                drop function purge_vendor_case();
                update vendor_cases set state = case state when 'Drafted' then 'Asked' when 'Sent' then 'Asked' when 'Answered' then 'Answered' when 'Imported' then 'Answered' else 'Ended' end, ended_at = coalesce(ended_at, answered_at);
                drop trigger keep_vendor_answers on vendor_answers;
                drop function keep_vendor_answers();
                """);

            migrationBuilder.DropTable(
                name: "outbox_attachments");

            migrationBuilder.DropTable(
                name: "vendor_answers");

            migrationBuilder.DropTable(
                name: "vendor_files");

            migrationBuilder.DropTable(
                name: "vendor_mailboxes");

            migrationBuilder.DropTable(
                name: "vendors");

            migrationBuilder.DropIndex(
                name: "ix_vendor_cases_answer_valid_until",
                table: "vendor_cases");

            migrationBuilder.DropIndex(
                name: "ix_vendor_cases_letter_mail_id",
                table: "vendor_cases");

            migrationBuilder.DropIndex(
                name: "ix_vendor_cases_token",
                table: "vendor_cases");

            migrationBuilder.DropColumn(
                name: "answer_expected_by",
                table: "vendor_cases");

            migrationBuilder.DropColumn(
                name: "answered_at",
                table: "vendor_cases");

            migrationBuilder.DropColumn(
                name: "date_on_screen",
                table: "vendor_cases");

            migrationBuilder.DropColumn(
                name: "device_id",
                table: "vendor_cases");

            migrationBuilder.DropColumn(
                name: "letter_mail_id",
                table: "vendor_cases");

            migrationBuilder.DropColumn(
                name: "recipient",
                table: "vendor_cases");

            migrationBuilder.DropColumn(
                name: "sent_at",
                table: "vendor_cases");

            migrationBuilder.DropColumn(
                name: "token",
                table: "vendor_cases");

            migrationBuilder.DropColumn(
                name: "validity_hours",
                table: "vendor_cases");
        }
    }
}
