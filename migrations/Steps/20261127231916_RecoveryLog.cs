using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;

#nullable disable

namespace CleveSec.Migrations.Steps
{
    /// <inheritdoc />
    public partial class RecoveryLog : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "effect_acknowledged",
                table: "reset_attempts",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<List<string>>(
                name: "preconditions",
                table: "reset_attempts",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string>(
                name: "reason",
                table: "reset_attempts",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<Instant>(
                name: "started_at",
                table: "reset_attempts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "cameras_back",
                table: "job_recorders",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "cameras_total",
                table: "job_recorders",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "firmware_before",
                table: "job_recorders",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<Instant>(
                name: "locked_until",
                table: "job_recorders",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "playback_gaps",
                table: "job_recorders",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "after",
                table: "hardening_items",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "before",
                table: "hardening_items",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "hardening_items",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.CreateTable(
                name: "attempt_starts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    job_recorder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    method_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    destructive = table.Column<bool>(type: "boolean", nullable: false),
                    preconditions = table.Column<List<string>>(type: "text[]", nullable: false),
                    effect_acknowledged = table.Column<bool>(type: "boolean", nullable: false),
                    started_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    over_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attempt_starts", x => x.id);
                    table.ForeignKey(
                        name: "fk_attempt_starts_job_recorders_job_recorder_id",
                        column: x => x.job_recorder_id,
                        principalTable: "job_recorders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_attempt_starts_jobs_job_id",
                        column: x => x.job_id,
                        principalTable: "jobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_attempt_starts_visits_visit_id",
                        column: x => x.visit_id,
                        principalTable: "visits",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "clip_exports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    job_recorder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    channel = table.Column<int>(type: "integer", nullable: false),
                    clip_from = table.Column<LocalDateTime>(type: "timestamp without time zone", nullable: false),
                    clip_to = table.Column<LocalDateTime>(type: "timestamp without time zone", nullable: false),
                    offset_seconds = table.Column<int>(type: "integer", nullable: false),
                    playback_checked = table.Column<bool>(type: "boolean", nullable: false),
                    exported_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clip_exports", x => x.id);
                    table.ForeignKey(
                        name: "fk_clip_exports_job_recorders_job_recorder_id",
                        column: x => x.job_recorder_id,
                        principalTable: "job_recorders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_clip_exports_jobs_job_id",
                        column: x => x.job_id,
                        principalTable: "jobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_clip_exports_visits_visit_id",
                        column: x => x.visit_id,
                        principalTable: "visits",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "setup_steps",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    job_recorder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    step_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_setup_steps", x => x.id);
                    table.ForeignKey(
                        name: "fk_setup_steps_job_recorders_job_recorder_id",
                        column: x => x.job_recorder_id,
                        principalTable: "job_recorders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_attempt_starts_job_id",
                table: "attempt_starts",
                column: "job_id");

            migrationBuilder.CreateIndex(
                name: "ix_attempt_starts_one_under_way",
                table: "attempt_starts",
                column: "job_recorder_id",
                unique: true,
                filter: "over_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_attempt_starts_visit_id",
                table: "attempt_starts",
                column: "visit_id");

            migrationBuilder.CreateIndex(
                name: "ix_clip_exports_job_id",
                table: "clip_exports",
                column: "job_id");

            migrationBuilder.CreateIndex(
                name: "ix_clip_exports_job_recorder_id",
                table: "clip_exports",
                column: "job_recorder_id");

            migrationBuilder.CreateIndex(
                name: "ix_clip_exports_visit_id",
                table: "clip_exports",
                column: "visit_id");

            migrationBuilder.CreateIndex(
                name: "ix_setup_steps_job_recorder_id_step_id",
                table: "setup_steps",
                columns: new[] { "job_recorder_id", "step_id" },
                unique: true);

            migrationBuilder.Sql(CleveSec.Migrations.Sql.SqlFile.Read("recovery.sql"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop trigger require_attempt_start on reset_attempts; drop function require_attempt_start();
                drop trigger gate_attempt_starts on attempt_starts; drop trigger keep_attempt_starts on attempt_starts;
                drop function gate_attempt_starts(); drop function keep_attempt_starts();
                drop trigger gate_clip_exports on clip_exports; drop trigger append_only on clip_exports; drop function gate_clip_exports();
                drop trigger gate_setup_steps on setup_steps; drop function gate_setup_steps();
                alter table job_recorders drop constraint ck_job_recorders_cameras;
                """);

            migrationBuilder.DropTable(
                name: "attempt_starts");

            migrationBuilder.DropTable(
                name: "clip_exports");

            migrationBuilder.DropTable(
                name: "setup_steps");

            migrationBuilder.DropColumn(
                name: "effect_acknowledged",
                table: "reset_attempts");

            migrationBuilder.DropColumn(
                name: "preconditions",
                table: "reset_attempts");

            migrationBuilder.DropColumn(
                name: "reason",
                table: "reset_attempts");

            migrationBuilder.DropColumn(
                name: "started_at",
                table: "reset_attempts");

            migrationBuilder.DropColumn(
                name: "cameras_back",
                table: "job_recorders");

            migrationBuilder.DropColumn(
                name: "cameras_total",
                table: "job_recorders");

            migrationBuilder.DropColumn(
                name: "firmware_before",
                table: "job_recorders");

            migrationBuilder.DropColumn(
                name: "locked_until",
                table: "job_recorders");

            migrationBuilder.DropColumn(
                name: "playback_gaps",
                table: "job_recorders");

            migrationBuilder.DropColumn(
                name: "after",
                table: "hardening_items");

            migrationBuilder.DropColumn(
                name: "before",
                table: "hardening_items");

            migrationBuilder.DropColumn(
                name: "version",
                table: "hardening_items");
        }
    }
}
