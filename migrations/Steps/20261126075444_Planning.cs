using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;

#nullable disable

namespace CleveSec.Migrations.Steps
{
    /// <inheritdoc />
    public partial class Planning : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "day_plan_runs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<LocalDate>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    seconds = table.Column<int>(type: "integer", nullable: false),
                    technicians = table.Column<List<Guid>>(type: "uuid[]", nullable: false),
                    started_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    started_by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    heartbeat_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    percent = table.Column<int>(type: "integer", nullable: false),
                    cancel_asked = table.Column<bool>(type: "boolean", nullable: false),
                    result = table.Column<string>(type: "jsonb", nullable: true),
                    ended_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    ended_by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    said = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_day_plan_runs", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_day_plan_runs_day_started_at",
                table: "day_plan_runs",
                columns: new[] { "day", "started_at" });

            migrationBuilder.CreateIndex(
                name: "ix_day_plan_runs_one_running",
                table: "day_plan_runs",
                column: "day",
                unique: true,
                filter: "state = 'Running'");

            migrationBuilder.Sql(CleveSec.Migrations.Sql.SqlFile.Read("planning.sql"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "day_plan_runs");
        }
    }
}
