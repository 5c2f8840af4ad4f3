using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;

#nullable disable

namespace CleveSec.Migrations.Steps
{
    /// <inheritdoc />
    public partial class Inbox : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "alert_minutes",
                table: "office_settings",
                type: "integer",
                nullable: false,
                defaultValue: 15);

            migrationBuilder.AddColumn<Guid>(
                name: "on_call_id",
                table: "office_settings",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "inbox_marks",
                columns: table => new
                {
                    subject = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    since = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    claimed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    claimed_by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    claimed_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    done_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    done_by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    seen_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    alerted_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_marks", x => new { x.subject, x.kind, x.since });
                    table.ForeignKey(
                        name: "fk_inbox_marks_staff_claimed_by_id",
                        column: x => x.claimed_by_id,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "inbox_views",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    view = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    filter = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_views", x => x.id);
                    table.ForeignKey(
                        name: "fk_inbox_views_staff_staff_id",
                        column: x => x.staff_id,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_office_settings_on_call_id",
                table: "office_settings",
                column: "on_call_id");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_marks_alerted_at",
                table: "inbox_marks",
                column: "alerted_at",
                filter: "alerted_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_marks_claimed_by_id",
                table: "inbox_marks",
                column: "claimed_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_views_staff_id_name",
                table: "inbox_views",
                columns: new[] { "staff_id", "name" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_office_settings_staff_on_call_id",
                table: "office_settings",
                column: "on_call_id",
                principalTable: "staff_members",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.Sql(CleveSec.Migrations.Sql.SqlFile.Read("inbox.sql"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("There is no way back: restore a backup instead.");
    }
}
