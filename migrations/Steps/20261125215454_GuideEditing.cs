using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;

#nullable disable

namespace CleveSec.Migrations.Steps
{
    /// <inheritdoc />
    public partial class GuideEditing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Nobody could edit the guide before this step: the seed brings it back from its files, in both languages.
            migrationBuilder.Sql("delete from guide_topics; delete from guide_methods;");

            migrationBuilder.DropPrimaryKey(
                name: "pk_guide_topics",
                table: "guide_topics");

            migrationBuilder.DropColumn(
                name: "estimate_note",
                table: "guide_methods");

            migrationBuilder.DropColumn(
                name: "footage_note",
                table: "guide_methods");

            migrationBuilder.DropColumn(
                name: "limits",
                table: "guide_methods");

            migrationBuilder.DropColumn(
                name: "minutes",
                table: "guide_methods");

            migrationBuilder.DropColumn(
                name: "name",
                table: "guide_methods");

            migrationBuilder.DropColumn(
                name: "needs",
                table: "guide_methods");

            migrationBuilder.DropColumn(
                name: "settings_note",
                table: "guide_methods");

            migrationBuilder.DropColumn(
                name: "when_to_stop",
                table: "guide_methods");

            migrationBuilder.RenameColumn(
                name: "updated_at",
                table: "guide_topics",
                newName: "published_at");

            migrationBuilder.AddColumn<string>(
                name: "diagnosis",
                table: "jobs",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "language",
                table: "guide_topics",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "English");

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "guide_topics",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<LocalDate>(
                name: "checked_on",
                table: "guide_methods",
                type: "date",
                nullable: false,
                defaultValue: new NodaTime.LocalDate(1, 1, 1));

            migrationBuilder.AddColumn<string>(
                name: "english",
                table: "guide_methods",
                type: "jsonb",
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.AddColumn<Instant>(
                name: "published_at",
                table: "guide_methods",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: NodaTime.Instant.FromUnixTimeTicks(0L));

            migrationBuilder.AddColumn<string>(
                name: "spanish",
                table: "guide_methods",
                type: "jsonb",
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "guide_methods",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "language",
                table: "customers",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "English");

            migrationBuilder.AddPrimaryKey(
                name: "pk_guide_topics",
                table: "guide_topics",
                columns: new[] { "slug", "language" });

            migrationBuilder.CreateTable(
                name: "call_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    best_time = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    about = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    language = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    done_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    done_by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_call_requests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "guide_comments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    language = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    confirmed_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    answer = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    answered_by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    decided_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_guide_comments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "guide_images",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    width = table.Column<int>(type: "integer", nullable: false),
                    height = table.Column<int>(type: "integer", nullable: false),
                    by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_guide_images", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "guide_versions",
                columns: table => new
                {
                    subject = table.Column<string>(type: "character varying(90)", maxLength: 90, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    published_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_guide_versions", x => new { x.subject, x.number });
                });

            migrationBuilder.CreateTable(
                name: "guide_votes",
                columns: table => new
                {
                    slug = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    language = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    day = table.Column<LocalDate>(type: "date", nullable: false),
                    helped = table.Column<int>(type: "integer", nullable: false),
                    did_not = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_guide_votes", x => new { x.slug, x.language, x.day });
                });

            migrationBuilder.CreateTable(
                name: "office_settings",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    hours = table.Column<List<string>>(type: "text[]", nullable: false),
                    guide_check_days = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_office_settings", x => x.id);
                    table.CheckConstraint("ck_office_settings_one_row", "id = 1");
                });

            migrationBuilder.CreateIndex(
                name: "ix_call_requests_at",
                table: "call_requests",
                column: "at",
                filter: "done_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_guide_comments_slug_language_state",
                table: "guide_comments",
                columns: new[] { "slug", "language", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_guide_comments_state",
                table: "guide_comments",
                column: "state");

            migrationBuilder.Sql(CleveSec.Migrations.Sql.SqlFile.Read("guide.sql"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("What the guide said before cannot be brought back: restore a backup instead.");
    }
}
