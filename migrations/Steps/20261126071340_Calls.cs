using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;

#nullable disable

namespace CleveSec.Migrations.Steps
{
    /// <inheritdoc />
    public partial class Calls : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "merged_into_id",
                table: "sites",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "merged_into_id",
                table: "recorders",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "merged_into_id",
                table: "customers",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "job_search",
                columns: table => new
                {
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reported_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    place = table.Column<string>(type: "text", nullable: false),
                    phone = table.Column<string>(type: "text", nullable: false),
                    email = table.Column<string>(type: "text", nullable: false),
                    serials = table.Column<string>(type: "text", nullable: false),
                    doc = table.Column<string>(type: "text", nullable: false, computedColumnSql: "' ' || name || ' ' || place || ' ' || phone || ' ' || email || ' ' || serials || ' ' || number || ' '", stored: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job_search", x => x.job_id);
                    table.ForeignKey(
                        name: "fk_job_search_jobs_job_id",
                        column: x => x.job_id,
                        principalTable: "jobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "record_merges",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    kept_id = table.Column<Guid>(type: "uuid", nullable: false),
                    merged_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    undo_until = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    undone_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    undone_by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    detail = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_record_merges", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "serial_settlements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    serial = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    customer_a = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_b = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_serial_settlements", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_sites_merged_into_id",
                table: "sites",
                column: "merged_into_id");

            migrationBuilder.CreateIndex(
                name: "ix_recorders_merged_into_id",
                table: "recorders",
                column: "merged_into_id");

            migrationBuilder.CreateIndex(
                name: "ix_customers_merged_into_id",
                table: "customers",
                column: "merged_into_id");

            migrationBuilder.CreateIndex(
                name: "ix_record_merges_kept_id",
                table: "record_merges",
                column: "kept_id");

            migrationBuilder.CreateIndex(
                name: "ix_record_merges_merged_id",
                table: "record_merges",
                column: "merged_id");

            migrationBuilder.CreateIndex(
                name: "ix_serial_settlements_serial_customer_a_customer_b",
                table: "serial_settlements",
                columns: new[] { "serial", "customer_a", "customer_b" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_customers_customers_merged_into_id",
                table: "customers",
                column: "merged_into_id",
                principalTable: "customers",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_recorders_recorders_merged_into_id",
                table: "recorders",
                column: "merged_into_id",
                principalTable: "recorders",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_sites_sites_merged_into_id",
                table: "sites",
                column: "merged_into_id",
                principalTable: "sites",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.Sql(CleveSec.Migrations.Sql.SqlFile.Read("calls.sql"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("What was merged cannot be taken back out: restore a backup instead.");
    }
}
