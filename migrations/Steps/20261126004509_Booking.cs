using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;

#nullable disable

namespace CleveSec.Migrations.Steps
{
    /// <inheritdoc />
    public partial class Booking : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "reserve_percent",
                table: "booking_settings",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Instant>(
                name: "held_until",
                table: "visits",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "hold_key_hash",
                table: "visits",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "other_work_id",
                table: "visits",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Instant>(
                name: "answer_valid_until",
                table: "vendor_cases",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "most_visits",
                table: "staff_members",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<List<string>>(
                name: "qualifications",
                table: "staff_members",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string>(
                name: "call_back",
                table: "jobs",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "contact_name",
                table: "jobs",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "contact_phone",
                table: "jobs",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "footage",
                table: "jobs",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<Instant>(
                name: "id_promised_at",
                table: "jobs",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "rules_overridden",
                table: "jobs",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "service_id",
                table: "jobs",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "recovery");

            migrationBuilder.AddColumn<string>(
                name: "situation",
                table: "jobs",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<Instant>(
                name: "wanted_window_end",
                table: "jobs",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Instant>(
                name: "wanted_window_start",
                table: "jobs",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<LocalTime>(
                name: "quiet_from",
                table: "customers",
                type: "time",
                nullable: true);

            migrationBuilder.AddColumn<LocalTime>(
                name: "quiet_until",
                table: "customers",
                type: "time",
                nullable: true);

            migrationBuilder.AddColumn<Instant>(
                name: "text_consent_at",
                table: "customers",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<LocalTime>(
                name: "quiet_from",
                table: "booking_settings",
                type: "time",
                nullable: false,
                defaultValue: new NodaTime.LocalTime(21, 0));

            migrationBuilder.AddColumn<LocalTime>(
                name: "quiet_until",
                table: "booking_settings",
                type: "time",
                nullable: false,
                defaultValue: new NodaTime.LocalTime(7, 0));

            migrationBuilder.AddColumn<LocalTime>(
                name: "remind_day_before_at",
                table: "booking_settings",
                type: "time",
                nullable: false,
                defaultValue: new NodaTime.LocalTime(17, 0));

            migrationBuilder.AddColumn<LocalTime>(
                name: "remind_morning_at",
                table: "booking_settings",
                type: "time",
                nullable: false,
                defaultValue: new NodaTime.LocalTime(7, 30));

            migrationBuilder.AddColumn<LocalTime>(
                name: "reserve_until",
                table: "booking_settings",
                type: "time",
                nullable: false,
                defaultValue: new NodaTime.LocalTime(10, 0));

            migrationBuilder.AddColumn<uint>(
                name: "xmin",
                table: "booking_settings",
                type: "xid",
                rowVersion: true,
                nullable: false,
                defaultValue: 0u);

            migrationBuilder.CreateTable(
                name: "busy_feeds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    technician_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sealed_url = table.Column<string>(type: "text", nullable: false),
                    host = table.Column<string>(type: "character varying(253)", maxLength: 253, nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    fetched_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    failing_since = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    error = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    e_tag = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_busy_feeds", x => x.id);
                    table.ForeignKey(
                        name: "fk_busy_feeds_staff_technician_id",
                        column: x => x.technician_id,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "customer_notes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    done_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    done_by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_notes", x => x.id);
                    table.ForeignKey(
                        name: "fk_customer_notes_jobs_job_id",
                        column: x => x.job_id,
                        principalTable: "jobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "evidence_files",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    job_id = table.Column<Guid>(type: "uuid", nullable: true),
                    form_key = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    sealed_bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    sealed_key = table.Column<byte[]>(type: "bytea", nullable: false),
                    width = table.Column<int>(type: "integer", nullable: false),
                    height = table.Column<int>(type: "integer", nullable: false),
                    size = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    seen_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    seen_by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    purge_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evidence_files", x => x.id);
                    table.ForeignKey(
                        name: "fk_evidence_files_jobs_job_id",
                        column: x => x.job_id,
                        principalTable: "jobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "holidays",
                columns: table => new
                {
                    date = table.Column<LocalDate>(type: "date", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_holidays", x => x.date);
                });

            migrationBuilder.CreateTable(
                name: "outbox_texts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    message_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    to_phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    at_any_hour = table.Column<bool>(type: "boolean", nullable: false),
                    sealed_text = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    next_try_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    lease_until = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    expires_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    gateway_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    sent_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    delivered_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    last_error = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_texts", x => x.id);
                    table.ForeignKey(
                        name: "fk_outbox_texts_jobs_job_id",
                        column: x => x.job_id,
                        principalTable: "jobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_outbox_texts_messages_message_id",
                        column: x => x.message_id,
                        principalTable: "messages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "scheduling_version",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scheduling_version", x => x.id);
                    table.CheckConstraint("ck_scheduling_version_one_row", "id = 1");
                });

            migrationBuilder.CreateTable(
                name: "services",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name_english = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    name_spanish = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    work_minutes = table.Column<int>(type: "integer", nullable: false),
                    brand_minutes = table.Column<List<string>>(type: "text[]", nullable: false),
                    further_recorder_percent = table.Column<int>(type: "integer", nullable: false),
                    needs = table.Column<List<string>>(type: "text[]", nullable: false),
                    online = table.Column<bool>(type: "boolean", nullable: false),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "text_stops",
                columns: table => new
                {
                    phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_text_stops", x => x.phone);
                });

            migrationBuilder.CreateTable(
                name: "travel_settings",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    road_percent = table.Column<int>(type: "integer", nullable: false),
                    speed_bands = table.Column<List<string>>(type: "text[]", nullable: false),
                    hour_bands = table.Column<List<string>>(type: "text[]", nullable: false),
                    road_server_answered_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    road_server_failing_since = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    road_server_error = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_travel_settings", x => x.id);
                    table.CheckConstraint("ck_travel_settings_one_row", "id = 1");
                });

            migrationBuilder.CreateTable(
                name: "travel_times",
                columns: table => new
                {
                    from_zip = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    to_zip = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    minutes = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_travel_times", x => new { x.from_zip, x.to_zip, x.source });
                });

            migrationBuilder.CreateTable(
                name: "visit_reminders",
                columns: table => new
                {
                    visit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    window_start = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visit_reminders", x => new { x.visit_id, x.kind, x.window_start });
                    table.ForeignKey(
                        name: "fk_visit_reminders_visits_visit_id",
                        column: x => x.visit_id,
                        principalTable: "visits",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "waitlist_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    offer_key_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    offer_visit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    offer_window_start = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    offer_until = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    last_offer_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    offers = table.Column<int>(type: "integer", nullable: false),
                    passed = table.Column<List<long>>(type: "bigint[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_waitlist_entries", x => x.id);
                    table.ForeignKey(
                        name: "fk_waitlist_entries_jobs_job_id",
                        column: x => x.job_id,
                        principalTable: "jobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "other_work",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    street = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    zip = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: true),
                    start = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    end = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    feed_id = table.Column<Guid>(type: "uuid", nullable: true),
                    external_id = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    conflict = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    created_by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    cancelled_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_other_work", x => x.id);
                    table.ForeignKey(
                        name: "fk_other_work_busy_feeds_feed_id",
                        column: x => x.feed_id,
                        principalTable: "busy_feeds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_visits_other_work_id",
                table: "visits",
                column: "other_work_id");

            migrationBuilder.CreateIndex(
                name: "ix_busy_feeds_technician_id",
                table: "busy_feeds",
                column: "technician_id");

            migrationBuilder.CreateIndex(
                name: "ix_customer_notes_at",
                table: "customer_notes",
                column: "at",
                filter: "done_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_customer_notes_job_id",
                table: "customer_notes",
                column: "job_id");

            migrationBuilder.CreateIndex(
                name: "ix_evidence_files_form_key",
                table: "evidence_files",
                column: "form_key",
                filter: "job_id is null");

            migrationBuilder.CreateIndex(
                name: "ix_evidence_files_job_id",
                table: "evidence_files",
                column: "job_id");

            migrationBuilder.CreateIndex(
                name: "ix_evidence_files_purge_at",
                table: "evidence_files",
                column: "purge_at");

            migrationBuilder.CreateIndex(
                name: "ix_other_work_feed_id_external_id",
                table: "other_work",
                columns: new[] { "feed_id", "external_id" },
                unique: true,
                filter: "external_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_other_work_start",
                table: "other_work",
                column: "start");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_texts_gateway_id",
                table: "outbox_texts",
                column: "gateway_id",
                filter: "gateway_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_texts_job_id",
                table: "outbox_texts",
                column: "job_id");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_texts_message_id",
                table: "outbox_texts",
                column: "message_id");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_texts_next_try_at",
                table: "outbox_texts",
                column: "next_try_at",
                filter: "state = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "ix_waitlist_entries_job_id",
                table: "waitlist_entries",
                column: "job_id",
                unique: true,
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_waitlist_entries_offer_key_hash",
                table: "waitlist_entries",
                column: "offer_key_hash",
                filter: "offer_key_hash is not null");

            migrationBuilder.AddForeignKey(
                name: "fk_visits_other_work_other_work_id",
                table: "visits",
                column: "other_work_id",
                principalTable: "other_work",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            // Windows were the same every day, and all work took the same time: both go on as they were.
            migrationBuilder.Sql("""
                update booking_settings set windows = (
                  select array_agg(day || ' ' || span order by place, span)
                  from unnest(array['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']) with ordinality days (day, place), unnest(windows) span);
                insert into services (id, name_english, name_spanish, work_minutes, brand_minutes, further_recorder_percent, needs, online, active, position)
                  select 'recovery', 'Getting back into a recorder', 'Volver a entrar a un grabador', work_minutes, '{}', 50, '{}', true, true, 1 from booking_settings;
                """);
            migrationBuilder.DropColumn(
                name: "work_minutes",
                table: "booking_settings");
            migrationBuilder.Sql(CleveSec.Migrations.Sql.SqlFile.Read("booking.sql"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("Holds, other work and what customers sent cannot be taken back out: restore a backup instead.");
    }
}
